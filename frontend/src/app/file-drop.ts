/**
 * Take a file dragged onto `<label class="drop">` into its file input; with `data-autosubmit`
 * on the form, choosing a file sends it.
 */
export function acceptDroppedFiles(): void {
  const dropOf = (event: Event) => (event.target as Element).closest?.<HTMLElement>(".drop");
  document.addEventListener("dragover", (event) => {
    const drop = dropOf(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => dropOf(event)?.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    const drop = dropOf(event);
    const input = drop?.querySelector<HTMLInputElement>("input[type=file]");
    if (!drop || !input || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    drop.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type !== "file" || !input.files?.length) return;
    input.closest(".drop")?.classList.add("is-busy");
    if (input.form?.hasAttribute("data-autosubmit")) input.form.requestSubmit();
  });
}
