const MARGIN = 12;

/** Fits points of the earth into a drawing, north up, distances alike in both directions. */
export class Projection {
  /** Pixels in a degree of latitude. */
  readonly scale: number;
  readonly #squeeze: number;
  readonly #origin: [number, number];

  constructor(lons: readonly number[], lats: readonly number[], width: number, height: number) {
    const [west, east] = range(lons);
    const [south, north] = range(lats);
    this.#squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const across = Math.max((east - west) * this.#squeeze, 1e-6);
    const up = Math.max(north - south, 1e-6);
    this.scale = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / up);
    this.#origin = [
      width / 2 - ((west + east) / 2) * this.#squeeze * this.scale,
      height / 2 + ((south + north) / 2) * this.scale,
    ];
  }

  /** Where a point lies in the drawing. */
  place(lon: number, lat: number): [number, number] {
    const [x, y] = this.#origin;
    return [x + lon * this.#squeeze * this.scale, y - lat * this.scale];
  }
}

/** Where all but the outermost values lie, with some room: what is beyond is far away. */
export function middle(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const room = (at(0.98) - at(0.02)) * 0.35;
  return [at(0.02) - room, at(0.98) + room];
}

function range(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
