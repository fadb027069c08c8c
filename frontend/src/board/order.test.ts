import { expect, test } from "vitest";
import { neighbour } from "./order.ts";

const STAGES = ["1", "2", "3"];

test("the stage beside another, and none beyond the ends", () => {
  expect(neighbour(STAGES, "1", 1)).toBe("2");
  expect(neighbour(STAGES, "3", -1)).toBe("2");
  expect(neighbour(STAGES, "3", 1)).toBeUndefined();
  expect(neighbour(STAGES, "1", -1)).toBeUndefined();
  expect(neighbour(STAGES, "9", 1)).toBeUndefined();
});
