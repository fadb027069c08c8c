import type { Canvas } from "./canvas.ts";
import type { Found } from "./types.ts";

const ZOOM: Record<Found["type"], number> = {
  place: 9.5,
  unit: 9.5,
  account: 13,
  person: 8,
  territory: 8,
};

/** Go to what was found: its territory, its unit, or its point on the map. */
export function goTo(canvas: Canvas, found: Found): void {
  const { ledger, selection, map } = canvas;
  if (found.type === "person" || found.type === "territory") {
    const slot = ledger.territories.findIndex((row) =>
      found.type === "person" ? row.person?.id === found.id : row.id === found.id,
    );
    if (slot >= 0) {
      selection.focus(slot, true);
      return;
    }
  }
  const unit = found.type === "unit" ? ledger.indexOf.get(found.id) : undefined;
  if (unit !== undefined) {
    selection.choose([unit]);
    selection.focus(ledger.slot[unit]!);
  }
  const { lon, lat } = found;
  if (found.bbox) canvas.fit(found.bbox, 12);
  else if (lon != null && lat != null) {
    map.flyTo({ center: [lon, lat], zoom: ZOOM[found.type], duration: 800 });
  }
}
