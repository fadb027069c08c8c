/** The week's board: a visit is dragged to another day, time or person; its cost is shown first. */
import "../styles/week.css";
import { placeOf } from "./place.ts";

const board = document.getElementById("board");
const dialog = document.getElementById("move-dialog") as HTMLDialogElement;
let dragged: HTMLElement | null = null;

/** Asks the server what a move costs, and shows it with the button that does it. */
async function ask(chip: HTMLElement, place: URLSearchParams): Promise<void> {
  const waiting = document.createElement("p");
  waiting.textContent = dialog.dataset.waiting ?? "";
  dialog.replaceChildren(waiting);
  if (!dialog.open) dialog.showModal();
  const answer = await fetch(`${chip.dataset.visit}?${place}`, {
    headers: { "X-Part": "cost" },
  }).catch(() => null);
  if (!answer?.ok) {
    waiting.textContent = dialog.dataset.failed ?? "";
    return;
  }
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  dialog.replaceChildren(...part.childNodes);
  dialog.querySelector<HTMLElement>("button")?.focus();
}

function under(event: DragEvent): HTMLElement | null {
  return (event.target as HTMLElement).closest<HTMLElement>("[data-week]");
}

document.addEventListener("dragstart", (event) => {
  dragged = (event.target as HTMLElement).closest<HTMLElement>("[data-visit]");
  dragged?.classList.add("is-dragged");
  if (dragged) event.dataTransfer?.setData("text/plain", dragged.dataset.visit ?? "");
});
document.addEventListener("dragend", () => dragged?.classList.remove("is-dragged"));
document.addEventListener("dragover", (event) => {
  for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
  const target = dragged && under(event);
  if (!target) return;
  event.preventDefault();
  target.classList.add("is-target");
});
document.addEventListener("drop", (event) => {
  for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
  const target = under(event);
  if (!target || !dragged) return;
  event.preventDefault();
  const chips = [...target.querySelectorAll<HTMLElement>("[data-ends], .visit-chip-done")].filter(
    (one) => one !== dragged,
  );
  const above = chips.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.top + box.height / 2 < event.clientY;
  });
  void ask(dragged, placeOf(target.dataset, dayOf(dragged), above.at(-1)?.dataset.ends));
});

/** The day on which a visit stands; the first open one for what has no place yet. */
function dayOf(chip: HTMLElement): string {
  const own = chip.closest<HTMLElement>("[data-day]");
  return (own ?? board?.querySelector<HTMLElement>("[data-day]"))?.dataset.day ?? "";
}

/** Shift with an arrow asks for the day before or after, from a visit's link. */
document.addEventListener("keydown", (event) => {
  const chip = (event.target as HTMLElement).closest<HTMLElement>("[data-visit]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!chip || !event.shiftKey || !step || !board) return;
  const days = [...board.querySelectorAll<HTMLElement>("[data-day]")];
  const at = days.findIndex((one) => one.contains(chip));
  const next = days[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  void ask(chip, placeOf(next.dataset, "", undefined));
});
