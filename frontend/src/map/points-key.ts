import { svg } from "./dom.ts";

/** A point as the legend shows it. */
export function dot(fill: string, edge: string, radius = 4): SVGElement {
  const made = svg("svg", { class: "point-key", viewBox: "0 0 16 16", "aria-hidden": "true" });
  made.append(svg("circle", { cx: 8, cy: 8, r: radius, fill, stroke: edge, "stroke-width": 1.2 }));
  return made;
}
