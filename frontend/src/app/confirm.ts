import { ask } from "./dialogue.ts";

interface HtmxQuestion extends Event {
  detail: { question?: string; issueRequest: (skip: boolean) => void };
}

/** Ask first where a form or button says `data-confirm="…"` or `hx-confirm="…"`. */
export function askBeforeActing(): void {
  document.addEventListener("submit", async (event) => {
    const form = event.target as HTMLFormElement;
    const by = event.submitter as HTMLElement | null;
    const question = by?.dataset.confirm ?? form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(question))) return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(by);
    delete form.dataset.confirmed;
  });
  document.addEventListener("htmx:confirm", async (event) => {
    const { detail } = event as HtmxQuestion;
    if (!detail.question) return;
    event.preventDefault();
    if (await ask(detail.question)) detail.issueRequest(true);
  });
}
