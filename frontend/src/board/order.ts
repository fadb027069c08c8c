/** Returns the stage before (-1) or after (1) a stage; none beyond the first and the last. */
export function neighbour(
  stages: readonly string[],
  now: string,
  step: number,
): string | undefined {
  const at = stages.indexOf(now);
  return at < 0 ? undefined : stages[at + step];
}
