/** What the server says about the page: whose it is, and the words the phone says by itself. */
export interface Settings {
  person: string;
  texts: Record<string, string>;
  now: number;
}

export function day(): HTMLElement {
  return document.getElementById("day") as HTMLElement;
}

export function settings(): Settings {
  const { person = "", texts = "{}", now = "" } = day().dataset;
  return { person, texts: JSON.parse(texts), now: Date.parse(now) };
}

/** The section of a visit on this page. */
export function stopOf(visit: number | string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-visit="${visit}"]`);
}

/** A sentence with its number filled in. */
export const said = (text: string | undefined, n: string | number): string =>
  (text ?? "").replace("{n}", String(n));

/** What names this phone to the server, so that its own second report contradicts no one. */
export function device(): string {
  const known = localStorage.getItem("comarca-device");
  if (known) return known;
  const made = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  localStorage.setItem("comarca-device", made);
  return made;
}
