import type { Map as MapLibreMap } from "maplibre-gl";
import { TerraDraw, TerraDrawFreehandMode, TerraDrawRectangleMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { Ring } from "./geometry.ts";

/** Drawing on the map with one stroke; each finished shape is handed over and wiped. */
export function makeDraw(map: MapLibreMap, finished: (ring: Ring) => void): TerraDraw {
  const styles = { fillOpacity: 0.12, outlineWidth: 2 } as const;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new TerraDrawRectangleMode({ drawInteraction: "click-move-or-drag", styles }),
      new TerraDrawFreehandMode({ drawInteraction: "click-move-or-drag", styles, minDistance: 6 }),
    ],
  });
  draw.on("finish", (id) => {
    const shape = draw.getSnapshotFeature(id);
    if (shape?.geometry.type === "Polygon") finished(shape.geometry.coordinates[0] as Ring);
    draw.clear();
  });
  return draw;
}
