import { expect, test } from "vitest";
import { around, placeStyle, type Site } from "./style.ts";

const SITES: Site[] = [
  { lon: -3.7, lat: 40.4, is_main: true },
  { lon: 2.1, lat: 41.3, is_main: false },
];
const GROUND = {
  sea: "#1",
  river: "#1",
  land: "#2",
  line: "#3",
  unit: "#4",
  ink: "#5",
  halo: "#6",
  point: "#7",
  chosen: "#8",
  hatch: "h",
};

test("the map holds every site", () => {
  expect(around(SITES)).toEqual([-3.7, 40.4, 2.1, 41.3]);
});

test("without a layer of areas the ground and the sites are there all the same", () => {
  (globalThis as { location?: unknown }).location = { origin: "http://here" };
  const style = placeStyle(GROUND, SITES, "");
  expect(Object.keys(style.sources)).toEqual(["base", "sites"]);
  expect(style.layers.at(-1)?.id).toBe("sites");
});
