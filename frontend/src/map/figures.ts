const locale = document.documentElement.lang || "es";
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: "always" });
const compact = new Intl.NumberFormat(locale, {
  notation: "compact",
  maximumSignificantDigits: 3,
});
const share = new Intl.NumberFormat(locale, {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });

/** A count, in full. */
export const count = (value: number): string => whole.format(value);

/** An amount: in full when short, else rounded (1,2 M). */
export const amount = (value: number): string =>
  Math.abs(value) >= 1e6 ? compact.format(value) : whole.format(value);

/** A share with its sign: +5,3 %. */
export const signed = (value: number | null): string =>
  value === null ? "–" : share.format(value).replace("-", "\u2212");

/** The time of day of a moment. */
export const time = (moment: string): string => clock.format(new Date(moment));
