import { el, svg } from "./dom.ts";
import { amount, count } from "./figures.ts";
import { colourOf, ground } from "./palette.ts";
import { OTHER_COLOUR, POINT_COLOURS, type PointsLook } from "./points-style.ts";
import { t } from "./texts.ts";
import type { PointsLegend } from "./types.ts";

const MOST_OWNERS = 8;
const row = (mark: SVGElement, text: string) => [el("dt", {}, mark), el("dd", {}, text)];
const said = (one: { label: string; count: number }) => `${one.label}: ${count(one.count)}`;

/** A point as the legend shows it. */
export function dot(fill: string, edge: string, radius = 4): SVGElement {
  const made = svg("svg", { class: "point-key", viewBox: "0 0 16 16", "aria-hidden": "true" });
  made.append(svg("circle", { cx: 8, cy: 8, r: radius, fill, stroke: edge, "stroke-width": 1.2 }));
  return made;
}

/** The legend of the points: what their colours and sizes mean, and how many each are. */
export function keyOf(legend: PointsLegend, look: PointsLook): HTMLElement[] {
  const { colour, size, segments } = look;
  const point = ground().point;
  const rows: HTMLElement[] = [];
  if (colour === "status") {
    const marks: Record<string, SVGElement> = {
      prospect: dot(ground().land, point),
      closed: dot(OTHER_COLOUR, point),
    };
    for (const one of legend.by_status) {
      if (one.count) rows.push(...row(marks[one.key] ?? dot(point, point), said(one)));
    }
  } else if (colour === "segment") {
    const counted = new Map(legend.by_segment.map((one) => [one.key, one]));
    segments.forEach((key, at) => {
      const one = counted.get(key);
      if (one) rows.push(...row(dot(POINT_COLOURS[at]!, point), said(one)));
      counted.delete(key);
    });
    const [rest] = counted.size === 1 ? counted.values() : [];
    if (counted.size) {
      rows.push(...row(dot(OTHER_COLOUR, point), rest ? said(rest) : t("others")));
    }
  } else rows.push(...ownersKey(legend, look.owners));
  const sized = legend.sizes.find((one) => one.key === size);
  if (sized) {
    rows.push(
      ...row(
        dot(point, point, 6),
        t("points_large", { n: amount(sized.largest), what: sized.label }),
      ),
    );
    rows.push(...row(dot(point, point, 1.5), t("points_small")));
  }
  return rows;
}

function ownersKey(legend: PointsLegend, owners: PointsLook["owners"]): HTMLElement[] {
  const rows = legend.by_owner.slice(0, MOST_OWNERS).flatMap((one) => {
    const colour = owners.get(Number(one.key));
    const fill = one.key === "-1" ? ground().land : OTHER_COLOUR;
    return row(dot(colour === undefined ? fill : colourOf(colour), ground().point), said(one));
  });
  const rest = legend.by_owner.length - MOST_OWNERS;
  if (rest > 0) rows.push(el("dt", {}), el("dd", {}, t("and_more", { n: rest })));
  rows.push(el("dt", {}), el("dd", {}, t("points_owner_hint")));
  return rows;
}
