/** Buttons that print the page as a sheet to hand out. */
export function printPages(): void {
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) print();
  });
}
