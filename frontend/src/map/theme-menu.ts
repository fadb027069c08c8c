import type { Canvas } from "./canvas.ts";
import { byId, el, swatch } from "./dom.ts";
import { t } from "./texts.ts";
import { byDeviation, byMeasure, byTerritory, type Theme } from "./themes.ts";
import type { Measure } from "./types.ts";

/** The choice of what the colours mean, with its legend; a measure without figures is left out. */
export function themeMenu(canvas: Canvas, measures: Measure[]): void {
  const choice = byId<HTMLSelectElement>("theme");
  const known = measures.filter((measure) => measure.total > 0);
  const group = (label: string, kind: string) =>
    el(
      "optgroup",
      { label },
      ...known.map(({ key, label: measure }) =>
        el("option", { value: `${kind}:${key}` }, kind === "measure" ? measure : `${measure} (±)`),
      ),
    );
  choice.replaceChildren(
    el("option", { value: "" }, t("theme_territory")),
    group(t("theme_measure"), "measure"),
    group(t("theme_deviation"), "deviation"),
  );
  choice.addEventListener("change", () => {
    const [kind, key] = choice.value.split(":");
    const measure = known.find((one) => one.key === key);
    const theme = measure ? (kind === "measure" ? byMeasure : byDeviation) : null;
    const shown = theme && measure ? theme(canvas.ledger, measure) : byTerritory(canvas.ledger);
    show(canvas, shown, choice.selectedOptions[0]?.text ?? "");
  });
}

function show(canvas: Canvas, theme: Theme, title: string): void {
  canvas.colourBy(theme);
  const legend = byId("theme-legend");
  legend.hidden = !theme.legend.length;
  legend.replaceChildren(
    el("dt", { class: "legend-title" }, title),
    ...theme.legend.flatMap(({ colour, text }) => [
      el("dt", {}, swatch(colour) as Node),
      el("dd", {}, text),
    ]),
  );
}
