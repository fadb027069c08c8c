import { byId, el } from "./dom.ts";
import type { Measure } from "./types.ts";

const KEPT = "comarca.map.measures";

/** The measures to see at first: those kept from last time, else those the plan balances. */
function first(measures: Measure[]): Set<string> {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as string[] | null;
  const known = measures.filter((measure) => kept?.includes(measure.key));
  const balanced = measures.filter((measure) => measure.tolerance !== null);
  const shown = known.length ? known : balanced.length ? balanced : measures.slice(0, 2);
  return new Set(shown.map((measure) => measure.key));
}

/** The menu of measures; returns those to show at first, and tells of each change. */
export function measuresMenu(measures: Measure[], changed: (shown: Measure[]) => void): Measure[] {
  const shown = first(measures);
  const chosen = () => measures.filter((measure) => shown.has(measure.key));
  const boxes = measures.map((measure) => {
    const box = el("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: shown.has(measure.key),
    });
    box.addEventListener("change", () => {
      if (box.checked) shown.add(measure.key);
      else shown.delete(measure.key);
      localStorage.setItem(KEPT, JSON.stringify([...shown]));
      changed(chosen());
    });
    return el("label", { class: "menu-item" }, box, measure.label);
  });
  byId("measures-menu").replaceChildren(...boxes);
  return chosen();
}
