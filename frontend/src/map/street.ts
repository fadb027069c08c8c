import { addProtocol, type LayerSpecification, type StyleSpecification } from "maplibre-gl";
import { ground } from "./palette.ts";

/** A street map to lie between the land and the territories. */
export type Street = Pick<StyleSpecification, "sources" | "layers" | "glyphs" | "sprite">;

/** Load the street map the administrator has set: a style's address, or a PMTiles file here. */
export async function loadStreet(setting: { style: string; pmtiles: string }): Promise<Street> {
  if (setting.style) {
    const response = await fetch(setting.style);
    if (!response.ok) throw new Error(setting.style);
    return response.json();
  }
  const { Protocol } = await import("pmtiles");
  addProtocol("pmtiles", new Protocol().tile);
  const url = new URL(setting.pmtiles, location.origin).href;
  return {
    sources: { street: { type: "vector", url: `pmtiles://${url}` } },
    layers: streetLayers(),
  };
}

/** Water, roads and railways of a file in the Protomaps layout. */
function streetLayers(): LayerSpecification[] {
  const { sea, line, land } = ground();
  const from = (layer: string) => ({ source: "street", "source-layer": layer }) as const;
  const roads = ["interpolate", ["linear"], ["zoom"], 6, 0.4, 12, 2, 16, 8] as const;
  return [
    { id: "street-earth", type: "fill", ...from("earth"), paint: { "fill-color": land } },
    { id: "street-water", type: "fill", ...from("water"), paint: { "fill-color": sea } },
    {
      id: "street-roads",
      type: "line",
      ...from("roads"),
      paint: { "line-color": line, "line-width": [...roads] as never, "line-opacity": 0.6 },
    },
    {
      id: "street-buildings",
      type: "fill",
      minzoom: 14,
      ...from("buildings"),
      paint: { "fill-color": line, "fill-opacity": 0.25 },
    },
  ];
}
