import { expect, it } from "vitest";
import { around, inside, within } from "./geometry.ts";

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

it("finds what lies within some kilometres, shrinking eastwards towards the pole", () => {
  const lons = [0, 0, 1, 1];
  const lats = [60, 60.5, 60, 61];
  expect(around(lons, lats, [0], 56)).toEqual([0, 1, 2]);
  expect(around(lons, lats, [0], 55)).toEqual([0]);
  expect(around(lons, lats, [0, 3], 1)).toEqual([0, 3]);
});
