/** Takes the forms of the stops: what they say goes into the outbox, photos too. */

import { say } from "../app/messages.ts";
import type { Item, Kept, Kind } from "./outbox.ts";
import { device, settings } from "./page.ts";
import { whereIAm } from "./places.ts";
import { smaller } from "./smaller.ts";

const FIELDS = ["outcome", "text", "products", "next_kind", "next_title"] as const;

/** A key that the server has never seen; `randomUUID` exists only on safe connections. */
function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Sends the forms of stops into the outbox instead of over the network. */
export function noteForms(store: Kept, person: string, noted: () => Promise<void>): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const kind = form.dataset.entry as Kind | undefined;
    if (!kind) return;
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    void note(store, person, form, kind, button).then(async (kept) => {
      if (kept) await noted();
    });
  });
}

async function note(
  store: Kept,
  person: string,
  form: HTMLFormElement,
  kind: Kind,
  button: HTMLButtonElement | null,
): Promise<boolean> {
  if (form.dataset.busy) return false; // a second tap on the same button
  form.dataset.busy = "yes";
  const stop = form.closest<HTMLElement>("[data-visit]");
  const given = new FormData(form, button);
  const base = {
    person,
    visit: Number(stop?.dataset.visit),
    name: stop?.dataset.name ?? "",
    said_at: new Date().toISOString(),
    state: "waiting" as const,
  };
  const items: Item[] = [{ ...base, key: newKey(), kind, body: await body(kind, given, stop) }];
  for (const file of given.getAll("photo")) {
    if (!(file instanceof File) || !file.size) continue;
    const photo = await smaller(file);
    items.push({ ...base, key: newKey(), kind: "photo", body: {}, photo });
  }
  try {
    await store.addAll(items, kind === "report" ? `${person}:${base.visit}` : "");
  } catch {
    // The form keeps what was typed: nothing is lost, and nobody is told that it was kept.
    say(settings().texts.full ?? "", "error");
    return false;
  } finally {
    delete form.dataset.busy;
  }
  form.closest("details")?.removeAttribute("open");
  if (kind === "report") form.reset();
  return true;
}

async function body(
  kind: Kind,
  given: FormData,
  stop: HTMLElement | null,
): Promise<Record<string, string | number>> {
  const said: Record<string, string | number> = {
    device: device(),
    seen: Number(stop?.dataset.version ?? 0),
  };
  for (const name of FIELDS) {
    const value = given.get(name);
    if (typeof value === "string" && value) said[name] = value;
  }
  const days = given.get("next_days");
  if (typeof days === "string" && days) said.next_days = Number(days);
  if (kind === "check_in") Object.assign(said, await whereIAm());
  return said;
}
