type Child = Node | string | null | false;
type Values = Record<string, string | number | boolean | EventListener | undefined>;

/** Make an element: properties by name, listeners as functions, then its children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  values: Values = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** Make an SVG element from its attributes. */
export function svg(tag: string, values: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, String(value));
  return made;
}

/** One icon of the page's sprite, hidden from screen readers. */
export function icon(name: string, classes = ""): SVGElement {
  const made = svg("svg", { class: `icon ${classes}`, "aria-hidden": "true" });
  made.append(svg("use", { href: `${document.body.dataset.sprite}#${name}` }));
  return made;
}

/** A square in a territory's colour. */
export function swatch(colour: string): SVGElement {
  const made = svg("svg", { class: "swatch", viewBox: "0 0 12 12", "aria-hidden": "true" });
  made.append(svg("rect", { width: 12, height: 12, rx: 2.5, fill: colour }));
  return made;
}

/** The element with this id; the template always has it. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found as T;
}
