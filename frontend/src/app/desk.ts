/** The service desk by keyboard: J and K go through the cases, A answers, T takes. */

const TYPING = "input, textarea, select, [contenteditable]";

function go(desk: HTMLElement, step: number): void {
  const lines = [...desk.querySelectorAll<HTMLElement>("[data-line]")];
  const focused = lines.indexOf(document.activeElement as HTMLElement);
  const current = lines.findIndex((line) => line.hasAttribute("aria-current"));
  const from = focused >= 0 ? focused : current;
  const next = Math.min(Math.max(from + step, 0), lines.length - 1);
  lines[next]?.focus();
}

export function workTheDesk(): void {
  const desk = document.querySelector<HTMLElement>("[data-desk]");
  if (!desk) return;
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || at.matches(TYPING)) return;
    const acts: Record<string, () => void> = {
      j: () => go(desk, 1),
      k: () => go(desk, -1),
      a: () => desk.querySelector<HTMLElement>("textarea")?.focus(),
      t: () => desk.querySelector<HTMLElement>("[data-take]")?.click(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
