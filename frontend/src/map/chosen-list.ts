import { byId, el, icon } from "./dom.ts";
import { count } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import type { Selection } from "./selection.ts";
import { t } from "./texts.ts";

const SHOWN = 200;

/** The chosen units as a list: the same as the map, for keyboards and screen readers. */
export function listChosen(ledger: Ledger, selection: Selection): void {
  const details = byId<HTMLDetailsElement>("chosen-details");
  const body = byId<HTMLTableElement>("chosen-units").tBodies[0]!;
  const row = (unit: number) => {
    const remove = el(
      "button",
      { type: "button", class: "btn btn-sm btn-icon", title: t("take_out") },
      icon("x", "icon-inline"),
      el("span", { class: "visually-hidden" }, t("take_out")),
    );
    remove.addEventListener("click", () => selection.toggle(unit));
    const name = ledger.units.name?.[unit] ?? String(ledger.units.id[unit]);
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        name,
        ledger.locked[unit] ? icon("lock", "icon-inline") : null,
        el("span", { class: "who-person" }, ledger.units.region?.[unit] ?? ""),
      ),
      el("td", {}, ledger.territories[ledger.slot[unit]!]?.name ?? t("no_territory")),
      el("td", { class: "num" }, count(ledger.units.accounts[unit] ?? 0)),
      el("td", {}, remove),
    );
  };
  const accounts = byId<HTMLAnchorElement>("chosen-accounts");
  const list = accounts.getAttribute("href") ?? "";
  /** A list takes only so many values in its address; more units than that have no link. */
  const link = () => {
    const ids = [...selection.units].map((unit) => `unit__in=${ledger.units.id[unit]}`);
    accounts.hidden = ids.length === 0 || ids.length > SHOWN;
    accounts.href = `${list}?${ids.join("&")}`;
  };
  const write = () => {
    if (!details.open) return;
    const units = [...selection.units];
    const rest = units.length - SHOWN;
    body.replaceChildren(...units.slice(0, SHOWN).map(row));
    if (rest > 0) body.append(el("tr", {}, el("td", { colspan: 4 }, t("and_more", { n: rest }))));
  };
  details.addEventListener("toggle", write);
  selection.changed.on(write);
  selection.changed.on(link);
}
