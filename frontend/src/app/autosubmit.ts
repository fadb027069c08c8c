/** Send a form as soon as a choice marked `data-submit-on-change` is made. */
export function submitOnChange(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLSelectElement;
    if (field.dataset.submitOnChange !== undefined) field.form?.requestSubmit();
  });
}
