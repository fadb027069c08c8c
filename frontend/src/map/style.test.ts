import { expect, it, vi } from "vitest";
import { PALETTE } from "./palette.ts";
import type { Config, Workspace } from "./types.ts";

vi.stubGlobal("location", { origin: "http://here" });
const { makeStyle } = await import("./style.ts");
const { ALIKE } = await import("./points-style.ts");
const ground = {
  sea: "#000",
  river: "#000",
  land: "#111",
  line: "#222",
  unit: "#333",
  ink: "#444",
  halo: "#555",
  point: "#666",
  chosen: "#777",
  hatch: "hatch",
};
/** What each source of tiles holds, as the server makes them. */
const HELD: Record<string, string[]> = {
  base: ["land", "rivers", "borders", "regions", "places"],
  units: ["units"],
  accounts: ["accounts"],
};

it("draws every part of the tiles, and only parts that are there", () => {
  const config = { accountsVersion: "1", attribution: "" } as Config;
  const space = { plan: { layer: { id: 1, name: "", version: "a" } } } as Workspace;
  const style = makeStyle(config, space, ground, ALIKE);
  const drawn = style.layers.flatMap((layer) =>
    "source-layer" in layer ? [`${String(layer.source)}/${layer["source-layer"]}`] : [],
  );
  const held = Object.entries(HELD).flatMap(([source, parts]) =>
    parts.map((p) => `${source}/${p}`),
  );
  expect([...new Set(drawn)].sort()).toEqual(held.sort());
});

it("has ten colours, all different", () => {
  expect(new Set(PALETTE).size).toBe(10);
});
