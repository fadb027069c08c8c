import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { byId } from "./dom.ts";
import { bringHatch } from "./hatch.ts";
import { labelPoints } from "./labels.ts";
import type { Ledger } from "./ledger.ts";
import { ground } from "./palette.ts";
import { ALIKE, POINT_LAYERS, type PointsLook, pointPaint } from "./points-style.ts";
import type { Selection } from "./selection.ts";
import type { Street } from "./street.ts";
import { accountTiles, makeStyle, unitColour } from "./style.ts";
import { t } from "./texts.ts";
import { byTerritory, type Theme } from "./themes.ts";
import type { Config, Workspace } from "./types.ts";
import { keepView, recallView } from "./view.ts";

maplibre.setWorkerUrl(workerUrl);

type Bounds = [number, number, number, number];
const WORLD: Bounds = [-170, -55, 170, 70];

/** The map itself: it shows what the ledger says and knows where a click fell. */
export class Canvas {
  readonly map: maplibre.Map;
  readonly #hidden = new Set<string>();
  /** The tiles of accounts that each map was last asked to show. */
  readonly #asked = new WeakMap<maplibre.Map, string>();
  #street: Street | null = null;
  #theme: Theme;
  #points: PointsLook = ALIKE;
  /** The units that are served differently in another plan, and by whom there. */
  before: ReadonlyMap<number, string> = new Map();
  /** The main map, and the small ones that show the same. */
  readonly #maps: maplibre.Map[];

  constructor(
    readonly config: Config,
    readonly space: Workspace,
    readonly ledger: Ledger,
    readonly selection: Selection,
  ) {
    this.#theme = byTerritory(ledger);
    this.map = new maplibre.Map({
      container: byId("map"),
      style: makeStyle(config, space, ground(), ALIKE),
      bounds: space.bounds ?? ledger.boundsOf(ledger.units.id.keys()) ?? WORLD,
      fitBoundsOptions: { padding: 24 },
      attributionControl: { compact: false },
      boxZoom: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxPitch: 0,
      fadeDuration: 0,
      refreshExpiredTiles: false,
      locale: {
        "NavigationControl.ZoomIn": t("zoom_in"),
        "NavigationControl.ZoomOut": t("zoom_out"),
        "Map.Title": t("map"),
      },
    });
    this.#maps = [this.map];
    bringHatch(this.map);
    const before = recallView(space.plan.id);
    if (before) this.map.jumpTo(before);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
    this.map.addControl(new maplibre.ScaleControl({ maxWidth: 90 }), "bottom-left");
    this.map.once("style.load", () => this.repaint());
    this.#watchTheme();
  }

  /** Show all units, or those given, in the colours of their territories. */
  paint(units: Iterable<number> = this.ledger.units.id.keys()): void {
    performance.mark("recolour");
    const { ledger, selection } = this;
    // What is not there yet is painted when its style has come.
    const shown = this.#maps.filter((map) => map.getSource("units"));
    for (const unit of units) {
      const slot = ledger.slot[unit]!;
      const target = { source: "units", sourceLayer: "units", id: ledger.units.id[unit]! };
      const looks = {
        c: this.#theme.classOf(unit),
        sel: selection.units.has(unit),
        lock: ledger.locked[unit] === 1,
        dim: selection.territory >= 0 && slot !== selection.territory,
        moved: this.before.has(unit),
      };
      for (const map of shown) map.setFeatureState(target, looks);
    }
    performance.measure("recolour", "recolour");
  }

  /** The style of a small map that shows the same. */
  style(): maplibre.StyleSpecification {
    return makeStyle(this.config, this.space, ground(), this.#points);
  }

  /** Let another map show the same colours from now on. */
  follow(map: maplibre.Map): void {
    bringHatch(map);
    map.once("style.load", () => {
      this.#maps.push(map);
      this.colourBy(this.#theme);
    });
  }

  /** Hatch the units that another plan gives to somebody else. */
  mark(before: ReadonlyMap<number, string>): void {
    const changed = new Set([...this.before.keys(), ...before.keys()]);
    this.before = before;
    this.paint(changed);
  }

  /** Let the colours mean something else: a measure, or how far from the mean. */
  colourBy(theme: Theme): void {
    this.#theme = theme;
    const colour = unitColour(ground(), theme.colours);
    for (const map of this.#maps) map.setPaintProperty("units-fill", "fill-color", colour);
    this.paint();
  }

  /** Show everything again: colours and names. */
  repaint(): void {
    this.paint();
    this.label();
  }

  /** Put the territories' names where their units are. */
  label(): void {
    const source = this.map.getSource("labels") as maplibre.GeoJSONSource | undefined;
    source?.setData(labelPoints(this.ledger));
  }

  /** The unit under a point of the screen; -1 where there is none of this plan. */
  unitAt(point: maplibre.PointLike): number {
    const found = this.map.queryRenderedFeatures(point, { layers: ["units-fill"] });
    for (const feature of found) {
      const unit = this.ledger.indexOf.get(Number(feature.id));
      if (unit !== undefined) return unit;
    }
    return -1;
  }

  /** Go where these bounds fill the map. */
  fit(bounds: Bounds, maxZoom = 11): void {
    this.map.fitBounds(bounds, { padding: 60, maxZoom, duration: 600 });
  }

  /** Show or hide one kind of thing: points, borders of units, names. */
  toggle(layer: string, shown: boolean): void {
    if (shown) this.#hidden.delete(layer);
    else this.#hidden.add(layer);
    for (const one of layer === "accounts" ? POINT_LAYERS : [layer]) {
      this.map.setLayoutProperty(one, "visibility", shown ? "visible" : "none");
    }
  }

  /** Show other accounts, or the same in other colours and sizes. */
  showPoints(look: PointsLook): void {
    this.#points = look;
    const paint = pointPaint(look, ground());
    for (const map of this.#maps) {
      const source = map.getSource("accounts") as maplibre.VectorTileSource | undefined;
      const tiles = accountTiles(this.config, look);
      // Its own tiles change only once the last wish has come: comparing with them loses the next.
      if (source && (this.#asked.get(map) ?? source.tiles[0]) !== tiles[0]) source.setTiles(tiles);
      this.#asked.set(map, tiles[0]!);
      for (const [name, value] of Object.entries(paint)) {
        if (map.getLayer("accounts"))
          map.setPaintProperty("accounts", name as never, value as never);
      }
    }
  }

  /** Lay a street map under the territories, or take it away. */
  showStreet(street: Street | null): void {
    this.#street = street;
    this.#restyle();
  }

  /** Read the page again, and look at the same place afterwards. */
  reload(): void {
    keepView(this.space.plan.id, this.map.getCenter().toArray(), this.map.getZoom());
    location.reload();
  }

  #restyle(): void {
    const style = makeStyle(this.config, this.space, ground(), this.#points, this.#street);
    for (const map of this.#maps.slice(1)) map.setStyle(this.style(), { diff: true });
    this.map.setStyle(style, { diff: true });
    this.map.once("idle", () => {
      for (const layer of this.#hidden) this.toggle(layer, false);
      this.colourBy(this.#theme);
      this.label();
    });
  }

  #watchTheme(): void {
    const watch = new MutationObserver(() => this.#restyle());
    watch.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  }
}
