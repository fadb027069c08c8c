/** Chooses the browser's time zone where a company is made and none has been chosen yet. */
export function proposeTimeZone(): void {
  const choice = document.querySelector<HTMLSelectElement>("select[data-own-zone]");
  if (!choice || choice.value) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const country = choice.form?.elements.namedItem("country") as HTMLSelectElement | null;
  const offer = (): void => {
    const zones = JSON.parse(choice.dataset.ownZone ?? "{}") as Record<string, string[]>;
    // Where a country has one zone, or one that stands for all, "as usual" says it already.
    choice.value = country && zones[country.value]?.includes(own) ? own : "";
  };
  country?.addEventListener("change", offer);
  offer();
}
