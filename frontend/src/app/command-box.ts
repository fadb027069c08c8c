/** The command box: Ctrl+K on every page finds accounts, places, people, plans, pages and actions. */
import type { AnswerOut as Answer, HitOut as Hit } from "../api/schema.ts";

const PAUSE = 60;
const EACH = 6;

class CommandBox {
  readonly #dialogue = document.createElement("dialog");
  readonly #input = document.createElement("input");
  readonly #note = document.createElement("p");
  readonly #list = document.createElement("ul");
  #hits: Hit[] = [];
  #at = -1;
  #timer = 0;
  #asked = new AbortController();

  constructor(readonly opener: HTMLAnchorElement) {
    const { placeholder = "", label = "" } = opener.dataset;
    this.#dialogue.className = "command";
    this.#dialogue.setAttribute("aria-label", label);
    Object.assign(this.#input, {
      type: "text",
      placeholder,
      autocomplete: "off",
      maxLength: 100,
    });
    const role = { role: "combobox", "aria-expanded": "false", "aria-controls": "command-hits" };
    for (const [name, value] of Object.entries({
      ...role,
      "aria-autocomplete": "list",
      "aria-label": label,
      spellcheck: "false",
    }))
      this.#input.setAttribute(name, value);
    Object.assign(this.#list, { id: "command-hits", className: "command-hits" });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", label);
    this.#note.className = "command-note";
    this.#note.setAttribute("role", "status");
    this.#dialogue.append(this.#input, this.#note, this.#list);
    document.body.append(this.#dialogue);
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#ask(), PAUSE);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#dialogue.addEventListener("click", (event) => {
      if (event.target === this.#dialogue) this.#dialogue.close();
    });
  }

  open(): void {
    if (this.#dialogue.open) return;
    this.#dialogue.showModal();
    this.#input.select();
  }

  async #ask(): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const words = this.#input.value.trim();
    if (!words) return this.#show({ query: "", instead: "", hits: [] });
    const query = new URLSearchParams({ q: words, most: String(EACH) });
    try {
      const answer = await fetch(`${this.opener.dataset.command}?${query}`, {
        signal: this.#asked.signal,
        headers: { accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show((await answer.json()) as Answer);
    } catch (problem) {
      if ((problem as Error).name === "AbortError") return;
      this.#show({ query: "", instead: "", hits: [] });
      this.#note.textContent = this.opener.dataset.failed ?? "";
    }
  }

  #show(answer: Answer): void {
    this.#hits = answer.hits;
    this.#at = answer.hits.length ? 0 : -1;
    const { none = "", instead = "" } = this.opener.dataset;
    const meant = answer.instead ? `${instead} “${answer.instead}”` : "";
    this.#note.textContent = answer.query && !answer.hits.length ? none : meant;
    this.#list.replaceChildren(...answer.hits.map((hit, at) => this.#row(hit, at)));
    this.#input.setAttribute("aria-expanded", String(answer.hits.length > 0));
    this.#mark();
  }

  #row(hit: Hit, at: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `command-${at}`;
    row.className = "command-hit";
    row.setAttribute("role", "option");
    const parts: [string, string][] = [
      ["command-title", hit.title],
      ["command-kind", hit.label || (this.opener.dataset.pages ?? "")],
      ["command-detail", hit.detail],
    ];
    row.append(sprite(hit.icon));
    for (const [name, text] of parts) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      row.append(part);
    }
    row.addEventListener("pointermove", () => {
      if (this.#at === at) return;
      this.#at = at;
      this.#mark();
    });
    row.addEventListener("click", () => this.#go(at));
    return row;
  }

  #mark(): void {
    [...this.#list.children].forEach((row, at) => {
      row.setAttribute("aria-selected", String(at === this.#at));
      if (at === this.#at) row.scrollIntoView({ block: "nearest" });
    });
    if (this.#at >= 0) this.#input.setAttribute("aria-activedescendant", `command-${this.#at}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    const count = this.#hits.length;
    if (event.key === "ArrowDown" && count) this.#at = (this.#at + 1) % count;
    else if (event.key === "ArrowUp" && count) this.#at = (this.#at + count - 1) % count;
    else if (event.key === "Enter") this.#go(this.#at);
    else return;
    event.preventDefault();
    this.#mark();
  }

  #go(at: number): void {
    const hit = this.#hits[at];
    // Nothing chosen yet: the page of results takes over, with what is typed so far.
    const words = encodeURIComponent(this.#input.value.trim());
    if (hit) location.assign(hit.address);
    else if (words) location.assign(`${this.opener.href}?q=${words}`);
  }
}

/** Return an icon out of the page's sprite. */
function sprite(name: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.body.dataset.sprite ?? ""}#${name}`);
  svg.append(use);
  return svg;
}

/** Open the box with Ctrl+K (or ⌘K) and with the search in the navigation. */
export function offerCommands(): void {
  const opener = document.querySelector<HTMLAnchorElement>("a[data-command]");
  if (!opener) return;
  let box: CommandBox | null = null;
  const open = (event: Event): void => {
    event.preventDefault();
    box ??= new CommandBox(opener);
    box.open();
  };
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k")
      open(event);
  });
}
