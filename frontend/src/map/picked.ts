import type { GeoJSONSource } from "maplibre-gl";
import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { el } from "./dom.ts";
import { t } from "./texts.ts";

interface Picked {
  url: string;
  points: { id: number; name: string; lon: number; lat: number }[];
}

/** Show the accounts that were picked in a list (`?selection=12`), and lead back to it. */
export async function showPicked(canvas: Canvas): Promise<void> {
  const id = new URLSearchParams(location.search).get("selection");
  if (!id || !/^\d+$/.test(id)) return;
  const picked = await call<Picked>(`accounts/selection/${id}`);
  const { map } = canvas;
  const draw = () => {
    const data = collection(picked);
    const source = map.getSource("picked") as GeoJSONSource | undefined;
    if (source) return;
    map.addSource("picked", { type: "geojson", data });
    map.addLayer({
      id: "picked",
      type: "circle",
      source: "picked",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 3.5, 12, 8],
        "circle-color": "#d6336c",
        "circle-stroke-color": "#ffffff",
        "circle-stroke-width": 1.5,
      },
    });
  };
  map.on("style.load", draw); // again whenever the theme brings another style
  // The style may be there while its tiles still load, when isStyleLoaded() says no.
  if (map.getSource("units")) draw();
  document.querySelector(".map-tools")?.append(wayBack(picked));
  const lons = picked.points.map((point) => point.lon);
  const lats = picked.points.map((point) => point.lat);
  if (lons.length) {
    canvas.fit([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], 13);
  }
}

function collection(picked: Picked): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: picked.points.map(({ id, name, lon, lat }) => ({
      type: "Feature",
      id,
      properties: { name },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  };
}

/** The link back to the list, beside the tools of the map. */
function wayBack(picked: Picked): HTMLElement {
  return el(
    "a",
    { class: "btn picked-back", href: picked.url },
    t("picked", { n: picked.points.length }),
  );
}
