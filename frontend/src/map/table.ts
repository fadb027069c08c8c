import { type Column, columns } from "./columns.ts";
import { byId, el } from "./dom.ts";
import type { Ledger } from "./ledger.ts";
import type { Selection } from "./selection.ts";
import { t } from "./texts.ts";
import type { Measure } from "./types.ts";

const language = document.documentElement.lang || "es";

/** The table beside the map: one row for each territory, the same selection as the map. */
export class Table {
  readonly #table = byId<HTMLTableElement>("territories");
  #columns: Column[] = [];
  #rows: HTMLTableRowElement[] = [];
  #order = { key: "name", down: false };
  #filter: (slot: number) => boolean = () => true;

  constructor(
    readonly ledger: Ledger,
    readonly selection: Selection,
  ) {
    selection.focused.on(({ slot, zoom }) => this.#mark(slot, !zoom));
    selection.changed.on(() => this.#tint());
    this.#table.tBodies[0]?.addEventListener("click", (event) => {
      const row = (event.target as Element).closest("tr");
      const slot = this.#rows.indexOf(row as HTMLTableRowElement);
      if (slot >= 0) selection.focus(selection.territory === slot ? -1 : slot, true);
    });
  }

  /** Show these measures, each with its total and its deviation. */
  show(measures: Measure[]): void {
    this.#columns = columns(this.ledger, measures);
    const heads = this.#columns.map((column) => this.#head(column));
    this.#table.tHead?.replaceChildren(el("tr", {}, ...heads));
    this.#rows = this.ledger.territories.map(() => el("tr", {}));
    this.update();
  }

  /** Only rows that pass; all rows without a test. */
  only(test: (slot: number) => boolean = () => true): void {
    this.#filter = test;
    this.update();
  }

  /** Write all figures again and put the rows in order. */
  update(): void {
    const held = this.#rows.findIndex((row) => row.contains(document.activeElement));
    this.#rows.forEach((row, slot) => {
      row.replaceChildren(...this.#columns.map((column) => this.#cell(column, slot)));
    });
    const column = this.#columns.find((one) => one.key === this.#order.key) ?? this.#columns[0]!;
    const sign = this.#order.down ? -1 : 1;
    const order = this.#rows.map((_, slot) => slot).filter((slot) => this.#filter(slot));
    order.sort((left, right) => sign * compare(column.by(left), column.by(right)));
    this.#table.tBodies[0]?.replaceChildren(...order.map((slot) => this.#rows[slot]!));
    for (const head of this.#table.querySelectorAll<HTMLElement>("th")) {
      const mine = head.dataset.key === this.#order.key;
      if (mine) head.setAttribute("aria-sort", this.#order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.#table.tFoot?.replaceChildren(
      el("tr", {}, ...this.#columns.map((one, at) => this.#total(one, at === 0))),
    );
    this.#mark(this.selection.territory, false);
    this.#rows[held]?.querySelector("button")?.focus({ preventScroll: true });
  }

  #head(column: Column): HTMLElement {
    const button = el("button", { type: "button", class: "sort" }, column.head);
    button.addEventListener("click", () => {
      const again = this.#order.key === column.key;
      this.#order = { key: column.key, down: again ? !this.#order.down : column.numeric };
      this.update();
    });
    const classes = column.numeric ? "num" : "";
    return el("th", { scope: "col", "data-key": column.key, class: classes }, button);
  }

  #total(column: Column, first: boolean): HTMLElement {
    if (first) return el("th", { scope: "row" }, t("in_all"));
    return el("td", { class: column.numeric ? "num" : "" }, column.sum?.() ?? "");
  }

  #cell(column: Column, slot: number): HTMLElement {
    const tag = column.key === "name" ? "th" : "td";
    const made = el(tag, { class: `${column.numeric ? "num " : ""}cell-${column.key}` });
    if (tag === "th") made.setAttribute("scope", "row");
    made.append(el("span", { class: "cell" }, ...column.cell(slot)));
    return made;
  }

  #mark(slot: number, scroll: boolean): void {
    this.#rows.forEach((row, other) => {
      if (other === slot) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
    if (scroll) this.#show(this.#rows[slot]);
    this.#tint();
  }

  /** Bring a row to the middle of the table; scrollIntoView would move the whole page as well. */
  #show(row: HTMLElement | undefined): void {
    const box = this.#table.parentElement;
    if (row && box) box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }

  #tint(): void {
    const touched = new Set<number>();
    for (const unit of this.selection.units) touched.add(this.ledger.slot[unit]!);
    this.#rows.forEach((row, slot) => {
      row.classList.toggle("has-chosen", touched.has(slot));
    });
  }
}

function compare(left: number | string, right: number | string): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), language, { numeric: true });
}
