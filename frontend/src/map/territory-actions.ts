import { choose } from "../app/dialogue.ts";
import { say } from "../app/messages.ts";
import { call, Refused } from "./api.ts";
import { byId, el } from "./dom.ts";
import type { Ledger } from "./ledger.ts";
import { findPeople } from "./search.ts";
import type { Selection } from "./selection.ts";
import { t } from "./texts.ts";
import type { TerritoryRow } from "./types.ts";

/** What can be done with the territory in focus: choose its units, rename, staff, delete. */
export function territoryActions(
  ledger: Ledger,
  selection: Selection,
  plan: number,
  again: () => void,
): void {
  const bar = byId("focus");
  const row = () => ledger.territories[selection.territory];
  selection.focused.on(({ slot }) => {
    bar.hidden = slot < 0;
    byId("focus-name").textContent = row()?.name ?? "";
    const removal = document.getElementById("focus-delete");
    if (removal) removal.hidden = (ledger.size[slot] ?? 0) > 0;
  });
  const on = (id: string, act: () => unknown) =>
    document.getElementById(id)?.addEventListener("click", () => attempt(act));
  byId("focus-choose").addEventListener("click", () =>
    selection.choose(ledger.unitsOf(selection.territory)),
  );
  byId("focus-leave").addEventListener("click", () => selection.focus(-1));
  on("focus-edit", async () => {
    const answer = await askTerritory(row());
    const path = `territories/territories/${row()!.id}`;
    if (answer) await call(path, answer, "PATCH").then(again);
  });
  on("focus-delete", () => call(`territories/territories/${row()!.id}`, {}, "DELETE").then(again));
  on("territory-new", async () => {
    const answer = await askTerritory();
    if (answer) await call(`territories/plans/${plan}/territories`, answer).then(again);
  });
}

async function attempt(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (problem) {
    say((problem instanceof Refused && problem.message) || t("not_done"), "error");
  }
}

/** Ask for a name and who serves it; null when nothing should happen. */
async function askTerritory(row?: TerritoryRow): Promise<object | null> {
  const name = el("input", { class: "form-control", value: row?.name ?? "", required: true });
  const person = el("input", {
    class: "form-control",
    value: row?.person?.name ?? "",
    list: "people-found",
  });
  const list = el("datalist", { id: "people-found" });
  const known = new Map<string, number>();
  if (row?.person) known.set(row.person.name, row.person.id);
  person.addEventListener("input", async () => {
    if (person.value.length < 2 || known.has(person.value)) return;
    const people = await findPeople(person.value);
    for (const one of people) known.set(one.title, one.id);
    list.replaceChildren(...people.map((one) => el("option", { value: one.title })));
  });
  const answer = await choose(
    [
      el("h2", {}, row ? t("edit_territory") : t("new_territory")),
      el("label", { class: "form-label" }, t("name"), name),
      el("label", { class: "form-label" }, t("served_by"), person, list),
    ],
    [
      { value: "yes", label: t("save"), style: "primary" },
      { value: "", label: t("cancel") },
    ],
  );
  if (!answer || !name.value.trim()) return null;
  return { name: name.value.trim(), person: known.get(person.value) ?? null };
}
