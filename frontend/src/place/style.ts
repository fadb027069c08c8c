import type { StyleSpecification } from "maplibre-gl";
import type { Ground } from "../map/palette.ts";
import { borderLayers, landLayers, placeNames, tiles, vector } from "../map/style.ts";

/** A site of the account: where it is, and whether it is the main one. */
export interface Site {
  lon: number;
  lat: number;
  is_main: boolean;
}

/** The ground with the borders of municipalities, and the account's sites on it. */
export function placeStyle(ground: Ground, sites: Site[], units: string): StyleSpecification {
  const features = sites.map(({ lon, lat, is_main }) => ({
    type: "Feature" as const,
    properties: { is_main },
    geometry: { type: "Point" as const, coordinates: [lon, lat] },
  }));
  return {
    version: 8,
    sources: {
      base: { type: "vector", tiles: tiles("/geo/tiles/base/{z}/{x}/{y}.mvt"), maxzoom: 11 },
      ...(units ? { units: { type: "vector", tiles: tiles(units), maxzoom: 12 } as const } : {}),
      sites: { type: "geojson", data: { type: "FeatureCollection", features } },
    },
    layers: [
      ...landLayers(ground),
      ...(units
        ? [
            {
              ...vector("units-line", "units", "units"),
              type: "line" as const,
              paint: { "line-color": ground.line, "line-width": 0.5, "line-opacity": 0.4 },
            },
          ]
        : []),
      ...borderLayers(ground),
      placeNames(ground),
      {
        id: "sites",
        type: "circle",
        source: "sites",
        paint: {
          "circle-radius": ["case", ["get", "is_main"], 8, 5],
          "circle-color": ["case", ["get", "is_main"], "#c1121f", ground.point],
          "circle-stroke-color": ground.halo,
          "circle-stroke-width": 2,
        },
      },
    ],
  };
}

/** What holds all sites: west, south, east, north; one site has some land around it. */
export function around(sites: Site[]): [number, number, number, number] {
  const lons = sites.map((site) => site.lon);
  const lats = sites.map((site) => site.lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
