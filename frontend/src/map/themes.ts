import { amount, signed } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import { PALETTE } from "./palette.ts";
import { t } from "./texts.ts";
import type { Measure } from "./types.ts";

/** From little to much, and from below to above the mean; both told apart by colour-blind people. */
const SEQUENCE = ["#eef3f8", "#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"];
const DIVERGING = ["#2166ac", "#67a9cf", "#d1e5f0", "#f4f2ec", "#fddbc7", "#ef8a62", "#b2182b"];

/** What the colours of the map mean: a class for each unit, a colour for each class, a legend. */
export interface Theme {
  colours: readonly string[];
  /** The class of a unit; -1 draws it as being in no territory. */
  classOf: (unit: number) => number;
  /** What each colour stands for; empty for territories, whose names are on the map. */
  legend: { colour: string; text: string }[];
}

/** Each territory in its own colour. */
export function byTerritory(ledger: Ledger): Theme {
  return {
    colours: PALETTE,
    classOf: (unit) => {
      const row = ledger.territories[ledger.slot[unit]!];
      return row ? row.colour % PALETTE.length : -1;
    },
    legend: [],
  };
}

/** Where the classes of some figures begin, so that each holds about as many units. */
export function breaks(values: ArrayLike<number>, classes: number): number[] {
  const sorted = Array.from(values)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const found: number[] = [];
  for (let at = 1; at < classes; at++) {
    const value = sorted[Math.floor((at * sorted.length) / classes)];
    // Below the smallest there is nothing: a class that begins there would stay empty.
    if (value !== undefined && value > (found.at(-1) ?? sorted[0]!)) found.push(value);
  }
  return found;
}

/** Each unit by how much of a measure it holds; what holds none is pale. */
export function byMeasure(ledger: Ledger, measure: Measure): Theme {
  const values = ledger.units.measures[measure.key] ?? [];
  const limits = breaks(values, SEQUENCE.length - 1);
  const classOf = (unit: number) => {
    const value = values[unit] ?? 0;
    if (value <= 0) return 0;
    return 1 + limits.filter((limit) => value >= limit).length;
  };
  const from = (at: number) => amount(limits[at] ?? 0);
  const whole = Array.from(values).every(Number.isInteger);
  /** What lies from one limit to the next; of whole numbers the next begins one further on. */
  const between = (at: number) => {
    const last = limits[at + 1]! - (whole ? 1 : 0);
    return last > limits[at]! ? `${from(at)} – ${amount(last)}` : from(at);
  };
  const texts = [
    t("theme_none"),
    limits.length ? t("theme_below", { n: from(0) }) : t("theme_some"),
    ...limits.map((_, at) =>
      at + 1 < limits.length ? between(at) : t("theme_from", { n: from(at) }),
    ),
  ];
  return {
    colours: SEQUENCE,
    classOf,
    legend: texts.map((text, at) => ({ colour: SEQUENCE[at]!, text })),
  };
}

/** Each territory by how far it stands from the mean; the middle is within the tolerance. */
export function byDeviation(ledger: Ledger, measure: Measure): Theme {
  const step = measure.tolerance ?? 0.1;
  const limits = [-3 * step, -2 * step, -step, step, 2 * step, 3 * step];
  const classOf = (unit: number) => {
    const slot = ledger.slot[unit]!;
    const value = slot < 0 ? null : ledger.deviation(measure.key, slot);
    // Just at the tolerance is still within it.
    return value === null ? -1 : limits.filter((limit) => value > limit + 1e-9).length;
  };
  const texts = [
    t("theme_below", { n: signed(limits[0]!) }),
    `${signed(limits[0]!)} – ${signed(limits[1]!)}`,
    `${signed(limits[1]!)} – ${signed(limits[2]!)}`,
    t("theme_within", { n: signed(step).replace("+", "±") }),
    `${signed(limits[3]!)} – ${signed(limits[4]!)}`,
    `${signed(limits[4]!)} – ${signed(limits[5]!)}`,
    t("theme_from", { n: signed(limits[5]!) }),
  ];
  return {
    colours: DIVERGING,
    classOf,
    legend: texts.map((text, at) => ({ colour: DIVERGING[at]!, text })),
  };
}
