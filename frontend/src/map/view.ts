const KEPT = "comarca.map.view";

interface View {
  plan: number;
  center: [number, number];
  zoom: number;
}

/** Remember where the map looks, for the moment of reading the page again. */
export function keepView(plan: number, center: [number, number], zoom: number): void {
  sessionStorage.setItem(KEPT, JSON.stringify({ plan, center, zoom } satisfies View));
}

/** Where the map looked before the page was read again; only once, and only for this plan. */
export function recallView(plan: number): Omit<View, "plan"> | null {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null") as View | null;
  sessionStorage.removeItem(KEPT);
  return kept?.plan === plan ? { center: kept.center, zoom: kept.zoom } : null;
}
