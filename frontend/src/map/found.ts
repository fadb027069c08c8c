import type { Canvas } from "./canvas.ts";
import type { Cards } from "./card.ts";
import type { Ledger } from "./ledger.ts";
import type { Found } from "./types.ts";

const ZOOM: Record<Found["type"], number> = {
  place: 9.5,
  unit: 9.5,
  account: 13,
  person: 8,
  territory: 8,
};

/** The place that the page's address asks for, as in `?at=unit:12:-3.70000:40.40000`. */
export function askedPlace(search: string): Found | null {
  const [kind, id, lon, lat] = (new URLSearchParams(search).get("at") ?? "").split(":");
  if (!kind || ![id, lon, lat].every((part) => part && Number.isFinite(Number(part)))) return null;
  const type = kind === "unit" || kind === "account" ? kind : "place";
  return {
    type,
    id: Number(id),
    name: "",
    detail: "",
    lon: Number(lon),
    lat: Number(lat),
  };
}

/** Where a person or a territory stands in this plan; -1 for everything else. */
function slotOf(ledger: Ledger, found: Found): number {
  if (found.type === "person")
    return ledger.territories.findIndex((row) => row.person?.id === found.id);
  return found.type === "territory"
    ? ledger.territories.findIndex((row) => row.id === found.id)
    : -1;
}

/** Whether there is anywhere to go: a place, or a territory or person of this plan. */
export function isHere(ledger: Ledger, found: Found): boolean {
  return found.lon != null || slotOf(ledger, found) >= 0;
}

/** Go to what was found: its territory, its unit, or its point on the map. */
export function goTo(canvas: Canvas, cards: Cards, found: Found): void {
  const { ledger, selection, map } = canvas;
  cards.mark(null);
  const slot = slotOf(ledger, found);
  if (slot >= 0) {
    selection.focus(slot, true);
    return;
  }
  const unit = found.type === "unit" ? ledger.indexOf.get(found.id) : undefined;
  if (unit !== undefined) {
    selection.choose([unit]);
    selection.focus(ledger.slot[unit]!);
  }
  const { lon, lat } = found;
  if (lon != null && lat != null) {
    map.flyTo({ center: [lon, lat], zoom: ZOOM[found.type], duration: 800 });
    cards.mark([lon, lat]);
    if (found.type === "account") void cards.open(found.id, [lon, lat]);
  }
}
