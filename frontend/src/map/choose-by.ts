import { say } from "../app/messages.ts";
import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { count } from "./figures.ts";
import { around } from "./geometry.ts";
import { t } from "./texts.ts";

const MOST_ORIGINS = 200;

/** Choose units by region, postal code, distance or drive time from those chosen already. */
export function chooseBy(canvas: Canvas): void {
  const { ledger, selection } = canvas;
  byPostalCode(canvas);
  byDrive(canvas);
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

/** Choose the units with these ids, look at them, and say how many they are. */
function take(canvas: Canvas, ids: number[], text: string): void {
  const units = ids.flatMap((id) => canvas.ledger.indexOf.get(id) ?? []);
  if (!units.length) {
    say(t("nothing_found"), "warning");
    return;
  }
  canvas.selection.choose(units);
  const bounds = canvas.ledger.boundsOf(units);
  if (bounds) canvas.fit(bounds);
  say(text.replace("{n}", count(units.length)));
}

/** Choose the units that a postal code reaches, or all codes that begin so. */
export async function choosePostal(canvas: Canvas, code: string): Promise<void> {
  const path = `geo/layers/${canvas.space.plan.layer.id}/postal?${new URLSearchParams({ code })}`;
  const found = await call<{ unit: number[]; codes: number }>(path).catch(() => null);
  if (found) take(canvas, found.unit, t("postal_chosen", { codes: count(found.codes), code }));
  else say(t("not_done"), "error");
}

function byPostalCode(canvas: Canvas): void {
  byId<HTMLFormElement>("choose-postal").addEventListener("submit", (event) => {
    event.preventDefault();
    const code = byId<HTMLInputElement>("postal").value.trim();
    if (code.length > 1) void choosePostal(canvas, code);
  });
}

function byDrive(canvas: Canvas): void {
  const { ledger, selection } = canvas;
  byId<HTMLFormElement>("choose-drive").addEventListener("submit", async (event) => {
    event.preventDefault();
    const minutes = byId<HTMLInputElement>("drive").valueAsNumber;
    if (!selection.units.size) return say(t("choose_first"), "warning");
    if (selection.units.size > MOST_ORIGINS) return say(t("choose_fewer"), "warning");
    if (!(minutes > 0)) return;
    const query = new URLSearchParams({ minutes: String(minutes) });
    for (const unit of selection.units) query.append("unit", String(ledger.units.id[unit]));
    const path = `territories/plans/${canvas.space.plan.id}/reach?${query}`;
    const found = await call<{ unit: number[] }>(path).catch(() => null);
    if (found) take(canvas, found.unit, t("drive_chosen", { minutes: count(minutes) }));
    else say(t("not_done"), "error");
  });
}
