import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { colourOf, type Ground } from "./palette.ts";

/** What the points of the accounts show: which accounts, and what colour and size mean. */
export interface PointsLook {
  /** Conditions, as in the address of the list of accounts. */
  query: string;
  colour: "status" | "segment" | "owner";
  /** The amount that their size tells; empty: all alike. */
  size: string;
  /** Where accounts that lie close are drawn as a group: from near, always, never. */
  groups: "near" | "all" | "";
  /** The segments that have a colour, the most frequent first. */
  segments: string[];
  /** The colour of each person's territory. */
  owners: ReadonlyMap<number, number>;
}

/** All accounts alike, customers full and prospects hollow. */
export const ALIKE: PointsLook = {
  query: "",
  colour: "status",
  size: "",
  groups: "near",
  segments: [],
  owners: new Map(),
};

/** Eight colours apart from each other and from the paler ones of territories (Okabe and Ito). */
export const POINT_COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc3d8f",
  "#8a5a00",
  "#5b2a86",
  "#c1121f",
  "#004d40",
] as const;
export const OTHER_COLOUR = "#7a8288";
const FONT = ["Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];

export const POINT_LAYERS = ["accounts", "accounts-groups", "accounts-count"] as const;
const size: ExpressionSpecification = ["+", 0.8, ["*", 0.2, ["coalesce", ["get", "size"], 0]]];
const isProspect: ExpressionSpecification = ["==", ["get", "status"], "prospect"];
const expression = (parts: unknown[]) => parts as unknown as ExpressionSpecification;

/** What stands in the address of the accounts' tiles. */
export function pointsQuery({ query, size: sized, groups }: PointsLook, version: string): string {
  const own = new URLSearchParams({ v: version });
  if (sized) own.set("size", sized);
  if (groups) own.set("groups", groups);
  return query ? `${own}&${query}` : `${own}`;
}

/** The colour of a point; the hollow ones are told by their edge. */
export function pointColour(look: PointsLook, ground: Ground): ExpressionSpecification {
  if (look.colour === "segment" && look.segments.length) {
    const pairs = look.segments
      .slice(0, POINT_COLOURS.length)
      .flatMap((segment, at) => [segment, POINT_COLOURS[at]!]);
    return expression(["match", ["coalesce", ["get", "segment"], ""], ...pairs, OTHER_COLOUR]);
  }
  if (look.colour === "owner" && look.owners.size) {
    const pairs = [...look.owners].flatMap(([person, colour]) => [person, colourOf(colour)]);
    return expression(["match", ["coalesce", ["get", "owner"], -1], ...pairs, OTHER_COLOUR]);
  }
  return expression(["match", ["get", "status"], "closed", OTHER_COLOUR, ground.point]);
}

/** How points are painted: hollow where a colour has no meaning of its own for them. */
export function pointPaint(look: PointsLook, ground: Ground): Record<string, unknown> {
  const colour = pointColour(look, ground);
  const byStatus = look.colour === "status";
  const radius = (pixels: number) => (look.size ? ["*", pixels, size] : pixels);
  const unowned = ["!", ["has", "owner"]];
  const hollow = byStatus ? isProspect : look.colour === "owner" ? unowned : false;
  const edge = byStatus ? ["case", isProspect, ground.point, ground.halo] : ground.point;
  return {
    "circle-color": hollow ? ["case", hollow, ground.land, colour] : colour,
    "circle-radius": [
      ...["interpolate", ["linear"], ["zoom"]],
      ...[4, radius(1.1), 8, radius(2), 11, radius(3.2), 14, radius(5)],
    ],
    "circle-opacity": byStatus
      ? ["interpolate", ["linear"], ["zoom"], 4, 0.45, 7, 0.6, 9, 0.7, 12, 0.9]
      : 0.9,
    "circle-stroke-color": edge,
    "circle-stroke-width": byStatus
      ? ["interpolate", ["linear"], ["zoom"], 9, 0, 11, 0.8]
      : ["interpolate", ["linear"], ["zoom"], 5, 0.2, 9, 0.7],
  };
}

/** Single accounts as points; where they lie too close, groups with their number. */
export function pointLayers(ground: Ground, look: PointsLook): LayerSpecification[] {
  const from = { source: "accounts", "source-layer": "accounts" } as const;
  const grouped: ExpressionSpecification = ["has", "n"];
  const n: ExpressionSpecification = ["get", "n"];
  return [
    {
      id: "accounts",
      type: "circle",
      ...from,
      filter: ["!", grouped],
      layout: { "circle-sort-key": ["-", 0, ["coalesce", ["get", "size"], 0]] },
      paint: pointPaint(look, ground),
    } as LayerSpecification,
    {
      id: "accounts-groups",
      type: "circle",
      ...from,
      filter: grouped,
      layout: { "circle-sort-key": n },
      paint: {
        "circle-color": ground.land,
        "circle-opacity": 0.88,
        "circle-radius": ["interpolate", ["linear"], ["log10", n], 1, 9, 3, 15, 5, 22],
        "circle-stroke-color": ground.point,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "accounts-count",
      type: "symbol",
      ...from,
      filter: grouped,
      layout: {
        "text-field": [
          ...["case", [">=", n, 10000], ["concat", ["round", ["/", n, 1000]], "k"]],
          ["to-string", n],
        ] as unknown as ExpressionSpecification,
        "text-font": FONT,
        "text-size": 11,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": ground.ink },
    },
  ];
}
