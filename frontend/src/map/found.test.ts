import { expect, test } from "vitest";
import { askedPlace } from "./found.ts";

test("the address names a unit or a place to look at", () => {
  expect(askedPlace("?plan=3&at=unit:12:-3.70000:40.40000")).toMatchObject({
    type: "unit",
    id: 12,
    lon: -3.7,
    lat: 40.4,
  });
  expect(askedPlace("?at=postal:5:1:2")?.type).toBe("place");
});

test.each(["", "?at=", "?at=unit", "?at=unit:x:1:2", "?at=unit:1:2", "?at=:1:2:3"])(
  "%s names none",
  (search) => {
    expect(askedPlace(search)).toBeNull();
  },
);
