/** Where the phone is, if its person lets it say so; and the way to its own navigation. */

const ALLOWED = "comarca-place-allowed";

/** Remembers on this phone alone whether arriving notes the place. */
export function offerPlaces(): void {
  const box = document.getElementById("place-allowed") as HTMLInputElement | null;
  if (!box) return;
  box.checked = localStorage.getItem(ALLOWED) === "yes";
  box.addEventListener("change", () => {
    localStorage.setItem(ALLOWED, box.checked ? "yes" : "no");
  });
}

/** Returns the place at this moment, once; nothing where the person or the phone says no. */
export function whereIAm(): Promise<Record<string, number>> {
  if (localStorage.getItem(ALLOWED) !== "yes" || !("geolocation" in navigator)) {
    return Promise.resolve({});
  }
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lon: coords.longitude, lat: coords.latitude }),
      () => done({}),
      { timeout: 3000, maximumAge: 60_000 },
    );
  });
}

/** An iPhone knows no `geo:` address; its maps open by their own. */
export function offerNavigation(): void {
  if (!/iPhone|iPad/.test(navigator.userAgent)) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-to]")) {
    link.href = `https://maps.apple.com/?daddr=${link.dataset.to}`;
  }
}
