import { el, icon, svg } from "./dom.ts";
import { signed } from "./figures.ts";
import { t } from "./texts.ts";

const HALF = 40;
const FULL_AT = 3;
const USUAL = 0.1;

/** A deviation as a bar from the middle; beyond the tolerance an icon and words say so too. */
export function deviationBar(value: number | null, tolerance: number | null): HTMLElement {
  const limit = tolerance || USUAL;
  const over = value !== null && tolerance !== null && Math.abs(value) > tolerance + 1e-9;
  const away = Math.abs(value ?? 0);
  // The bar never fills: twice as far is always longer, and the tolerance stands at a third.
  const length = (away / (away + limit * (FULL_AT - 1))) * HALF;
  const mark = HALF / FULL_AT;
  const line = (x: number, kind: string) =>
    svg("line", { class: kind, x1: x, x2: x, y1: 0, y2: 10 });
  const drawing = svg("svg", {
    class: "deviation-bar",
    viewBox: "0 0 80 10",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const x = HALF - ((value ?? 0) < 0 ? length : 0);
  drawing.append(
    line(HALF - mark, "deviation-mark"),
    line(HALF + mark, "deviation-mark"),
    svg("rect", { class: "deviation-fill", x, y: 2, width: length, height: 6, rx: 1 }),
    line(HALF, "deviation-zero"),
  );
  return el(
    "span",
    { class: over ? "deviation deviation-over" : "deviation" },
    drawing,
    el("span", { class: "deviation-text" }, signed(value)),
    over && (icon("alert-triangle", "icon-inline") as Node),
    over && el("span", { class: "visually-hidden" }, t("over_tolerance")),
  );
}
