/** Let the columns of a list be moved up and down; the numbers that stand for their order go. */
export function orderColumns(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-sortable]")) {
    for (const item of list.querySelectorAll<HTMLElement>("li")) addButtons(list, item);
    number(list);
  }
}

function addButtons(list: HTMLElement, item: HTMLElement): void {
  const box = item.querySelector<HTMLInputElement>("input[name^=at_]");
  if (!box) return;
  box.type = "hidden";
  const name = item.textContent?.trim() ?? "";
  for (const [way, icon] of [
    ["up", "chevron-up"],
    ["down", "chevron-down"],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-icon btn-sm";
    const label = (list.dataset[way] ?? "").replace("{name}", name);
    button.title = label;
    button.ariaLabel = label;
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${document.body.dataset.sprite}#${icon}"></use></svg>`;
    button.addEventListener("click", () => move(list, item, way, button));
    item.append(button);
  }
}

function move(list: HTMLElement, item: HTMLElement, way: "up" | "down", button: HTMLElement): void {
  if (way === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  number(list);
  button.focus();
}

function number(list: HTMLElement): void {
  const boxes = list.querySelectorAll<HTMLInputElement>("input[name^=at_]");
  boxes.forEach((box, at) => {
    box.value = String(at + 1);
  });
}
