import { call } from "./api.ts";
import { byId, el, icon } from "./dom.ts";
import { t } from "./texts.ts";
import type { Answer, Found, Hit } from "./types.ts";

const ICONS: Record<Found["type"], string> = {
  place: "map-pin",
  unit: "hexagon",
  account: "building-store",
  person: "user",
  territory: "map-2",
};
const KINDS = ["territory", "person", "unit", "postal", "account"];
const PAUSE = 180;
const EACH = 6;

/** A hit of the search as something to fly to. */
function asFound(hit: Hit): Found {
  const { id, title: name, detail, lon, lat } = hit;
  const type = hit.kind === "postal" ? "place" : (hit.kind as Found["type"]);
  return { type, id, name, detail, lon, lat, postal: hit.kind === "postal" };
}

/** What the search finds; nothing where it could not be asked. */
async function asked(query: URLSearchParams): Promise<Hit[]> {
  return (await call<Answer>(`search?${query}`).catch(() => null))?.hits ?? [];
}

/** People by the beginning of a name. */
export async function findPeople(words: string): Promise<Hit[]> {
  return asked(new URLSearchParams({ q: words, kind: "person" }));
}

/** The search box over the map: a list that arrow keys walk through (a combobox). */
export class Search {
  readonly #input = byId<HTMLInputElement>("map-search");
  readonly #list = byId<HTMLUListElement>("map-found");
  #found: Found[] = [];
  #at = -1;
  #asked = 0;
  #timer = 0;

  constructor(
    readonly chosen: (found: Found) => void,
    readonly offered: (found: Found) => boolean,
  ) {
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#ask(), PAUSE);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => setTimeout(() => this.#show([]), 150));
    this.#input.form?.addEventListener("submit", (event) => event.preventDefault());
  }

  async #ask(): Promise<void> {
    const words = this.#input.value.trim();
    const mine = ++this.#asked;
    if (words.length < 2) return this.#show([]);
    const query = new URLSearchParams({ q: words, most: String(EACH) });
    for (const kind of KINDS) query.append("kind", kind);
    const hits = await asked(query);
    if (mine !== this.#asked) return;
    this.#show(hits.map(asFound).filter(this.offered), true);
  }

  #show(found: Found[], searched = false): void {
    this.#found = found;
    this.#at = found.length ? 0 : -1;
    const rows = found.map((one, at) => this.#row(one, at));
    if (searched && !found.length) rows.push(el("li", { class: "found-none" }, t("nothing_found")));
    this.#list.replaceChildren(...rows);
    this.#list.hidden = !rows.length;
    this.#input.setAttribute("aria-expanded", String(rows.length > 0));
    this.#mark();
  }

  #row(found: Found, at: number): HTMLLIElement {
    const row = el(
      "li",
      { role: "option", id: `found-${at}`, class: "found" },
      icon(ICONS[found.type] ?? "map-pin"),
      el("span", { class: "found-name" }, found.name),
      el("span", { class: "found-detail" }, found.detail || t(`type_${found.type}`)),
    );
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#choose(at);
    });
    return row;
  }

  #mark(): void {
    [...this.#list.children].forEach((row, at) => {
      row.setAttribute("aria-selected", String(at === this.#at));
      if (at === this.#at) row.scrollIntoView({ block: "nearest" });
    });
    if (this.#at >= 0) this.#input.setAttribute("aria-activedescendant", `found-${this.#at}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    const count = this.#found.length;
    if (event.key === "ArrowDown" && count) this.#at = (this.#at + 1) % count;
    else if (event.key === "ArrowUp" && count) this.#at = (this.#at + count - 1) % count;
    else if (event.key === "Enter") this.#choose(this.#at);
    else if (event.key === "Escape") {
      event.stopPropagation();
      if (!count) this.#input.value = "";
      this.#show([]);
    } else return;
    event.preventDefault();
    this.#mark();
  }

  #choose(at: number): void {
    const found = this.#found[at];
    if (!found) return;
    this.#input.value = found.name;
    this.#show([]);
    this.chosen(found);
  }
}
