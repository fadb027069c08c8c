/** Says how things stand: what waits, what was refused, whether the clock is right. */
import type { Item, Kept } from "./outbox.ts";
import { day, said, stopOf } from "./page.ts";
import type { Round } from "./sending.ts";

const WRONG = 120; // seconds from which on a clock is wrong

function paragraph(text: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

export class Status {
  onSend: () => void = () => undefined;
  #clockOff = 0;
  #needsLogin = false;

  constructor(
    readonly store: Kept,
    readonly person: string,
    readonly texts: Record<string, string>,
  ) {}

  static box(): HTMLElement {
    return document.getElementById("day-status") as HTMLElement;
  }

  static say(text: string): void {
    Status.box().replaceChildren(paragraph(text));
  }

  async #mine(): Promise<Item[]> {
    return (await this.store.all()).filter((one) => one.person === this.person);
  }

  /** Shows the state of the outbox above the stops. */
  async show(round?: Round): Promise<void> {
    if (round) this.#needsLogin = round.needsLogin;
    if (round?.clockOff) this.#clockOff = round.clockOff;
    const items = await this.#mine();
    const waiting = items.filter((one) => one.state === "waiting").length;
    const lines: Node[] = [];
    if (waiting) lines.push(paragraph(said(this.texts.waiting, waiting)));
    if (waiting && this.#needsLogin) lines.push(paragraph(this.texts.login ?? ""));
    else if (!navigator.onLine) lines.push(paragraph(this.texts.offline ?? ""));
    if (Math.abs(this.#clockOff) > WRONG) {
      lines.push(paragraph(said(this.texts.clock, Math.round(this.#clockOff / 60))));
    }
    if (!waiting && round?.sent) lines.push(paragraph(this.texts.all_sent ?? ""));
    for (const item of items) if (item.state === "refused") lines.push(this.#refused(item));
    Status.box().replaceChildren(...lines);
    day().dataset.waiting = String(waiting);
  }

  /** Shows at each stop what was noted there and has not arrived yet. */
  async overlay(): Promise<void> {
    for (const old of document.querySelectorAll(".stop-waiting")) old.remove();
    for (const item of await this.#mine()) {
      const stop = stopOf(item.visit);
      if (!stop || item.state !== "waiting") continue;
      const box = document.createElement("div");
      box.className = "stop-waiting";
      const time = new Date(item.said_at).toLocaleTimeString([], {
        hour: "2-digit",
        minute: "2-digit",
      });
      const label = stop.querySelector<HTMLElement>(
        `input[name="outcome"][value="${item.body.outcome ?? ""}"] + label`,
      );
      const what = [
        item.kind === "check_in" ? said(this.texts.checked_in, time) : "",
        item.kind === "photo" ? this.texts.photo : "",
        item.kind === "cancel" ? this.texts.cancelled : "",
        label?.textContent?.trim(),
        String(item.body.text ?? ""),
      ].filter(Boolean);
      box.append(paragraph(what.join(" · ")), paragraph(this.texts.kept ?? ""));
      const above = [...stop.querySelectorAll(".stop-head, .stop-waiting")].at(-1);
      above?.after(box);
      stop.classList.toggle("is-noted", item.kind === "report" || item.kind === "cancel");
    }
  }

  /** What the server would not take: the words stay, to be copied, sent again or let go. */
  #refused(item: Item): HTMLElement {
    const box = document.createElement("div");
    box.className = "refused";
    const words = String(item.body.text ?? "");
    box.append(
      paragraph(`${item.name}: ${this.texts.refused ?? ""} ${item.message ?? ""}`),
      paragraph(words),
      this.#button(this.texts.again, async () => {
        await this.store.change({ ...item, state: "waiting" });
        this.onSend();
      }),
      this.#button(this.texts.copy, () => navigator.clipboard.writeText(words)),
      this.#button(this.texts.forget, async () => {
        if (!confirm(this.texts.forget_sure)) return;
        await this.store.remove(item.id as number);
        await this.show();
      }),
    );
    return box;
  }

  #button(text: string | undefined, act: () => Promise<void>): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = text ?? "";
    made.addEventListener("click", () => void act());
    return made;
  }
}
