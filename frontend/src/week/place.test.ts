import { expect, test } from "vitest";
import { placeOf } from "./place.ts";

test("a drop on a day asks for that day, below a visit for the time at which it ends", () => {
  const asked = placeOf({ week: "3", day: "2026-12-08" }, "2026-12-07", "10:30");
  expect(asked.toString()).toBe("week=3&day=2026-12-08&at=10%3A30");
  expect(placeOf({ week: "3", day: "2026-12-08" }, "", undefined).has("at")).toBe(false);
});

test("a drop on a person keeps the day and asks for no time", () => {
  expect(placeOf({ week: "9" }, "2026-12-07", "10:30").toString()).toBe("week=9&day=2026-12-07");
});
