/** Keeps the day on the phone, and shows what the server knows once there is a signal. */
import { day, settings } from "./page.ts";

const ADDRESS = "/visits/day/";

function dayBefore(days: number): string {
  const there = new Date();
  there.setDate(there.getDate() + days);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${there.getFullYear()}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
}

/** Installs the worker, and hands it today, tomorrow and everything that the page is made of. */
export async function keepDay(texts: Record<string, string>): Promise<void> {
  const { person } = settings();
  if (!("serviceWorker" in navigator)) return;
  // Another person logged in on this phone: what was kept of the first is not theirs to read.
  if (localStorage.getItem("comarca-day-person") !== person) {
    for (const name of await caches.keys()) {
      if (name.startsWith("comarca-day-")) await caches.delete(name);
    }
    localStorage.setItem("comarca-day-person", person);
  }
  const registered = await navigator.serviceWorker
    .register(`${ADDRESS}worker.js`, { scope: ADDRESS })
    .catch(() => null);
  if (!registered) return;
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance
    .getEntriesByType("resource")
    .map((one) => one.name.replace(/#.*/, ""))
    .filter((one) => one.startsWith(`${location.origin}/static/`));
  const linked = [...document.querySelectorAll<HTMLLinkElement>("link[href]")].map(
    (one) => one.href,
  );
  const pages = ["", `?on=${dayBefore(0)}`, `?on=${dayBefore(1)}`, "products.json"].map(
    (one) => `${location.origin}${ADDRESS}${one}`,
  );
  const all = new Set([...pages, location.href.replace(/#.*/, ""), ...parts, ...linked]);
  active?.postMessage({ keep: [...all] });
  const note = document.getElementById("day-kept");
  if (note) note.textContent = texts.installed ?? "";
}

/** Whether somebody is in the middle of typing: then nothing is put in its place. */
function isTyping(): boolean {
  const texts = [...day().querySelectorAll<HTMLTextAreaElement>("textarea")];
  return texts.some((one) => one.value !== one.defaultValue);
}

/** Fetches the day again; what has changed is shown, at once or when the person asks for it. */
export async function refresh(): Promise<void> {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("day");
  const list = page.getElementById("stops");
  if (!fresh || !list) return;
  if (fresh.dataset.mark === day().dataset.mark) return;
  if (isTyping()) {
    document.getElementById("day-changed")?.removeAttribute("hidden");
    return;
  }
  day().dataset.mark = fresh.dataset.mark ?? "";
  document.getElementById("stops")?.replaceWith(document.adoptNode(list));
}
