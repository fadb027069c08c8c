/** What a drop asks for: a person alone keeps the day; below a visit means after its end. */
export function placeOf(
  target: { week?: string; day?: string },
  ownDay: string,
  after: string | undefined,
): URLSearchParams {
  const asked = new URLSearchParams({ week: target.week ?? "", day: target.day ?? ownDay });
  if (target.day && after) asked.set("at", after);
  return asked;
}
