/** Choosing the products that were discussed: from the catalogue this phone holds, or free words. */

interface Catalogue {
  products: string[];
  more: boolean;
}

const MOST = 12; // shown while one types
let asked: Promise<Catalogue> | null = null;

/** The catalogue, once for a page; without a signal, as the phone kept it. */
function catalogue(address: string): Promise<Catalogue> {
  asked ??= fetch(address)
    .then((answer) => answer.json() as Promise<Catalogue>)
    .catch(() => {
      asked = null;
      return { products: [], more: true };
    });
  return asked;
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();

/** The products that hold every word typed, those that begin with it first. */
export function matching(typed: string, products: string[], most = MOST): string[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const begins = plain(typed).trim();
  const found = products.filter((one) => words.every((word) => plain(one).includes(word)));
  const order = (one: string) => (plain(one).startsWith(begins) ? 0 : 1);
  return found.sort((a, b) => order(a) - order(b)).slice(0, most);
}

/** What a box holds: several names with a semicolon between them. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Turns a box of names into chips as soon as somebody comes to it. */
export function chooseProducts(texts: Record<string, string>): void {
  document.addEventListener("focusin", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.dataset?.products && !box.hidden) new Picker(box, texts).open();
  });
}

class Picker {
  readonly chips = document.createElement("ul");
  readonly typing = document.createElement("input");
  readonly list = document.createElement("datalist");
  known: Catalogue = { products: [], more: true };

  constructor(
    readonly box: HTMLInputElement,
    readonly texts: Record<string, string>,
  ) {}

  open(): void {
    const { box, typing, list, chips } = this;
    chips.className = "product-chips";
    list.id = `${box.id}-list`;
    Object.assign(typing, {
      id: `${box.id}-typing`,
      className: box.className,
      autocomplete: "off",
    });
    typing.setAttribute("list", list.id);
    typing.enterKeyHint = "done";
    for (const label of box.labels ?? []) label.htmlFor = typing.id;
    box.hidden = true;
    box.before(chips, typing, list);
    this.show();
    typing.focus();
    typing.addEventListener("input", () => this.suggest());
    typing.addEventListener("change", () => this.take());
    typing.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // chooses a product instead of saving the report
      this.take();
    });
    box.form?.addEventListener("reset", () => setTimeout(() => this.show()));
    void catalogue(box.dataset.products ?? "").then((known) => {
      this.known = known;
      this.suggest();
      this.show();
    });
  }

  suggest(): void {
    const typed = this.typing.value;
    if (this.known.products.includes(typed.trim())) this.take();
    else {
      const found = matching(typed, this.known.products);
      this.list.replaceChildren(...found.map((one) => new Option(one, one)));
    }
  }

  /** Makes what is typed a chip: at once, so that saving never loses it. */
  take(): void {
    const names = namesIn(this.typing.value);
    if (names.length) this.put([...namesIn(this.box.value), ...names]);
    this.typing.value = "";
  }

  put(names: string[]): void {
    this.box.value = [...new Set(names)].join("; ");
    this.box.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept
    this.show();
  }

  show(): void {
    const names = namesIn(this.box.value);
    this.chips.replaceChildren(...names.map((name) => this.chip(name)));
    this.chips.hidden = !names.length;
  }

  chip(name: string): HTMLLIElement {
    const made = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = name;
    made.append(words);
    const { products, more } = this.known;
    if (products.length && !more && !products.includes(name)) {
      made.className = "is-unknown";
      words.append(` · ${this.texts.unknown_product ?? ""}`);
    }
    const off = document.createElement("button");
    off.type = "button";
    off.className = "btn btn-sm";
    off.textContent = "×";
    off.setAttribute("aria-label", `${this.texts.take_off ?? ""} ${name}`);
    off.addEventListener("click", () => {
      this.put(namesIn(this.box.value).filter((one) => one !== name));
      this.typing.focus();
    });
    made.append(off);
    return made;
  }
}
