import { expect, test } from "vitest";
import { pieces } from "./connectivity.ts";
import shared from "./pieces.cases.json";

test.each(shared.cases)("$name: as many pieces as the server counts", (one) => {
  const [a, b] = [0, 1].map((end) => one.borders.map((border) => border[end]!));
  expect([...pieces(Int32Array.from(one.territory), a!, b!, one.count)]).toEqual(one.pieces);
});
