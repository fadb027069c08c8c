/** Count the ticked lines of a list, keep their bar in sight, and tick a whole page at once. */
export function tickLines(): void {
  const form = document.querySelector<HTMLFormElement>("#bulk-form");
  const whole = document.querySelector<HTMLInputElement>("[data-tick-all]");
  if (!form || !whole) return;
  const lines = () => [...document.querySelectorAll<HTMLInputElement>("input[name=ids]")];
  const count = form.querySelector<HTMLElement>("[data-bulk-count]");
  const usual = count?.textContent ?? "";
  whole.hidden = false;
  const show = () => {
    const ticked = lines().filter((line) => line.checked).length;
    const all = form.querySelector<HTMLInputElement>("input[name=all]")?.checked ?? false;
    form.classList.toggle("is-active", ticked > 0 || all);
    whole.checked = ticked > 0 && ticked === lines().length;
    whole.indeterminate = ticked > 0 && !whole.checked;
    if (count) {
      const words = count.dataset.bulkCount ?? "";
      count.textContent = ticked > 0 ? words.replace("{n}", String(ticked)) : usual;
    }
  };
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box === whole) for (const line of lines()) line.checked = whole.checked;
    if (box === whole || box.name === "ids" || box.name === "all") show();
  });
  show();
}

/** Put the cursor into a cell that was opened for editing; Escape closes it, saving keeps focus. */
export function editCells(): void {
  document.addEventListener("htmx:load", (event) => {
    const cell = (event as CustomEvent<{ elt: HTMLElement }>).detail.elt;
    if (cell.classList.contains("cell-form")) {
      const box = cell.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
      box?.focus();
      if (box instanceof HTMLInputElement && box.type === "text") box.select();
    } else if (cell.classList.contains("editable")) {
      cell.querySelector<HTMLElement>(".cell-edit")?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    const cell = (event.target as HTMLElement).closest?.(".cell-form");
    if (event.key === "Escape") cell?.querySelector<HTMLElement>("[data-cancel-cell]")?.click();
  });
}
