import { expect, test } from "vitest";
import { columnsOf, shifted } from "./place.ts";

test("what overlaps stands side by side, what follows starts anew", () => {
  const spans = [
    { start: 540, end: 600 },
    { start: 570, end: 630 },
    { start: 600, end: 660 },
    { start: 700, end: 730 },
  ];
  expect(columnsOf(spans)).toEqual([
    { column: 0, columns: 2 },
    { column: 1, columns: 2 },
    { column: 0, columns: 2 },
    { column: 0, columns: 1 },
  ]);
});

test("a local moment moves over months and midnights, whatever the clocks do", () => {
  expect(shifted("2026-03-28T10:00", 1, 0)).toBe("2026-03-29T10:00");
  expect(shifted("2026-12-31T23:50", 0, 15)).toBe("2027-01-01T00:05");
  expect(shifted("2026-03-01T00:00", -1, 0)).toBe("2026-02-28T00:00");
});
