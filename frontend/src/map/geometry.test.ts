import { expect, it } from "vitest";
import { inside, within } from "./geometry.ts";

const horseshoe = [
  [0, 0],
  [6, 0],
  [6, 6],
  [4, 6],
  [4, 2],
  [2, 2],
  [2, 6],
  [0, 6],
  [0, 0],
];

it("tells the arms of a horseshoe from the gap between them", () => {
  expect(inside(1, 5, horseshoe)).toBe(true);
  expect(inside(5, 5, horseshoe)).toBe(true);
  expect(inside(3, 5, horseshoe)).toBe(false);
  expect(inside(3, 1, horseshoe)).toBe(true);
});

it("finds the points inside a lasso among thousands", () => {
  const lons = Float64Array.from({ length: 10_000 }, (_, at) => (at % 100) / 10);
  const lats = Float64Array.from({ length: 10_000 }, (_, at) => Math.floor(at / 100) / 10);
  const found = within(lons, lats, horseshoe);
  expect(found.length).toBeGreaterThan(2500);
  expect(found.every((at) => inside(lons[at]!, lats[at]!, horseshoe))).toBe(true);
});
