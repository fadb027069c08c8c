/** The calendar: entries stand at their hours, are dragged, and moved with Shift and the arrows. */
import "../styles/calendar.css";
import { say } from "../app/messages.ts";
import { columnsOf, shifted } from "./place.ts";

const HOUR = 48; // pixels, as in calendar.css
const STEP = 15; // minutes
const FAR = 5; // pixels before a press becomes a drag

function calendar(): HTMLElement {
  return document.getElementById("calendar") as HTMLElement;
}

/** Puts the entries of each day at their hours. */
function layOut(): void {
  for (const grid of calendar().querySelectorAll<HTMLElement>("[data-hours]")) {
    const entries = [...grid.querySelectorAll<HTMLElement>("[data-minute]")];
    const spans = entries.map((entry) => {
      const start = Number(entry.dataset.minute);
      return { start, end: Math.min(start + Number(entry.dataset.minutes), 1440) };
    });
    columnsOf(spans).forEach(({ column, columns }, at) => {
      const [entry, span] = [entries[at], spans[at]];
      if (!entry || !span) return;
      entry.style.top = `${(span.start / 60) * HOUR}px`;
      entry.style.height = `${Math.max(((span.end - span.start) / 60) * HOUR, 20) - 2}px`;
      entry.style.left = `${(column / columns) * 100}%`;
      entry.style.width = `calc(${100 / columns}% - 2px)`;
    });
    grid.classList.add("is-placed");
  }
  const hours = calendar().querySelector<HTMLElement>(".hours");
  hours?.classList.add("is-placed");
  hours?.prepend(scale());
  const box = hours?.querySelector<HTMLElement>("[data-hours]");
  if (hours && box && hours.scrollTop === 0) {
    const above = box.getBoundingClientRect().top - hours.getBoundingClientRect().top;
    const head = hours.querySelector<HTMLElement>(".hours-head")?.offsetHeight ?? 0;
    hours.scrollTop = above - head + HOUR * 6.75;
  }
}

/** Returns the hours beside the days; each entry says its own time, so it is for the eye alone. */
function scale(): HTMLElement {
  const box = document.createElement("div");
  box.className = "hours-scale";
  box.ariaHidden = "true";
  for (let hour = 1; hour < 24; hour++) {
    const mark = document.createElement("span");
    mark.textContent = `${String(hour).padStart(2, "0")}:00`;
    mark.style.top = `${hour * HOUR}px`;
    box.append(mark);
  }
  return box;
}

/** Tells the server, then shows what it says is true now. */
async function move(entry: HTMLElement, to: string): Promise<void> {
  if (to === entry.dataset.at) return;
  const body = new URLSearchParams({ at: to, version: entry.dataset.version ?? "" });
  if (entry.dataset.occurrence) body.set("occurrence", entry.dataset.occurrence);
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  const answer = await fetch(entry.dataset.move ?? "", {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
  }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!answer?.ok) {
    say(said?.message ?? calendar().dataset.failed ?? "", "error");
  }
  await redraw();
  const id = said?.id ?? entry.dataset.entry;
  const moved = calendar().querySelector<HTMLElement>(`[data-entry="${id}"][data-at="${to}"]`);
  moved?.focus();
  if (answer?.ok) announce(`${calendar().dataset.moved} ${to.replace("T", " ")}`);
}

async function redraw(): Promise<void> {
  const scrolled = calendar().querySelector(".hours")?.scrollTop ?? 0;
  const page = await fetch(location.href).then((answer) => answer.text());
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("calendar");
  if (!fresh) return;
  calendar().replaceWith(document.adoptNode(fresh));
  layOut();
  const hours = calendar().querySelector(".hours");
  if (hours) hours.scrollTop = scrolled;
}

function announce(text: string): void {
  const status = calendar().querySelector("[data-announce]");
  if (status) status.textContent = text;
}

/** Moves the entry that has the focus: Shift with an arrow key. */
function onKey(event: KeyboardEvent): void {
  const entry = (event.target as HTMLElement).closest<HTMLElement>("[data-entry]");
  if (!entry || !event.shiftKey || !event.key.startsWith("Arrow")) return;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
  const upright = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
  const byWeek = calendar().dataset.view === "month" || entry.dataset.whole !== undefined;
  event.preventDefault();
  const days = sideways + (byWeek ? upright * 7 : 0);
  void move(entry, shifted(entry.dataset.at ?? "", days, byWeek ? 0 : upright * STEP));
}

/** Drags an entry to another day, and in the view with hours to another time. */
function onPress(down: PointerEvent): void {
  const entry = (down.target as HTMLElement).closest<HTMLElement>("[data-entry]");
  if (!entry || down.button !== 0 || (down.pointerType === "touch" && !entry.matches(":focus")))
    return;
  const box = entry.getBoundingClientRect();
  let isDrag = false;
  const onMove = (event: PointerEvent) => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    isDrag ||= Math.hypot(x, y) > FAR;
    if (!isDrag) return;
    event.preventDefault();
    entry.classList.add("is-dragged");
    entry.style.transform = `translate(${x}px, ${y}px)`;
  };
  const onUp = (event: PointerEvent) => {
    removeEventListener("pointermove", onMove);
    removeEventListener("pointercancel", onUp);
    if (!isDrag) return;
    addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    entry.classList.remove("is-dragged");
    entry.style.transform = "";
    entry.style.pointerEvents = "none";
    const under = document.elementFromPoint(event.clientX, event.clientY);
    entry.style.pointerEvents = "";
    const day = under?.closest<HTMLElement>("[data-day]");
    if (event.type === "pointerup" && day)
      void move(entry, dropped(entry, day, event.clientY - down.clientY, box));
  };
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onUp, { once: true });
  addEventListener("pointercancel", onUp, { once: true });
}

/** Returns the moment at which an entry was dropped. */
function dropped(entry: HTMLElement, day: HTMLElement, fallen: number, box: DOMRect): string {
  const at = entry.dataset.at ?? "";
  const hour = at.slice(11);
  if (day.dataset.hours === undefined || entry.dataset.whole !== undefined || box.height === 0)
    return `${day.dataset.day}T${hour}`;
  const minute = Number(entry.dataset.minute) + (fallen / HOUR) * 60;
  const kept = Math.min(Math.max(Math.round(minute / STEP) * STEP, 0), 1440 - STEP);
  return shifted(`${day.dataset.day}T00:00`, 0, kept);
}

layOut();
document.addEventListener("keydown", onKey);
document.addEventListener("pointerdown", onPress);
document.addEventListener("dragstart", (event) => {
  if ((event.target as HTMLElement).closest?.("[data-entry]")) event.preventDefault();
});
