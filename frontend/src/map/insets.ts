import * as maplibre from "maplibre-gl";
import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { t } from "./texts.ts";

/** Small maps of the islands that lie too far away to be on the main one; a click goes there. */
export function showInsets(canvas: Canvas): void {
  const place = byId("insets");
  for (const box of canvas.space.insets) {
    const frame = el("button", { type: "button", class: "inset", title: t("go_to_inset") });
    frame.append(el("span", { class: "visually-hidden" }, t("go_to_inset")));
    place.append(frame);
    const map = new maplibre.Map({
      container: frame.appendChild(el("span", { class: "inset-map", "aria-hidden": "true" })),
      style: canvas.style(),
      bounds: box,
      fitBoundsOptions: { padding: 6 },
      interactive: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    canvas.follow(map);
    frame.addEventListener("click", () => canvas.fit(box));
  }
}
