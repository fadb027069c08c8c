/** The page's words, in the reader's language; the template translates them. */
const words: Record<string, string> = JSON.parse(
  document.getElementById("map-texts")?.textContent ?? "{}",
);

/** One text with its figures filled in: `t("units", { n: 3 })`. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
