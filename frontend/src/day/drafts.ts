/** What is typed and not saved yet survives a reload and a flat battery. */
import type { Kept } from "./outbox.ts";

const PAUSE = 250;

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && ["text", "products", "outcome"].includes(name)) {
      found[name] = value;
    }
  }
  return found;
}

/** Keeps what is typed a quarter of a second after the last key, and when the page is left. */
export function saveDrafts(store: Kept, person: string): void {
  let timer = 0;
  let last: HTMLFormElement | null = null;
  const save = () => {
    const visit = last?.closest<HTMLElement>("[data-visit]")?.dataset.visit;
    if (last && visit && !last.dataset.busy) {
      void store.saveDraft({ visit: `${person}:${visit}`, fields: fieldsOf(last) });
    }
    last = null;
  };
  document.addEventListener("input", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-entry='report']");
    if (!form) return;
    last = form;
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  });
  addEventListener("pagehide", save);
  document.addEventListener("submit", () => {
    clearTimeout(timer);
    last = null;
  });
}

/** Puts kept drafts back into their forms. */
export async function restoreDrafts(store: Kept, person: string): Promise<void> {
  for (const { visit, fields } of await store.drafts()) {
    if (!visit.startsWith(`${person}:`)) continue;
    const stop = document.querySelector(`[data-visit="${visit.slice(person.length + 1)}"]`);
    const form = stop?.querySelector<HTMLFormElement>("form[data-entry='report']");
    if (!form) continue;
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
        field.value = value;
      } else if (field instanceof RadioNodeList) field.value = value;
    }
    if (fields.text) form.closest("details")?.setAttribute("open", "");
  }
}
