import { Signal } from "./signal.ts";

/** The units chosen on the map or in the table, and the territory in focus. */
export class Selection {
  readonly units = new Set<number>();
  territory = -1;
  /** Says which units entered or left. */
  readonly changed = new Signal<number[]>();
  /** Says which territory has the focus; `zoom` when the map should go there. */
  readonly focused = new Signal<{ slot: number; zoom: boolean }>();

  /** Choose these units, instead of or on top of those chosen before. */
  choose(units: Iterable<number>, add = false): void {
    const before = new Set(this.units);
    if (!add) this.units.clear();
    for (const unit of units) this.units.add(unit);
    const left = [...before].filter((unit) => !this.units.has(unit));
    const entered = [...this.units].filter((unit) => !before.has(unit));
    this.changed.emit([...left, ...entered]);
  }

  /** Put one unit in or take it out. */
  toggle(unit: number): void {
    if (!this.units.delete(unit)) this.units.add(unit);
    this.changed.emit([unit]);
  }

  clear(): void {
    this.choose([]);
  }

  /** Bring one territory to the fore; -1 for none. */
  focus(slot: number, zoom = false): void {
    this.territory = slot;
    this.focused.emit({ slot, zoom });
  }
}
