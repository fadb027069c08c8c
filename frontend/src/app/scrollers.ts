/** A wide table scrolls in its box: the box can be reached, and so scrolled, by keyboard. */

const BOX = ".table-box";

/** Let the keyboard reach a box whose table is wider than it; leave the others out of the way. */
function mark(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

export function reachWideTables(): void {
  const watcher = new ResizeObserver((entries) => {
    for (const entry of entries) mark(entry.target as HTMLElement);
  });
  const watch = (root: ParentNode) => {
    for (const box of root.querySelectorAll<HTMLElement>(BOX)) watcher.observe(box);
  };
  watch(document);
  document.addEventListener("htmx:afterSettle", () => watch(document));
}
