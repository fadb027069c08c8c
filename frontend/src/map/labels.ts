import type { FeatureCollection, Point } from "geojson";
import type { Ledger } from "./ledger.ts";

/**
 * Where each territory's name stands: at the unit nearest to the middle of its land, so that the
 * name never lies in the sea or in a neighbour.
 */
export function labelPoints(ledger: Ledger): FeatureCollection<Point> {
  const { lon, lat, area } = ledger.units;
  const count = ledger.territories.length;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  ledger.slot.forEach((slot, unit) => {
    if (slot < 0) return;
    const share = (area[unit] || 1e-6) / (ledger.area[slot] || 1);
    x[slot]! += lon[unit]! * share;
    y[slot]! += lat[unit]! * share;
  });
  const nearest = new Int32Array(count).fill(-1);
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  ledger.slot.forEach((slot, unit) => {
    if (slot < 0) return;
    const away = ((lon[unit]! - x[slot]!) * 0.77) ** 2 + (lat[unit]! - y[slot]!) ** 2;
    if (away >= distance[slot]!) return;
    distance[slot] = away;
    nearest[slot] = unit;
  });
  const features = ledger.territories.flatMap((row, slot) => {
    const unit = nearest[slot]!;
    if (unit < 0) return [];
    const coordinates = [lon[unit]!, lat[unit]!];
    const properties = { name: row.name, order: -ledger.area[slot]! };
    return [{ type: "Feature", geometry: { type: "Point", coordinates }, properties } as const];
  });
  return { type: "FeatureCollection", features } as FeatureCollection<Point>;
}
