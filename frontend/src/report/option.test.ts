import { expect, test } from "vitest";
import { type Drawn, lies, optionOf } from "./option.ts";

const drawn = (labels: string[], kind: Drawn["kind"] = "bar"): Drawn => ({
  kind,
  labels,
  series: [{ name: "Cases", values: labels.map((_label, at) => (at ? at : null)) }],
  unit: "Cases",
});
const style = { getPropertyValue: () => "" } as unknown as CSSStyleDeclaration;

test("bars lie where names are long, and stand over time", () => {
  expect(lies(drawn(["Atención al cliente", "Otra"]))).toBe(true);
  expect(lies(drawn(["May 2026", "Jun 2026"]))).toBe(false);
  expect(lies(drawn(["Atención al cliente"], "line"))).toBe(false);
});

test("an unknown figure is a gap, not a nought", () => {
  const option = optionOf(drawn(["A", "B"]), style) as { series: { data: unknown[] }[] };
  expect(option.series[0]?.data).toEqual([null, 1]);
});
