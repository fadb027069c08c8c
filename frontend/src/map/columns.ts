import { deviationBar } from "./bar.ts";
import { el, icon, swatch } from "./dom.ts";
import { amount, count } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import { colourOf } from "./palette.ts";
import { t } from "./texts.ts";
import type { Measure, TerritoryRow } from "./types.ts";

/** One column of the table: its head, what it sorts by, and its cell. */
export interface Column {
  key: string;
  head: string;
  numeric: boolean;
  by: (slot: number) => number | string;
  cell: (slot: number) => (Node | string)[];
  /** What stands in the last line, over all rows. */
  sum?: () => string;
}

const total = (figures: ArrayLike<number> = []): number =>
  Array.from(figures).reduce((sum, value) => sum + value, 0);

/** The name of a territory, its colour and who serves it. */
function nameCell(row: TerritoryRow): Node[] {
  const person = row.person?.name ?? t("nobody");
  return [
    swatch(colourOf(row.colour)),
    el(
      "span",
      { class: "who" },
      el("button", { type: "button", class: "row-name" }, row.name),
      person === row.name ? null : el("span", { class: "who-person" }, person),
    ),
  ];
}

/** Whether a territory is in one piece, in words and with an icon. */
function wholeCell(pieces: number, lands: number): Node[] {
  if (lands > 1) {
    const words = t("across_sea");
    return [
      el("span", { class: "warned" }, icon("alert-triangle", "icon-inline"), el("span", {}, words)),
    ];
  }
  if (pieces === 1) return [icon("check", "icon-inline quiet"), el("span", {}, t("whole"))];
  const words = pieces ? t("in_pieces", { n: pieces }) : t("empty_territory");
  return [
    el("span", { class: "warned" }, icon("alert-triangle", "icon-inline"), el("span", {}, words)),
  ];
}

function measureColumn(ledger: Ledger, measure: Measure): Column {
  const { key, tolerance } = measure;
  const suffix = measure.unit ? ` (${measure.unit})` : "";
  return {
    key: `m-${key}`,
    head: measure.label + suffix,
    numeric: true,
    by: (slot) => ledger.totals[key]?.[slot] ?? 0,
    // A measure that is zero everywhere is not known: neither nought nor balance is shown.
    cell: (slot) =>
      measure.total > 0
        ? [
            el("span", { class: "total" }, amount(ledger.totals[key]?.[slot] ?? 0)),
            deviationBar(ledger.deviation(key, slot), tolerance),
          ]
        : ["–"],
    sum: () => (measure.total > 0 ? amount(total(ledger.totals[key])) : "–"),
  };
}

/** All columns, the measures chosen in the middle. */
export function columns(ledger: Ledger, measures: Measure[]): Column[] {
  const rows = ledger.territories;
  const plain = (key: string, figures: ArrayLike<number>): Column => ({
    key,
    head: t(`column_${key}`),
    numeric: true,
    by: (slot) => figures[slot] ?? 0,
    cell: (slot) => [count(figures[slot] ?? 0)],
    sum: () => count(total(figures)),
  });
  const counted = measures.some((measure) => measure.key === "accounts");
  return [
    {
      key: "name",
      head: t("column_name"),
      numeric: false,
      by: (slot) => rows[slot]!.name,
      cell: (slot) => nameCell(rows[slot]!),
    },
    ...measures.map((measure) => measureColumn(ledger, measure)),
    ...(counted ? [] : [plain("accounts", ledger.accounts)]),
    // What is wrong comes before what is only large: on a narrow screen the last are scrolled to.
    plain("units", ledger.size),
    plain("area", ledger.area),
    {
      key: "whole",
      head: t("column_whole"),
      numeric: false,
      by: (slot) => -ledger.piecesOf(slot),
      cell: (slot) => wholeCell(ledger.piecesOf(slot), ledger.landsOf(slot)),
    },
  ];
}
