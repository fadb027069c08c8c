import { type LngLatLike, Marker, type PointLike, Popup } from "maplibre-gl";
import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { el } from "./dom.ts";
import { t } from "./texts.ts";
import type { AccountCard } from "./types.ts";

const REACH = 4;

/** The cards of accounts, and the mark at what was looked for. */
export class Cards {
  #popup: Popup | null = null;
  #mark: Marker | null = null;

  constructor(readonly canvas: Canvas) {
    const { map } = canvas;
    for (const layer of ["accounts", "accounts-groups"]) {
      map.on("mouseenter", layer, () => {
        map.getCanvas().style.cursor = "pointer";
      });
      map.on("mouseleave", layer, () => {
        map.getCanvas().style.cursor = "";
      });
    }
  }

  /** Answer a click on an account, or go closer to a group; false where there is neither. */
  clicked(point: { x: number; y: number }, at: LngLatLike): boolean {
    const { map } = this.canvas;
    const box: [PointLike, PointLike] = [
      [point.x - REACH, point.y - REACH],
      [point.x + REACH, point.y + REACH],
    ];
    const layers = ["accounts", "accounts-groups"].filter((layer) => map.getLayer(layer));
    const [found] = map.queryRenderedFeatures(box, { layers });
    if (!found) return false;
    if (found.properties.n) map.easeTo({ center: at, zoom: map.getZoom() + 2, duration: 400 });
    else void this.open(Number(found.id), at);
    return true;
  }

  /** Mark what was looked for. */
  mark(at: [number, number] | null): void {
    this.#mark?.remove();
    this.#mark = at ? new Marker({ color: "#d6336c" }).setLngLat(at).addTo(this.canvas.map) : null;
    this.#mark?.getElement().setAttribute("aria-label", t("found_here"));
  }

  /** Open the card of an account: its name, its figures, and the way to its page. */
  async open(id: number, at: LngLatLike): Promise<void> {
    this.#popup?.remove();
    const popup = new Popup({ maxWidth: "280px", offset: 8 }).setLngLat(at);
    popup.setDOMContent(el("p", { class: "card-wait" }, "…")).addTo(this.canvas.map);
    this.#popup = popup;
    const card = await call<AccountCard>(`accounts/${id}/card`).catch(() => null);
    popup.setDOMContent(card ? written(card) : el("p", {}, t("not_done")));
  }
}

function written(card: AccountCard): HTMLElement {
  const rows = card.rows.flatMap(({ label, text }) => [el("dt", {}, label), el("dd", {}, text)]);
  const name = el("a", { href: card.url }, card.name);
  return el("div", { class: "map-card" }, el("strong", {}, name), el("dl", {}, ...rows));
}
