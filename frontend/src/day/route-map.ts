/** The day's way on our own map: home, the stops by their numbers, home. */
import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { ground } from "../map/palette.ts";

maplibre.setWorkerUrl(workerUrl);
type Place = [number, number];
const FONT = ["Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];

function style(way: Place[]): maplibre.StyleSpecification {
  const g = ground();
  const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  const base = (id: string, layer: string) => ({ id, source: "base", "source-layer": layer });
  const line = { type: "Feature" as const, properties: {} };
  return {
    version: 8,
    sources: {
      base: {
        type: "vector",
        tiles: [`${location.origin}/geo/tiles/base/{z}/{x}/{y}.mvt`],
        maxzoom: 11,
      },
      way: {
        type: "geojson",
        data: { ...line, geometry: { type: "LineString", coordinates: way } },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": g.sea } },
      { ...base("land", "land"), type: "fill", paint: { "fill-color": g.land } },
      { ...base("regions", "regions"), type: "line", paint: { "line-color": g.line } },
      {
        id: "way",
        source: "way",
        type: "line",
        layout: { "line-join": "round", "line-cap": "round" },
        paint: { "line-color": accent, "line-width": 3, "line-opacity": 0.8 },
      },
      {
        ...base("places", "places"),
        type: "symbol",
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12 },
        paint: { "text-color": g.ink, "text-halo-color": g.halo, "text-halo-width": 1.4 },
      },
    ],
  };
}

/** Draws the map into its box, once. */
export function draw(box: HTMLElement): void {
  const place = box.querySelector<HTMLElement>("[data-way]");
  const way = JSON.parse(place?.dataset.way ?? "[]") as Place[];
  const first = way[0];
  if (!place || !first) return;
  const bounds = new maplibre.LngLatBounds(first, first);
  for (const one of way) bounds.extend(one);
  const map = new maplibre.Map({
    container: place,
    style: style(way),
    bounds,
    fitBoundsOptions: { padding: 36, maxZoom: 12 },
    attributionControl: false,
    dragRotate: false,
    cooperativeGestures: true,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  for (const stop of document.querySelectorAll<HTMLElement>("[data-lon]")) {
    const mark = document.createElement("span");
    mark.className = "route-mark";
    mark.textContent = stop.dataset.number ?? "";
    const at: Place = [Number(stop.dataset.lon), Number(stop.dataset.lat)];
    new maplibre.Marker({ element: mark }).setLngLat(at).addTo(map);
  }
}
