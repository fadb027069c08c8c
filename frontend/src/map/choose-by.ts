import { say } from "../app/messages.ts";
import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { around } from "./geometry.ts";
import { t } from "./texts.ts";

/** Choose units by their region, or by how far they lie from those chosen already. */
export function chooseBy(canvas: Canvas): void {
  const { ledger, selection } = canvas;
  const { region, lon, lat } = ledger.units;
  const choice = byId<HTMLSelectElement>("choose-region");
  const names = [...new Set(region)].filter(Boolean);
  names.sort((a, b) => a.localeCompare(b, document.documentElement.lang));
  choice.replaceChildren(
    el("option", { value: "" }, t("choose_region")),
    ...names.map((name) => el("option", { value: name }, name)),
  );
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    const units = region.flatMap((name, unit) => (name === choice.value ? [unit] : []));
    selection.choose(units);
    const bounds = ledger.boundsOf(units);
    if (bounds) canvas.fit(bounds);
    choice.value = "";
  });
  byId<HTMLFormElement>("choose-radius").addEventListener("submit", (event) => {
    event.preventDefault();
    const km = byId<HTMLInputElement>("radius").valueAsNumber;
    if (!selection.units.size) return say(t("choose_first"), "warning");
    if (km > 0) selection.choose(around(lon, lat, selection.units, km));
  });
}
