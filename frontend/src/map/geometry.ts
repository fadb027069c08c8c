export type Ring = readonly (readonly [number, number] | readonly number[])[];

/** Whether a point lies inside a ring (even-odd rule). */
export function inside(lon: number, lat: number, ring: Ring): boolean {
  let within = false;
  for (let here = 0, before = ring.length - 1; here < ring.length; before = here++) {
    const [x1 = 0, y1 = 0] = ring[here]!;
    const [x2 = 0, y2 = 0] = ring[before]!;
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) within = !within;
  }
  return within;
}

const KM_A_DEGREE = 111.2;

/** The places of all points within some kilometres of any of the centres, as the crow flies. */
export function around(
  lons: ArrayLike<number>,
  lats: ArrayLike<number>,
  centres: Iterable<number>,
  km: number,
): number[] {
  const from = [...centres];
  const found: number[] = [];
  for (let at = 0; at < lons.length; at++) {
    const near = from.some((centre) => {
      const north = (lats[at]! - lats[centre]!) * KM_A_DEGREE;
      const shrink = Math.cos((lats[centre]! * Math.PI) / 180);
      const east = (lons[at]! - lons[centre]!) * KM_A_DEGREE * shrink;
      return Math.hypot(north, east) <= km;
    });
    if (near) found.push(at);
  }
  return found;
}

/** The places of all points inside a ring; thousands in a moment, for a box rules most out. */
export function within(lons: ArrayLike<number>, lats: ArrayLike<number>, ring: Ring): number[] {
  const xs = ring.map((point) => point[0]!);
  const ys = ring.map((point) => point[1]!);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let at = 0; at < lons.length; at++) {
    const lon = lons[at]!;
    const lat = lats[at]!;
    if (lon < west || lon > east || lat < south || lat > north) continue;
    if (inside(lon, lat, ring)) found.push(at);
  }
  return found;
}
