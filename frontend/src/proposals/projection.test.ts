import { expect, it } from "vitest";
import { Projection } from "./projection.ts";

it("keeps every point inside the drawing, with north up and east to the right", () => {
  const [lons, lats] = [
    [-9, 4, 0],
    [36, 43, 40],
  ];
  const on = new Projection(lons!, lats!, 640, 480);
  const places = lons!.map((lon, at) => on.place(lon, lats![at]!));
  for (const [x, y] of places) {
    expect(x).toBeGreaterThanOrEqual(11.9);
    expect(x).toBeLessThanOrEqual(628.1);
    expect(y).toBeGreaterThanOrEqual(11.9);
    expect(y).toBeLessThanOrEqual(468.1);
  }
  expect(places[1]![0]).toBeGreaterThan(places[0]![0]);
  expect(places[1]![1]).toBeLessThan(places[0]![1]);
});
