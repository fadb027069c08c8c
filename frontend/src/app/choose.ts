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
  const answer = await fetch(`${address}?q=${encodeURIComponent(box.value)}`);
  if (!answer.ok) return;
  const { found } = (await answer.json()) as { found: string[] };
  const id = box.getAttribute("list") ?? "";
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    document.body.append(list);
  }
  list.replaceChildren(...found.map((words) => new Option(words, words)));
}
