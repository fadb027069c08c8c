import { byId, el, icon } from "./dom.ts";
import { count } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import type { Table } from "./table.ts";
import { t } from "./texts.ts";
import type { Measure } from "./types.ts";

/** What is wrong with the plan now, each warning a button that shows only those rows. */
export class Summary {
  readonly #place = byId("summary");
  #only = "";

  constructor(
    readonly ledger: Ledger,
    readonly table: Table,
    readonly measures: Measure[],
  ) {}

  /** Count again. */
  update(): void {
    const slots = this.ledger.territories.map((_, slot) => slot);
    const over = slots.filter((slot) => this.#isOver(slot));
    const broken = slots.filter((slot) => this.#isBroken(slot));
    const loose = this.ledger.slot.reduce((sum, slot) => sum + (slot < 0 ? 1 : 0), 0);
    if ((this.#only === "over" && !over.length) || (this.#only === "broken" && !broken.length)) {
      this.#only = "";
      this.table.only();
    }
    const chips: HTMLElement[] = [
      el("span", { class: "tag" }, t("n_territories", { n: count(slots.length) })),
    ];
    if (over.length) chips.push(this.#chip("over", t("n_over", { n: count(over.length) })));
    if (broken.length) chips.push(this.#chip("broken", t("n_broken", { n: count(broken.length) })));
    if (loose) {
      const words = t("n_unassigned", { n: count(loose) });
      chips.push(
        el("span", { class: "tag tag-warn" }, icon("alert-triangle", "icon-inline"), words),
      );
    }
    const empty = this.measures.filter((measure) => !(measure.total > 0));
    for (const { label } of empty) {
      const words = t("no_figures", { measure: label });
      chips.push(
        el("span", { class: "tag tag-warn" }, icon("alert-triangle", "icon-inline"), words),
      );
    }
    if (!over.length && !broken.length && !loose && !empty.length && this.measures.length) {
      chips.push(
        el("span", { class: "tag tag-good" }, icon("check", "icon-inline"), t("all_well")),
      );
    }
    this.#place.replaceChildren(...chips);
  }

  #isBroken(slot: number): boolean {
    return this.ledger.piecesOf(slot) > 1 || this.ledger.landsOf(slot) > 1;
  }

  #isOver(slot: number): boolean {
    return this.measures.some((measure) => {
      const value = this.ledger.deviation(measure.key, slot);
      return measure.tolerance !== null && Math.abs(value ?? 0) > measure.tolerance + 1e-9;
    });
  }

  #chip(kind: string, words: string): HTMLElement {
    const pressed = this.#only === kind;
    const chip = el(
      "button",
      { type: "button", class: "tag tag-warn", "aria-pressed": String(pressed) },
      icon("alert-triangle", "icon-inline"),
      words,
    );
    chip.addEventListener("click", () => {
      this.#only = pressed ? "" : kind;
      this.table.only(
        pressed
          ? undefined
          : (slot) => (kind === "over" ? this.#isOver(slot) : this.#isBroken(slot)),
      );
      this.update();
    });
    return chip;
  }
}
