import { pieces } from "./connectivity.ts";
import type { TerritoryRow, UnitColumns } from "./types.ts";

/** Which unit is in which territory, and what that adds up to, kept current move by move. */
export class Ledger {
  readonly slotOf = new Map<number, number>();
  readonly indexOf = new Map<number, number>();
  /** The slot of each unit's territory; -1 where it has none. */
  readonly slot: Int32Array;
  readonly locked: Uint8Array;
  readonly totals: Record<string, Float64Array> = {};
  readonly area: Float64Array;
  readonly accounts: Float64Array;
  readonly size: Int32Array;
  readonly #containers: number[];
  #pieces: Int32Array | null = null;

  constructor(
    readonly units: UnitColumns,
    readonly territories: readonly TerritoryRow[],
  ) {
    const count = territories.length;
    for (const [slot, row] of territories.entries()) this.slotOf.set(row.id, slot);
    const names = [...new Set(territories.map((row) => row.container))];
    this.#containers = territories.map((row) => names.indexOf(row.container));
    for (const key of Object.keys(units.measures)) this.totals[key] = new Float64Array(count);
    this.area = new Float64Array(count);
    this.accounts = new Float64Array(count);
    this.size = new Int32Array(count);
    this.slot = new Int32Array(units.id.length).fill(-1);
    this.locked = Uint8Array.from(units.locked, Number);
    units.id.forEach((id, unit) => {
      this.indexOf.set(id, unit);
      this.place(unit, this.slotFor(units.territory[unit] ?? null));
    });
  }

  /** The place of a territory in the lists here; -1 for none. */
  slotFor(territory: number | null): number {
    return territory === null ? -1 : (this.slotOf.get(territory) ?? -1);
  }

  /** The territory of a unit, null for none. */
  territoryOf(unit: number): number | null {
    return this.territories[this.slot[unit]!]?.id ?? null;
  }

  /** Put a unit into a territory; every total follows. */
  place(unit: number, slot: number): void {
    const before = this.slot[unit]!;
    if (before === slot) return;
    if (before >= 0) this.#add(unit, before, -1);
    if (slot >= 0) this.#add(unit, slot, 1);
    this.slot[unit] = slot;
    this.#pieces = null;
  }

  #add(unit: number, slot: number, sign: 1 | -1): void {
    const { measures, area, accounts } = this.units;
    for (const key in measures) this.totals[key]![slot]! += sign * (measures[key]![unit] ?? 0);
    this.area[slot]! += sign * (area[unit] ?? 0);
    this.accounts[slot]! += sign * (accounts[unit] ?? 0);
    this.size[slot]! += sign;
  }

  /** How many separate pieces a territory is in. */
  piecesOf(slot: number): number {
    const { a, b } = this.units.borders;
    this.#pieces ??= pieces(this.slot, a, b, this.territories.length);
    return this.#pieces[slot]!;
  }

  /** On how many lands a territory has units: 2 is the mainland and an island, say. */
  landsOf(slot: number): number {
    const { land } = this.units;
    const seen = new Set<number>();
    this.slot.forEach((other, unit) => {
      if (other === slot) seen.add(land[unit]!);
    });
    return seen.size;
  }

  /** How many pieces the territories would be in with some units moved; nothing is changed. */
  piecesAfter(units: Iterable<number>, to: number): Int32Array {
    const moved = this.slot.slice();
    for (const unit of units) if (!this.locked[unit]) moved[unit] = to;
    const { a, b } = this.units.borders;
    return pieces(moved, a, b, this.territories.length);
  }

  /** How far a territory stands from the mean of its container: 0.05 is 5 % above. */
  deviation(key: string, slot: number): number | null {
    const totals = this.totals[key];
    if (!totals) return null;
    const mean = this.mean(key, slot);
    return mean > 0 ? totals[slot]! / mean - 1 : null;
  }

  /** The fair share of a territory: the mean of its container. */
  mean(key: string, slot: number): number {
    // Who sees a part of the plan only is told the mean; it cannot be counted from that part.
    const told = this.territories[slot]?.fair?.[key];
    if (told !== undefined) return told;
    const container = this.#containers[slot];
    let sum = 0;
    let count = 0;
    this.totals[key]!.forEach((total, other) => {
      if (this.#containers[other] !== container) return;
      sum += total;
      count += 1;
    });
    return count ? sum / count : 0;
  }

  /** The units of a territory, by their place in the lists. */
  unitsOf(slot: number): number[] {
    const found: number[] = [];
    this.slot.forEach((other, unit) => {
      if (other === slot) found.push(unit);
    });
    return found;
  }

  /** West, south, east and north of some units. */
  boundsOf(units: Iterable<number>): [number, number, number, number] | null {
    const box: [number, number, number, number] = [180, 90, -180, -90];
    for (const unit of units) {
      const { [unit]: lon = 0 } = this.units.lon;
      const { [unit]: lat = 0 } = this.units.lat;
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    }
    return box[0] <= box[2] ? box : null;
  }
}
