import { beforeAll, expect, it, vi } from "vitest";
import { fourInARow, twoTerritories } from "./fixture.ts";
import { Ledger } from "./ledger.ts";
import type { Measure } from "./types.ts";

beforeAll(() => {
  vi.stubGlobal("document", { documentElement: { lang: "en" }, getElementById: () => null });
});

const measure: Measure = {
  key: "workload",
  label: "Workload",
  unit: "",
  tolerance: 0.1,
  mean: 50,
  total: 100,
};

it("puts about as many units into each class, and what holds none apart", async () => {
  const { breaks, byMeasure } = await import("./themes.ts");
  expect(breaks([0, 0, 1, 2, 3, 4], 2)).toEqual([3]);
  expect(breaks([5, 5, 5], 5)).toEqual([]);
  expect(breaks([1, 1, 1, 1, 2, 4], 3)).toEqual([2]);
  const theme = byMeasure(new Ledger(fourInARow(), twoTerritories()), measure);
  const classes = [0, 1, 2, 3].map(theme.classOf);
  expect(classes).toEqual([...classes].sort());
  expect(theme.legend.length).toBe(Math.max(...classes) + 1);
});

it("colours a territory by how far it stands from the mean, alike on both sides", async () => {
  const { byDeviation, byTerritory } = await import("./themes.ts");
  const ledger = new Ledger(fourInARow(), twoTerritories());
  // 30 and 70 of a mean of 50: 40 % below and above, four tolerances away.
  expect([0, 1, 2, 3].map(byDeviation(ledger, measure).classOf)).toEqual([0, 0, 6, 6]);
  ledger.place(2, -1);
  expect(byDeviation(ledger, measure).classOf(2)).toBe(-1);
  expect(byTerritory(ledger).classOf(2)).toBe(-1);
});
