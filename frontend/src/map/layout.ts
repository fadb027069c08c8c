import { byId } from "./dom.ts";

const KEPT = "comarca.map.split";
const STEP = 3;

/** The bar between map and table: drag it, or move it with the arrow keys; it is remembered. */
export function splitter(resized: () => void): void {
  const space = byId("workspace");
  const bar = byId("splitter");
  const set = (share: number) => {
    const kept = Math.min(85, Math.max(25, share));
    space.style.setProperty("--split", `${kept}%`);
    bar.setAttribute("aria-valuenow", String(Math.round(kept)));
    localStorage.setItem(KEPT, String(kept));
    resized();
  };
  const now = () => Number(bar.getAttribute("aria-valuenow"));
  const kept = Number(localStorage.getItem(KEPT));
  if (kept) set(kept);
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const box = space.getBoundingClientRect();
    set(((event.clientX - box.left) / box.width) * 100);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(now() + step);
  });
}

/** On a phone the map and the table take turns. */
export function tabs(resized: () => void): void {
  const space = byId("workspace");
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-tab]")) {
    button.addEventListener("click", () => {
      space.dataset.shown = button.dataset.tab;
      for (const other of document.querySelectorAll("[data-tab]")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      resized();
    });
  }
}
