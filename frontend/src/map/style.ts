import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { type Ground, PALETTE } from "./palette.ts";
import { type PointsLook, pointLayers, pointsQuery } from "./points-style.ts";
import type { Street } from "./street.ts";
import type { Config, Workspace } from "./types.ts";

const FONT = ["Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];
const BOLD = ["Noto Sans Bold", "Helvetica Neue Bold", "Arial Bold", "sans-serif"];
const NONE = "rgba(0,0,0,0)";

/** What `feature-state` holds of each unit: c, its colour (-1: none); sel, chosen; lock; dim; moved. */
const state = (name: string): ExpressionSpecification => ["feature-state", name];
const is = (name: string): ExpressionSpecification => ["boolean", state(name), false];

/** The colour of a unit; units that are not in the plan stay clear. */
export function unitColour(
  ground: Ground,
  palette: readonly string[] = PALETTE,
): ExpressionSpecification {
  const colours = palette.flatMap((colour, number) => [number, colour]);
  const none: ExpressionSpecification = ["coalesce", state("c"), -2];
  return ["match", none, -1, ground.line, ...colours, NONE] as unknown as ExpressionSpecification;
}

function byZoom(...stops: number[]): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;
}

/** A line around chosen and locked units only, fine from afar, bold from near. */
function whenChosen(far: number, near: number): ExpressionSpecification {
  const width = (size: number) => ["case", is("sel"), size, is("lock"), size / 2, 0];
  const stops = [5, width(far), 9, width(near)];
  return ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;
}

/** The full address of tiles of this server. */
export const tiles = (path: string) => [`${location.origin}${path}`];

/** Where the accounts' tiles come from, with what is asked of them. */
export const accountTiles = (config: Config, points: PointsLook): string[] =>
  tiles(`/accounts/tiles/{z}/{x}/{y}.mvt?${pointsQuery(points, config.accountsVersion)}`);

/** Where the map's tiles and points come from: this server alone. */
export function sources(
  config: Config,
  space: Workspace,
  points: PointsLook,
): Record<string, SourceSpecification> {
  const { id, version } = space.plan.layer;
  return {
    base: { type: "vector", tiles: tiles("/geo/tiles/base/{z}/{x}/{y}.mvt"), maxzoom: 11 },
    units: {
      type: "vector",
      tiles: tiles(`/geo/tiles/units/${id}/${version || "0"}/{z}/{x}/{y}.mvt`),
      maxzoom: 12,
      attribution: config.attribution,
    },
    accounts: {
      type: "vector",
      tiles: accountTiles(config, points),
      maxzoom: 14,
    },
    labels: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  };
}

export const vector = (id: string, source: string, layer: string) =>
  ({ id, source, "source-layer": layer }) as const;

/** Sea and land, which everything else lies on. */
export function landLayers(ground: Ground): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": ground.sea } },
    { ...vector("land", "base", "land"), type: "fill", paint: { "fill-color": ground.land } },
  ];
}

/** The borders of regions and countries, and the rivers that people find their way by. */
export function borderLayers(ground: Ground): LayerSpecification[] {
  const layout = { "line-join": "round" } as const;
  return [
    {
      ...vector("rivers", "base", "rivers"),
      type: "line",
      layout,
      paint: { "line-color": ground.river, "line-width": byZoom(4, 0.7, 8, 1.4, 12, 2.6) },
    },
    {
      ...vector("regions", "base", "regions"),
      type: "line",
      layout,
      paint: {
        "line-color": ground.line,
        "line-width": byZoom(4, 0.4, 9, 1.4),
        "line-opacity": 0.7,
      },
    },
    {
      ...vector("borders", "base", "borders"),
      type: "line",
      layout,
      paint: { "line-color": ground.line, "line-width": byZoom(3, 0.6, 9, 2) },
    },
  ];
}

function unitLayers(ground: Ground): LayerSpecification[] {
  const opacity: ExpressionSpecification = [
    "case",
    is("sel"),
    0.9,
    ["==", state("c"), -1],
    0.25,
    is("dim"),
    0.22,
    0.68,
  ];
  const layout = { "line-join": "round" } as const;
  return [
    {
      ...vector("units-fill", "units", "units"),
      type: "fill",
      paint: { "fill-color": unitColour(ground), "fill-opacity": opacity },
    },
    {
      ...vector("units-moved", "units", "units"),
      type: "fill",
      paint: {
        "fill-pattern": ground.hatch,
        "fill-opacity": ["case", is("moved"), 0.55, 0],
      },
    },
    {
      ...vector("units-line", "units", "units"),
      type: "line",
      minzoom: 6.5,
      layout,
      paint: {
        "line-color": ground.unit,
        "line-width": byZoom(6.5, 0.2, 9, 0.8, 12, 1.6),
        "line-opacity": byZoom(6.5, 0.2, 8, 0.9),
      },
    },
    ...borderLayers(ground),
    {
      ...vector("units-chosen", "units", "units"),
      type: "line",
      layout,
      paint: {
        "line-color": ground.chosen,
        "line-width": whenChosen(0.5, 2),
        "line-opacity": ["case", is("sel"), 1, is("lock"), 0.7, 0],
      },
    },
  ];
}

/** The names of towns, the larger first. */
export function placeNames(ground: Ground): LayerSpecification {
  const halo = { "text-halo-color": ground.halo, "text-halo-width": 1.4 };
  return {
    ...vector("places", "base", "places"),
    type: "symbol",
    minzoom: 6,
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": byZoom(6, 10, 11, 13),
      "symbol-sort-key": ["-", 0, ["coalesce", ["get", "population"], 0]],
      "text-padding": 6,
    },
    paint: { ...halo, "text-color": ground.ink, "text-opacity": 0.75 },
  };
}

function labelLayers(ground: Ground): LayerSpecification[] {
  const halo = { "text-halo-color": ground.halo, "text-halo-width": 1.4 };
  return [
    placeNames(ground),
    {
      id: "labels",
      source: "labels",
      type: "symbol",
      layout: {
        "text-field": ["get", "name"],
        "text-font": BOLD,
        "text-size": byZoom(4, 10.5, 8, 13.5),
        "text-max-width": 8,
        "symbol-sort-key": ["get", "order"],
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-padding": 3,
      },
      paint: { ...halo, "text-halo-width": 1.8, "text-color": ground.ink },
    },
  ];
}

/** The whole map: sea and land, the units in their territories' colours, points, names. */
export function makeStyle(
  config: Config,
  space: Workspace,
  ground: Ground,
  points: PointsLook,
  street: Street | null = null,
): StyleSpecification {
  const above = [...unitLayers(ground), ...pointLayers(ground, points), ...labelLayers(ground)];
  const { layers = [], sources: streets = {}, glyphs, sprite } = street ?? ({} as Partial<Street>);
  return {
    version: 8,
    ...(glyphs ? { glyphs } : {}),
    ...(sprite ? { sprite } : {}),
    sources: { ...streets, ...sources(config, space, points) },
    layers: [...landLayers(ground), ...layers, ...above],
  };
}
