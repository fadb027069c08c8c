import type { TerraDraw } from "terra-draw";
import type { Canvas } from "./canvas.ts";
import type { Cards } from "./card.ts";
import { byId } from "./dom.ts";
import { within } from "./geometry.ts";

export type Tool = "pointer" | "rectangle" | "lasso";
const MODES = { rectangle: "rectangle", lasso: "freehand" } as const;

/** The ways to choose units on the map: a click, a rectangle, a lasso. */
export class Tools {
  #tool: Tool = "pointer";
  #draw: TerraDraw | null = null;
  #adding = false;

  constructor(
    readonly canvas: Canvas,
    readonly cards: Cards,
  ) {
    const { map } = canvas;
    map.on("click", (event) => {
      if (this.#tool !== "pointer") return;
      if (this.cards.clicked(event.point, event.lngLat)) return;
      this.#click(event.point, event.originalEvent);
    });
    const noted = (event: KeyboardEvent | PointerEvent) => {
      this.#adding = event.shiftKey;
    };
    addEventListener("keydown", noted);
    addEventListener("keyup", noted);
    map.getContainer().addEventListener("pointerdown", noted, { capture: true });
    for (const tool of ["pointer", "rectangle", "lasso"] as const) {
      byId(`tool-${tool}`).addEventListener("click", () => this.take(tool));
    }
  }

  /** Take a tool in hand. */
  async take(tool: Tool): Promise<void> {
    this.#tool = tool;
    for (const other of ["pointer", "rectangle", "lasso"]) {
      byId(`tool-${other}`).setAttribute("aria-pressed", String(other === tool));
    }
    this.canvas.map.getContainer().dataset.tool = tool;
    this.#draw?.stop();
    this.#draw = null;
    if (tool === "pointer") return;
    const draw = await this.#prepare();
    draw.start();
    draw.setMode(MODES[tool]);
  }

  async #prepare(): Promise<TerraDraw> {
    const { makeDraw } = await import("./draw.ts");
    this.#draw = makeDraw(this.canvas.map, (ring) => {
      const { lon, lat } = this.canvas.ledger.units;
      this.canvas.selection.focus(-1);
      this.canvas.selection.choose(within(lon, lat, ring), this.#adding);
    });
    return this.#draw;
  }

  #click(point: { x: number; y: number }, event: MouseEvent): void {
    const { selection, ledger } = this.canvas;
    const unit = this.canvas.unitAt([point.x, point.y]);
    const adding = event.shiftKey || event.ctrlKey || event.metaKey;
    if (unit < 0) {
      if (!adding) selection.clear();
      return;
    }
    if (adding) selection.toggle(unit);
    else selection.choose([unit]);
    selection.focus(ledger.slot[unit]!);
  }
}
