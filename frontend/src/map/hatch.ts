import type { Map as MapLibreMap } from "maplibre-gl";
import { ground } from "./palette.ts";

const SIZE = 8;
const RATIO = 2;

/** The pattern that marks changed areas, there before the first tile asks for it. */
export function bringHatch(map: MapLibreMap): void {
  const bring = () => {
    const id = ground().hatch;
    const drawing = new OffscreenCanvas(SIZE * RATIO, SIZE * RATIO).getContext("2d");
    if (!drawing || map.hasImage(id)) return;
    const side = SIZE * RATIO;
    drawing.strokeStyle = ground().chosen;
    drawing.lineWidth = 1.2 * RATIO;
    for (const shift of [-side, 0, side]) {
      drawing.moveTo(shift, side);
      drawing.lineTo(shift + side, 0);
    }
    drawing.stroke();
    map.addImage(id, drawing.getImageData(0, 0, side, side), { pixelRatio: RATIO });
  };
  map.on("style.load", bring);
  map.on("styleimagemissing", bring);
}
