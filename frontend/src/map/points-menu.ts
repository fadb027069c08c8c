import { call } from "./api.ts";
import type { Canvas } from "./canvas.ts";
import { byId, el } from "./dom.ts";
import { amount, count } from "./figures.ts";
import { colourOf, ground } from "./palette.ts";
import { dot } from "./points-key.ts";
import { ALIKE, OTHER_COLOUR, POINT_COLOURS, type PointsLook } from "./points-style.ts";
import { t } from "./texts.ts";
import type { PointsLegend } from "./types.ts";

const KEPT = "comarca.map.points";
const PAUSE = 250;
const MOST_OWNERS = 8;

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
    byId("points-legend").replaceChildren(...this.#key(legend));
  }

  async #offerAll(): Promise<void> {
    const all = await call<PointsLegend>("accounts/points").catch(() => null);
    if (all) this.#offer(all);
  }

  /** Offer what there is to choose from; what is chosen stays. */
  #offer(legend: PointsLegend): void {
    this.#segments = legend.by_segment.map((one) => one.key).filter(Boolean);
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
    named.sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang));
    fill(
      "points-segment",
      t("points_any"),
      legend.by_segment.filter((one) => one.key),
    );
    fill("points-owner", t("points_any"), named);
    fill("points-size", t("points_alike"), legend.sizes);
    this.canvas.showPoints(this.#look());
  }

  #key(legend: PointsLegend): HTMLElement[] {
    const { colour, size } = this.#look();
    const point = ground().point;
    const row = (mark: SVGElement, text: string) => [el("dt", {}, mark), el("dd", {}, text)];
    const said = (one: { label: string; count: number }) => `${one.label}: ${count(one.count)}`;
    const rows: HTMLElement[] = [];
    if (colour === "status") {
      const marks: Record<string, SVGElement> = {
        prospect: dot(ground().land, point),
        closed: dot(OTHER_COLOUR, point),
      };
      for (const one of legend.by_status) {
        if (one.count) rows.push(...row(marks[one.key] ?? dot(point, point), said(one)));
      }
    } else if (colour === "segment") {
      for (const one of legend.by_segment.slice(0, POINT_COLOURS.length)) {
        const at = this.#segments.indexOf(one.key);
        const mark = at < 0 ? OTHER_COLOUR : (POINT_COLOURS[at] ?? OTHER_COLOUR);
        rows.push(...row(dot(mark, point), said(one)));
      }
      if (legend.by_segment.length > POINT_COLOURS.length) {
        rows.push(...row(dot(OTHER_COLOUR, point), t("others")));
      }
    } else rows.push(...this.#owners(legend, row, said));
    const sized = legend.sizes.find((one) => one.key === size);
    if (sized) {
      rows.push(
        ...row(
          dot(point, point, 6),
          t("points_large", { n: amount(sized.largest), what: sized.label }),
        ),
      );
      rows.push(...row(dot(point, point, 1.5), t("points_small")));
    }
    return rows;
  }

  #owners(
    legend: PointsLegend,
    row: (mark: SVGElement, text: string) => HTMLElement[],
    said: (one: { label: string; count: number }) => string,
  ): HTMLElement[] {
    const { owners } = this.#look();
    const rows = legend.by_owner.slice(0, MOST_OWNERS).flatMap((one) => {
      const colour = owners.get(Number(one.key));
      const fill = one.key === "-1" ? ground().land : OTHER_COLOUR;
      return row(dot(colour === undefined ? fill : colourOf(colour), ground().point), said(one));
    });
    const rest = legend.by_owner.length - MOST_OWNERS;
    if (rest > 0) rows.push(el("dt", {}), el("dd", {}, t("and_more", { n: rest })));
    rows.push(el("dt", {}), el("dd", {}, t("points_owner_hint")));
    return rows;
  }
}
