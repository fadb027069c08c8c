import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { count } from "./figures.ts";
import { keyOf } from "./points-key.ts";
import { ALIKE, POINT_COLOURS, type PointsLook } from "./points-style.ts";
import { t } from "./texts.ts";
import type { PointsLegend } from "./types.ts";

const KEPT = "comarca.map.points";
const PAUSE = 250;
const byName = (a: string, b: string): number =>
  a.localeCompare(b, document.documentElement.lang, { numeric: true });

/** The menu of the accounts: which are shown, what colour and size mean, and the legend. */
export class PointsMenu {
  readonly #form = byId<HTMLFormElement>("points-form");
  readonly #menu = byId<HTMLDetailsElement>("points-menu");
  readonly #view = byId<HTMLSelectElement>("points-view");
  #asked = 0;
  #timer = 0;
  #segments: string[] = [];

  constructor(readonly canvas: Canvas) {
    const asked = new URLSearchParams(location.search).get("accounts");
    const kept = asked ?? sessionStorage.getItem(KEPT);
    if (kept) this.#open(kept, asked !== null);
    this.#menu.addEventListener("toggle", () => this.#menu.open && this.#count());
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#show(), PAUSE);
    });
    byId("points-reset").addEventListener("click", () => {
      this.#form.reset();
      this.#view.querySelector("[data-asked]")?.remove();
      this.#show();
    });
  }

  /** Fill the form again as it was, or take conditions from the page's address. */
  #open(kept: string, fromAddress: boolean): void {
    if (fromAddress) {
      const option = el("option", { value: kept, "data-asked": true }, t("points_as_asked"));
      this.#view.append(option);
      this.#view.value = kept;
    } else this.#refill(new URLSearchParams(kept));
    this.#menu.open = fromAddress;
    this.#show();
  }

  #refill(values: URLSearchParams): void {
    for (const box of this.#form.elements) {
      if (box instanceof HTMLInputElement && box.type === "checkbox") {
        box.checked = values.getAll(box.name).includes(box.value);
      } else if (box instanceof HTMLSelectElement && values.has(box.name)) {
        const value = values.get(box.name)!;
        // Its choices come with the legend; until then it holds the one that was kept.
        if (value && ![...box.options].some((one) => one.value === value)) {
          box.append(el("option", { value }, value));
        }
        box.value = value;
      } else if (box instanceof HTMLInputElement) box.value = values.get(box.name) ?? "";
    }
  }

  #look(): PointsLook {
    const values = new FormData(this.#form);
    const query = new URLSearchParams(String(values.get("view") ?? ""));
    const words = String(values.get("q") ?? "").trim();
    if (words) query.set("q", words);
    for (const name of ["status__in", "segment__is", "owner__in"]) {
      for (const value of values.getAll(name)) if (value) query.append(name, String(value));
    }
    const owners = new Map<number, number>();
    for (const row of this.canvas.ledger.territories) {
      if (row.person) owners.set(row.person.id, row.colour);
    }
    return {
      query: query.toString(),
      colour: String(values.get("colour")) as PointsLook["colour"],
      size: String(values.get("size") ?? ""),
      groups: String(values.get("groups") ?? "") as PointsLook["groups"],
      segments: this.#segments,
      owners,
    };
  }

  #show(): void {
    const values = new URLSearchParams(new FormData(this.#form) as never);
    sessionStorage.setItem(KEPT, values.toString());
    const look = this.#look();
    this.canvas.showPoints(look);
    byId("points-narrowed").hidden = look.query === ALIKE.query;
    void this.#count();
  }

  /** Ask how many they are, and write the legend. */
  async #count(): Promise<void> {
    const mine = ++this.#asked;
    const look = this.#look();
    const legend = await call<PointsLegend>(`accounts/points?${look.query}`).catch(() => null);
    if (mine !== this.#asked) return;
    const place = byId("points-count");
    if (!legend) {
      place.textContent = t("not_done");
      return;
    }
    if (!look.query) this.#offer(legend);
    else if (!this.#segments.length) await this.#offerAll();
    place.textContent = t("points_shown", { n: count(legend.count) });
    const off = byId("points-off");
    off.textContent = legend.off_map ? t("points_off", { n: count(legend.off_map) }) : "";
    byId("points-problems").textContent = legend.problems.join(" ");
    const list = byId<HTMLAnchorElement>("points-list");
    list.href = `${list.dataset.page}?${legend.list_query}`;
    const rows = keyOf(legend, this.#look());
    byId("points-legend").replaceChildren(...rows);
    // The map keeps its key when the menu is closed, where the points do not speak for themselves.
    const key = byId("points-key");
    key.hidden = look.colour === "status" && !look.size;
    key.replaceChildren(...rows.map((row) => row.cloneNode(true)));
  }

  async #offerAll(): Promise<void> {
    const all = await call<PointsLegend>("accounts/points").catch(() => null);
    if (all) this.#offer(all);
  }

  /** Offer what there is to choose from; what is chosen stays. */
  #offer(legend: PointsLegend): void {
    // The most frequent have a colour; among themselves they stand as one would read them: A, B, C.
    const segments = legend.by_segment.map((one) => one.key).filter(Boolean);
    this.#segments = segments.slice(0, POINT_COLOURS.length).sort(byName);
    const fill = (id: string, first: string, rows: { key: string; label: string }[]) => {
      const choice = byId<HTMLSelectElement>(id);
      const before = choice.value;
      choice.replaceChildren(
        el("option", { value: "" }, first),
        ...rows.map(({ key, label }) => el("option", { value: key }, label)),
      );
      choice.value = before;
      if (choice.selectedIndex < 0) choice.value = "";
    };
    const named = legend.by_owner.filter((one) => one.key !== "-1");
    named.sort((a, b) => byName(a.label, b.label));
    fill(
      "points-segment",
      t("points_any"),
      legend.by_segment.filter((one) => one.key).sort((a, b) => byName(a.label, b.label)),
    );
    fill("points-owner", t("points_any"), named);
    fill("points-size", t("points_alike"), legend.sizes);
    this.canvas.showPoints(this.#look());
  }
}
