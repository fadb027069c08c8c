import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { byId } from "./dom.ts";
import { count } from "./figures.ts";
import { t } from "./texts.ts";
import type { Compared } from "./types.ts";

/** The choice of a plan to compare with: what it gives to others is hatched. */
export function compareWith(canvas: Canvas): void {
  const choice = document.getElementById("compare-with") as HTMLSelectElement | null;
  const said = byId("compare-said");
  choice?.addEventListener("change", async () => {
    said.textContent = "";
    if (!choice.value) return canvas.mark(new Map());
    const path = `territories/plans/${canvas.space.plan.id}/compared/${choice.value}`;
    const found = await call<Compared>(path).catch(() => null);
    if (!found) {
      said.textContent = t("not_done");
      return;
    }
    const before = new Map<number, string>();
    found.unit.forEach((id, at) => {
      const unit = canvas.ledger.indexOf.get(id);
      if (unit !== undefined) before.set(unit, found.before[at] || t("no_territory"));
    });
    canvas.mark(before);
    said.textContent = t("compare_changed", { n: count(before.size), plan: found.name });
  });
}

/** Hatch what a proposal would move; `before` holds the slots as they were. */
export function hatchProposal(canvas: Canvas, before: Int32Array): void {
  const { ledger } = canvas;
  // A first division moves everything: hatching it all would say nothing.
  if (before.every((slot) => slot < 0)) return;
  const moved = new Map<number, string>();
  before.forEach((slot, unit) => {
    if (slot === ledger.slot[unit]) return;
    moved.set(unit, ledger.territories[slot]?.name ?? t("no_territory"));
  });
  canvas.mark(moved);
  byId("compare-said").textContent = t("compare_moves", { n: count(moved.size) });
}
