import type { Ledger } from "./ledger.ts";
import type { Change, Conflict, Move } from "./types.ts";

/** An edit made here that the server has not confirmed yet. */
export interface Pending {
  moves: Move[];
  sending: boolean;
}

/**
 * The server's assignment with this page's unconfirmed edits laid over it.
 *
 * Other people's changes go under the edits: nothing of either is lost.
 */
export class Board {
  readonly pending: Pending[] = [];
  /** What the server last said, by unit id. */
  readonly #confirmed = new Map<number, number | null>();

  constructor(readonly ledger: Ledger) {
    ledger.units.id.forEach((id, unit) => {
      this.#confirmed.set(id, ledger.territoryOf(unit));
    });
  }

  /** Move units here at once; returns the moves that change something. */
  edit(units: Iterable<number>, to: number | null): Move[] {
    const moves: Move[] = [];
    for (const unit of units) {
      const from = this.ledger.territoryOf(unit);
      if (from === to || this.ledger.locked[unit]) continue;
      moves.push([this.ledger.units.id[unit]!, from, to]);
    }
    if (moves.length) this.pending.push({ moves, sending: false });
    for (const [id] of moves) this.#show(id);
    return moves;
  }

  /** Take back an edit that was never sent, or that was refused. */
  drop(edit: Pending): number[] {
    const at = this.pending.indexOf(edit);
    if (at >= 0) this.pending.splice(at, 1);
    return this.#showAll(edit.moves);
  }

  /** The server has accepted an edit. */
  confirm(edit: Pending): void {
    for (const [id, , to] of edit.moves) this.#confirmed.set(id, to);
    this.drop(edit);
  }

  /** Take in what the server says has changed; returns the units that look different now. */
  receive(changes: readonly Change[]): number[] {
    const moves = changes.flatMap((change) => change.moves);
    for (const [id, , to] of moves) this.#confirmed.set(id, to);
    const held = changes
      .flatMap((change) => change.locks)
      .flatMap(([id, locked]) => {
        const unit = this.ledger.indexOf.get(id);
        if (unit === undefined) return [];
        this.ledger.locked[unit] = Number(locked);
        return [unit];
      });
    return [...new Set([...this.#showAll(moves), ...held])];
  }

  /** Whether this page can show some changes without being read again. */
  knows(changes: readonly Change[]): boolean {
    const { slotOf, indexOf } = this.ledger;
    return changes.every(
      (change) =>
        !change.subdivided &&
        change.territories.every(([id, now]) => now !== null && this.#same(id, now)) &&
        change.moves.every(([id, , to]) => indexOf.has(id) && (to === null || slotOf.has(to))),
    );
  }

  /** Whether a territory still looks as this page shows it. */
  #same(id: number, now: NonNullable<Change["territories"][number][1]>): boolean {
    const row = this.ledger.territories[this.ledger.slotFor(id)];
    const person = row?.person?.id ?? null;
    return row?.name === now.name && row.colour === now.colour && person === now.person;
  }

  /** Settle a refused edit: go on with mine, or leave the units in conflict to the others. */
  settle(edit: Pending, conflicts: readonly Conflict[], mine: boolean): number[] {
    const before = edit.moves;
    const disputed = new Set(conflicts.map((conflict) => conflict.unit));
    edit.moves = before
      .filter(([id, , to]) => !disputed.has(id) || (mine && this.#confirmed.get(id) !== to))
      .map(([id, from, to]) => [id, disputed.has(id) ? this.confirmedOf(id) : from, to]);
    if (!edit.moves.length) this.drop(edit);
    return this.#showAll(before);
  }

  /** The territory the server last gave for a unit. */
  confirmedOf(id: number): number | null {
    return this.#confirmed.get(id) ?? null;
  }

  #showAll(moves: readonly Move[]): number[] {
    return [...new Set(moves.map(([id]) => id))].flatMap((id) => this.#show(id));
  }

  #show(id: number): number[] {
    const unit = this.ledger.indexOf.get(id);
    if (unit === undefined) return [];
    let territory = this.confirmedOf(id);
    for (const { moves } of this.pending) {
      for (const [moved, , to] of moves) if (moved === id) territory = to;
    }
    const slot = this.ledger.slotFor(territory);
    if (this.ledger.slot[unit] === slot) return [];
    this.ledger.place(unit, slot);
    return [unit];
  }
}
