import { say } from "../app/messages.ts";
import type { Canvas } from "./canvas.ts";
import { byId } from "./dom.ts";
import { t } from "./texts.ts";

/** The menu that shows and hides points, names, borders and, where there is one, the street map. */
export function layersMenu(canvas: Canvas): void {
  const menu = byId("layers-menu");
  menu.addEventListener("change", async (event) => {
    const box = event.target as HTMLInputElement;
    if (box.type !== "checkbox") return;
    if (box.name !== "street") return canvas.toggle(box.name, box.checked);
    box.disabled = true;
    try {
      const { loadStreet } = await import("./street.ts");
      canvas.showStreet(box.checked ? await loadStreet(canvas.config.street) : null);
    } catch {
      box.checked = false;
      say(t("street_failed"), "error");
    }
    box.disabled = false;
  });
}
