/** The small map on an account's page: where its sites are. It loads when it comes into sight. */
import "../styles/place.css";
import { ground } from "../map/palette.ts";
import { around, placeStyle, type Site } from "./style.ts";

const NEAR = 9.5;

async function draw(box: HTMLElement): Promise<void> {
  const maplibre = await import("maplibre-gl");
  const { default: workerUrl } = await import("maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url");
  maplibre.setWorkerUrl(workerUrl);
  const written = document.getElementById(box.dataset.placeMap ?? "");
  const sites: Site[] = JSON.parse(written?.textContent ?? "[]");
  const style = () => placeStyle(ground(), sites, box.dataset.units ?? "");
  const map = new maplibre.Map({
    container: box,
    style: style(),
    bounds: around(sites),
    fitBoundsOptions: { padding: 40, maxZoom: NEAR },
    // A page is scrolled past it on a phone; the picture says where, the link below goes there.
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
  });
  map.once("idle", () => {
    box.dataset.drawn = "";
  });
  new MutationObserver(() => map.setStyle(style())).observe(document.documentElement, {
    attributeFilter: ["data-bs-theme"],
  });
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    // The address beside it says the same, so a browser that cannot draw loses nothing.
    draw(target as HTMLElement).catch(() => target.remove());
  }
});
for (const box of document.querySelectorAll<HTMLElement>("[data-place-map]")) {
  box.hidden = false;
  seen.observe(box);
}
