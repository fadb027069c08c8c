import { byId, el } from "./dom.ts";
import { amount, count, signed } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import type { Selection } from "./selection.ts";
import { t } from "./texts.ts";
import type { Measure } from "./types.ts";

const NOWHERE = "none";
const MOST_GIVERS = 3;
const language = document.documentElement.lang || "es";

/** A text without accents and case, for comparing. */
const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);

/** The bar under the map: what is chosen, and where it should go. */
export class SelectionBar {
  readonly #bar = byId("chosen");
  readonly #to = byId<HTMLSelectElement>("assign-to");
  readonly #find = byId<HTMLInputElement>("assign-find");

  constructor(
    readonly ledger: Ledger,
    readonly selection: Selection,
    readonly measures: Measure[],
    readonly assign: (units: number[], territory: number | null) => void,
    /** Whether units may be put into no territory: that is for who plans the whole company. */
    readonly anywhere: boolean,
  ) {
    selection.changed.on(() => this.update());
    this.#to.addEventListener("change", () => this.#foretell());
    byId<HTMLFormElement>("assign").addEventListener("submit", (event) => {
      event.preventDefault();
      const value = this.#to.value;
      if (value) this.assign([...selection.units], value === NOWHERE ? null : Number(value));
    });
    this.#find.addEventListener("input", () => this.#narrow());
    byId("unselect").addEventListener("click", () => selection.clear());
  }

  /** Say what is chosen now, and offer the neighbours first. */
  update(): void {
    const { units } = this.selection;
    this.#bar.hidden = !units.size;
    if (!units.size) return;
    const [first] = units;
    byId("chosen-text").textContent =
      units.size === 1 ? this.#nameOf(first!) : t("n_units", { n: count(units.size) });
    byId("chosen-figures").textContent = this.#figures().join(" · ");
    this.#offer();
    this.#foretell();
  }

  /** A unit's name and its region: a card of one unit says which it is. */
  #nameOf(unit: number): string {
    const { name, region, id } = this.ledger.units;
    const own = name?.[unit] || String(id[unit]);
    return region?.[unit] ? `${own} (${region[unit]})` : own;
  }

  /** Which territories they are in, how many accounts they have, and each measure's sum. */
  #figures(): string[] {
    const { units } = this.selection;
    const sum = (figures: ArrayLike<number> | undefined) =>
      [...units].reduce((total, unit) => total + (figures?.[unit] ?? 0), 0);
    const slots = new Set([...units].map((unit) => this.ledger.slot[unit]!));
    const [slot] = slots;
    const home = this.ledger.territories[slot!]?.name ?? t("no_territory");
    return [
      ...(slots.size === 1 ? [home] : []),
      ...(units.size === 1 && this.ledger.locked[[...units][0]!] ? [t("locked")] : []),
      t("n_accounts", { n: count(sum(this.ledger.units.accounts)) }),
      ...this.measures
        .filter(({ key, total }) => key !== "accounts" && total > 0)
        .map(({ key, label, unit }) =>
          `${label}: ${amount(sum(this.ledger.units.measures[key]))} ${unit}`.trim(),
        ),
    ];
  }

  #offer(): void {
    const near = this.#neighbours();
    const rows = this.ledger.territories
      .map((row, slot) => ({ row, slot }))
      .filter(({ row }) => row.editable);
    const wanted = plain(this.#find.value);
    const fits = ({ row }: (typeof rows)[number]) =>
      plain(`${row.code} ${row.name} ${row.person?.name ?? ""}`).includes(wanted);
    rows.sort((a, b) => a.row.name.localeCompare(b.row.name, language, { numeric: true }));
    const option = ({ row }: (typeof rows)[number]) =>
      el("option", { value: row.id }, row.person ? `${row.name} · ${row.person.name}` : row.name);
    const group = (label: string, some: typeof rows) =>
      some.length ? el("optgroup", { label }, ...some.map(option)) : null;
    const before = this.#to.value;
    this.#to.replaceChildren(
      el("option", { value: "" }, t("assign_to")),
      ...[
        group(
          t("nearby"),
          rows.filter((one) => near.has(one.slot) && fits(one)),
        ),
        group(
          t("others"),
          rows.filter((one) => !near.has(one.slot) && fits(one)),
        ),
      ].filter((part) => part !== null),
      ...(this.anywhere ? [el("option", { value: NOWHERE }, t("no_territory"))] : []),
    );
    this.#to.value = before;
    if (this.#to.selectedIndex < 0) this.#to.value = "";
  }

  /** Offer only what holds the words typed, and take the first of it. */
  #narrow(): void {
    this.#offer();
    const first = [...this.#to.options].find((one) => one.value && one.value !== NOWHERE);
    this.#to.value = this.#find.value && first ? first.value : "";
    this.#foretell();
  }

  #neighbours(): Set<number> {
    const { a, b } = this.ledger.units.borders;
    const near = new Set<number>();
    for (let border = 0; border < a.length; border++) {
      const [left, right] = [a[border]!, b[border]!];
      if (this.selection.units.has(left)) near.add(this.ledger.slot[right]!);
      if (this.selection.units.has(right)) near.add(this.ledger.slot[left]!);
    }
    near.delete(-1);
    return near;
  }

  /** Say which territories the move would leave in more pieces than they are in now. */
  #breaks(slot: number): string[] {
    const { ledger } = this;
    return Array.from(ledger.piecesAfter(this.selection.units, slot)).flatMap((after, other) =>
      after > Math.max(ledger.piecesOf(other), 1)
        ? [t("would_break", { name: ledger.territories[other]!.name, n: after })]
        : [],
    );
  }

  /** Say what the move would leave to the territories that give, the largest loss first. */
  #givers(measure: Measure, slot: number): string[] {
    const { ledger, selection } = this;
    const loss = new Map<number, number>();
    for (const unit of selection.units) {
      const from = ledger.slot[unit]!;
      if (from < 0 || from === slot || ledger.locked[unit]) continue;
      const value = ledger.units.measures[measure.key]?.[unit] ?? 0;
      loss.set(from, (loss.get(from) ?? 0) + value);
    }
    const most = [...loss].sort((a, b) => b[1] - a[1]).slice(0, MOST_GIVERS);
    return most.flatMap(([from, lost]) => {
      const before = ledger.deviation(measure.key, from);
      const mean = ledger.mean(measure.key, from);
      if (before === null || !mean) return [];
      const name = ledger.territories[from]!.name;
      return [`${name}: ${signed(before)} → ${signed(before - lost / mean)}`];
    });
  }

  /** Say before the move what it would do to those who receive and give. */
  #foretell(): void {
    const measure = this.measures[0];
    const slot = this.ledger.slotOf.get(Number(this.#to.value)) ?? -1;
    byId<HTMLButtonElement>("assign-now").disabled = !this.#to.value;
    const place = byId("assign-effect");
    place.textContent = "";
    if (!measure || slot < 0) return;
    const figures = this.ledger.units.measures[measure.key];
    let gain = 0;
    for (const unit of this.selection.units) {
      const stays = this.ledger.locked[unit] || this.ledger.slot[unit] === slot;
      if (!stays) gain += figures?.[unit] ?? 0;
    }
    const mean = this.ledger.mean(measure.key, slot);
    const before = this.ledger.deviation(measure.key, slot);
    if (!mean || before === null) return;
    const after = before + gain / mean;
    const name = this.ledger.territories[slot]!.name;
    const parts = [`${measure.label}, ${name}: ${signed(before)} → ${signed(after)}`];
    const held = [...this.selection.units].filter((unit) => this.ledger.locked[unit]).length;
    if (held) parts.push(t("held", { n: count(held) }));
    parts.push(...this.#breaks(slot));
    place.classList.toggle("warned", parts.length > 1);
    parts.splice(1, 0, ...this.#givers(measure, slot));
    place.textContent = parts.join(" · ");
  }
}
