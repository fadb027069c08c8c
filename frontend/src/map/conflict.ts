import { choose } from "../app/dialogue.ts";
import { el } from "./dom.ts";
import { time } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import { t } from "./texts.ts";
import type { Conflict, Move } from "./types.ts";

const SHOWN = 8;

/** Show who moved what in the meantime; true when the person wants their own edit to go on. */
export async function askAboutConflict(
  ledger: Ledger,
  conflicts: Conflict[],
  moves: Move[],
): Promise<boolean> {
  const mine = new Map(moves.map(([id, , to]) => [id, to]));
  const nameOf = (territory: number | null | undefined) =>
    ledger.territories[ledger.slotFor(territory ?? null)]?.name ?? t("no_territory");
  const rows = conflicts.slice(0, SHOWN).map((one) => {
    const by = one.by?.name ?? t("somebody");
    const words = t("conflict_row", {
      unit: one.name,
      by,
      at: one.at ? time(one.at) : "",
      theirs: nameOf(one.actual),
      mine: nameOf(mine.get(one.unit)),
    });
    return el("li", {}, words);
  });
  const rest = conflicts.length - rows.length;
  const answer = await choose(
    [
      el("h2", {}, t("conflict_title")),
      el("p", {}, t("conflict_text")),
      el("ul", {}, ...rows, rest > 0 && el("li", {}, t("and_more", { n: rest }))),
    ],
    [
      { value: "theirs", label: t("keep_theirs"), style: "primary" },
      { value: "mine", label: t("apply_mine") },
    ],
  );
  return answer === "mine";
}
