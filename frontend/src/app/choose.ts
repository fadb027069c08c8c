/** Suggest objects as one types their name into a box marked `data-choose` with an address. */
export function suggestObjects(): void {
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const box = event.target as HTMLInputElement;
    const address = box.dataset?.choose;
    if (!address) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void suggest(box, address), 150);
  });
}

async function suggest(box: HTMLInputElement, address: string): Promise<void> {
  const several = "several" in box.dataset; // names between commas: the last one is being typed
  const before = several ? box.value.slice(0, box.value.lastIndexOf(",") + 1) : "";
  const typed = box.value.slice(before.length).trim();
  const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`);
  if (!answer.ok) return;
  const { found } = (await answer.json()) as { found: string[] };
  const id = box.getAttribute("list") ?? "";
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    document.body.append(list);
  }
  const start = before && `${before} `;
  list.replaceChildren(...found.map((words) => new Option(words, `${start}${words}`)));
}
