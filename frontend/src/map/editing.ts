import { say } from "../app/messages.ts";
import type { Canvas } from "./canvas.ts";
import { byId } from "./dom.ts";
import { shortcuts } from "./keys.ts";
import { SelectionBar } from "./selection-bar.ts";
import { showSaving } from "./status.ts";
import type { Sync } from "./sync.ts";
import { territoryActions } from "./territory-actions.ts";
import { t } from "./texts.ts";
import type { Tools } from "./tools.ts";
import type { Measure, Workspace } from "./types.ts";

interface Parts {
  canvas: Canvas;
  sync: Sync;
  tools: Tools;
  space: Workspace;
  measures: Measure[];
}

/** Everything that changes the plan by hand: moves, locks, undo, keys. */
export function startEditing({ canvas, sync, tools, space, measures }: Parts): void {
  const { ledger, selection } = canvas;
  const again = () => canvas.reload();
  const assign = (units: number[], to: number | null) => {
    const moved = sync.edit(units, to);
    const held = units.filter((unit) => ledger.locked[unit]).length;
    if (held) {
      const names = units.filter((unit) => ledger.locked[unit]).slice(0, 3);
      const said = names.map((unit) => ledger.units.name[unit]).join(", ");
      say(`${t("some_locked", { n: held })} (${said})`, "warning");
    }
    if (moved && units.length === moved) selection.clear();
    bar.update();
  };
  const bar = new SelectionBar(ledger, selection, measures, assign, space.plans_all);
  sync.looksDifferent.on(() => bar.update());
  sync.stale.on(again);
  showSaving(sync);
  sync.start();
  territoryActions(ledger, selection, space.plan.id, again);
  const plain = {
    escape: () => (selection.units.size ? selection.clear() : selection.focus(-1)),
    v: () => tools.take("pointer"),
    r: () => tools.take("rectangle"),
    l: () => tools.take("lasso"),
  };
  if (!space.can_edit || !document.getElementById("lock")) {
    shortcuts(plain);
    return;
  }
  const lock = async (locked: boolean) => {
    const units = [...selection.units];
    const ids = units.map((unit) => ledger.units.id[unit]!);
    const done = await sync.lock(ids, locked);
    if (done) say(t(locked ? "now_locked" : "now_free", { n: units.length }));
    // A refusal has been told with its reason; what is still being saved can only wait.
    else if (done === null) say(t("not_done"), "error");
  };
  byId("lock").addEventListener("click", () => lock(true));
  byId("unlock").addEventListener("click", () => lock(false));
  byId("undo").addEventListener("click", () => sync.step("undo"));
  byId("redo").addEventListener("click", () => sync.step("redo"));
  shortcuts({
    ...plain,
    a: () => byId("assign-to").focus(),
    "ctrl+z": () => sync.step("undo"),
    "ctrl+shift+z": () => sync.step("redo"),
    "ctrl+y": () => sync.step("redo"),
  });
}
