/** Erases the day kept on this phone when its person logs out; what was not sent stays. */
export function forgetOnLogout(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.action.endsWith("/account/logout/") || !("caches" in window)) return;
    event.preventDefault();
    void caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((one) => one.startsWith("comarca-day-")).map((one) => caches.delete(one)),
        ),
      )
      .finally(() => form.submit());
  });
}
