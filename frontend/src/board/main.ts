/** The board: opportunities are dragged to another stage, or moved with Shift and an arrow. */
import "../styles/board.css";
import { say } from "../app/messages.ts";
import { neighbour } from "./order.ts";

const FAR = 5; // pixels before a press becomes a drag

function board(): HTMLElement {
  return document.getElementById("board") as HTMLElement;
}

function columns(): HTMLElement[] {
  return [...board().querySelectorAll<HTMLElement>("[data-stage]")];
}

/** Tells the server, then shows what it says is true now; a reason is asked for on its own page. */
async function move(card: HTMLElement, stage: string): Promise<void> {
  if (stage === card.closest<HTMLElement>("[data-stage]")?.dataset.stage) return;
  const body = new URLSearchParams({ stage, version: card.dataset.version ?? "" });
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  const answer = await fetch(card.dataset.move ?? "", {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (answer && !answer.ok && said?.page) {
    location.assign(said.page);
    return;
  }
  if (!answer?.ok) say(said?.message ?? board().dataset.failed ?? "", "error");
  await redraw();
  const moved = board().querySelector<HTMLElement>(`[data-card="${card.dataset.card}"]`);
  moved?.focus();
  if (answer?.ok) announce(said?.message ?? "");
}

async function redraw(): Promise<void> {
  const page = await fetch(location.href).then((answer) => answer.text());
  const fresh = new DOMParser().parseFromString(page, "text/html");
  for (const selector of ["#board", ".board-sum"]) {
    const [now, then] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (now && then) now.replaceWith(document.adoptNode(then));
  }
  prepare();
}

function announce(text: string): void {
  const status = board().querySelector("[data-announce]");
  if (status) status.textContent = text;
}

/** Lets cards take the focus, and hides what those without a script need. */
function prepare(): void {
  board().classList.add("is-live");
  for (const card of board().querySelectorAll<HTMLElement>("[data-card]")) card.tabIndex = 0;
}

function onKey(event: KeyboardEvent): void {
  const card = event.target as HTMLElement;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!card.matches?.("[data-card]") || !event.shiftKey || !step) return;
  event.preventDefault();
  const stages = columns().map((one) => one.dataset.stage ?? "");
  const now = card.closest<HTMLElement>("[data-stage]")?.dataset.stage ?? "";
  const next = neighbour(stages, now, step);
  if (next) void move(card, next);
}

function onPress(down: PointerEvent): void {
  const target = down.target as HTMLElement;
  const card = target.closest<HTMLElement>("[data-card]");
  if (!card || down.button !== 0 || down.pointerType === "touch" || target.closest("form")) return;
  let isDrag = false;
  const onMove = (event: PointerEvent) => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    isDrag ||= Math.hypot(x, y) > FAR;
    if (!isDrag) return;
    event.preventDefault();
    card.classList.add("is-dragged");
    card.style.transform = `translate(${x}px, ${y}px)`;
    const over = under(card, event);
    for (const column of columns()) column.classList.toggle("is-over", column === over);
  };
  const onUp = (event: PointerEvent) => {
    removeEventListener("pointermove", onMove);
    removeEventListener("pointercancel", onUp);
    if (!isDrag) return;
    addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    const over = under(card, event);
    card.classList.remove("is-dragged");
    card.style.transform = "";
    for (const column of columns()) column.classList.remove("is-over");
    if (event.type === "pointerup" && over?.dataset.stage) void move(card, over.dataset.stage);
  };
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onUp, { once: true });
  addEventListener("pointercancel", onUp, { once: true });
}

/** Returns the column under the pointer, the dragged card aside. */
function under(card: HTMLElement, event: PointerEvent): HTMLElement | undefined {
  card.style.pointerEvents = "none";
  const found = document.elementFromPoint(event.clientX, event.clientY);
  card.style.pointerEvents = "";
  return found?.closest<HTMLElement>("[data-stage]") ?? undefined;
}

prepare();
document.addEventListener("keydown", onKey);
document.addEventListener("pointerdown", onPress);
document.addEventListener("dragstart", (event) => {
  if ((event.target as HTMLElement).closest?.("[data-card]")) event.preventDefault();
});
