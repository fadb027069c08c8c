import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { amount, count } from "./figures.ts";
import { t } from "./texts.ts";
import type { Measure } from "./types.ts";

/** Say what lies under the pointer: the unit, its territory, its figures. */
export function tellUnderPointer(canvas: Canvas, measures: Measure[]): void {
  const tip = byId("tip");
  let waiting = 0;
  canvas.map.on("mousemove", (event) => {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      const drawing = canvas.map.getContainer().dataset.tool !== "pointer";
      const unit = drawing ? -1 : canvas.unitAt([event.point.x, event.point.y]);
      tip.hidden = unit < 0;
      if (unit < 0) return;
      tip.replaceChildren(...describe(canvas, unit, measures));
      const width = canvas.map.getContainer().clientWidth;
      const left = event.point.x + 14 + tip.offsetWidth > width;
      tip.style.left = `${left ? event.point.x - tip.offsetWidth - 14 : event.point.x + 14}px`;
      tip.style.top = `${event.point.y + 14}px`;
    });
  });
  canvas.map.on("mouseout", () => {
    tip.hidden = true;
  });
}

function describe(canvas: Canvas, unit: number, measures: Measure[]): Node[] {
  const { units, territories, slot, locked } = canvas.ledger;
  const territory = territories[slot[unit]!];
  const figures = [t("n_accounts", { n: count(units.accounts[unit] ?? 0) })];
  for (const { key, label } of measures) {
    if (key !== "accounts") figures.push(`${label}: ${amount(units.measures[key]?.[unit] ?? 0)}`);
  }
  const before = canvas.before.get(unit);
  return [
    el("strong", {}, units.name?.[unit] ?? ""),
    el("span", {}, units.region?.[unit] ?? ""),
    el("span", {}, territory?.name ?? t("no_territory")),
    ...(before ? [el("span", { class: "warned" }, t("compare_before", { name: before }))] : []),
    el("span", { class: "text-secondary" }, figures.join(" · ")),
    ...(locked[unit] ? [el("span", {}, t("locked"))] : []),
  ];
}
