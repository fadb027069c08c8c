/** Put the cursor where one writes when a short form opens, so that nobody taps to get there. */
export function writeAtOnce(): void {
  document.addEventListener(
    "toggle",
    (event) => {
      const opened = event.target;
      if (!(opened instanceof HTMLDetailsElement) || !opened.open) return;
      const where = opened.dataset.writes;
      if (where) opened.querySelector<HTMLElement>(where)?.focus();
    },
    true, // a toggle does not bubble
  );
}
