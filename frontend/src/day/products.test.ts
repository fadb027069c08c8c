import { expect, test } from "vitest";
import { matching, namesIn } from "./products.ts";

const CATALOGUE = ["Filtro de aceite (F1)", "Aceite 5W-30 (A5)", "Batería 60 Ah (B6)"];

test("products are found by any of their words, without accents, beginnings first", () => {
  expect(matching("aceite", CATALOGUE)).toEqual(["Aceite 5W-30 (A5)", "Filtro de aceite (F1)"]);
  expect(matching("bateria 60", CATALOGUE)).toEqual(["Batería 60 Ah (B6)"]);
  expect(matching("a5", CATALOGUE)).toEqual(["Aceite 5W-30 (A5)"]);
  expect(matching("x", CATALOGUE)).toEqual([]);
  expect(matching("", CATALOGUE, 2)).toHaveLength(2);
});

test("a box holds several names, commas and all", () => {
  expect(namesIn("A, B (1); C\n\n ;D ")).toEqual(["A, B (1)", "C", "D"]);
});
