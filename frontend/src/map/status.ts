import { say } from "../app/messages.ts";
import { byId, icon } from "./dom.ts";
import type { Saving, Sync } from "./sync.ts";
import { t } from "./texts.ts";

const ICONS: Record<Saving, string> = {
  saved: "cloud-check",
  saving: "cloud-upload",
  waiting: "cloud-off",
};

/** Say whether everything is saved; without a connection, how much waits. */
export function showSaving(sync: Sync): void {
  const place = byId("saving");
  let shown = "";
  sync.saving.on((saving) => {
    const n = sync.board.pending.length;
    const words = saving === "waiting" && !n ? t("offline") : t(saving, { n });
    if (words === shown) return;
    shown = words;
    place.dataset.state = saving;
    const text = document.createElement("span");
    text.textContent = words;
    place.replaceChildren(icon(ICONS[saving]), text);
    place.title = words;
  });
  sync.loggedOut.on(() => say(t("logged_out"), "warning"));
  sync.refused.on((why) => say(why || t("not_allowed"), "warning"));
}
