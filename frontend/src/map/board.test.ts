import { describe, expect, it } from "vitest";
import { Board } from "./board.ts";
import { fourInARow, NOTHING_ELSE, twoTerritories } from "./fixture.ts";
import { Ledger } from "./ledger.ts";
import type { Change, Conflict, Move } from "./types.ts";

const made = () => new Board(new Ledger(fourInARow(), twoTerritories()));
const change = (...moves: Move[]): Change => ({
  version: 8,
  by: { id: 9, name: "Ana" },
  at: "2026-11-23T10:00:00Z",
  ...NOTHING_ELSE,
  kind: "move",
  moves,
});
const conflict = (unit: number, expected: number, actual: number | null): Conflict => ({
  unit,
  name: "B",
  expected,
  actual,
  locked: false,
  by: { id: 1, name: "Ana" },
  at: null,
});

describe("board", () => {
  it("shows an edit at once and says from where to where", () => {
    const board = made();
    expect(board.edit([1, 2], 2)).toEqual([[102, 1, 2]]);
    expect(board.ledger.territoryOf(1)).toBe(2);
  });

  it("lays other people's changes under mine", () => {
    const board = made();
    board.edit([1], 2);
    board.receive([change([102, 1, null], [103, 2, 1])]);
    expect(board.ledger.territoryOf(1)).toBe(2);
    expect(board.ledger.territoryOf(2)).toBe(1);
    board.drop(board.pending[0]!);
    expect(board.ledger.territoryOf(1)).toBeNull();
  });

  it("leaves a disputed unit to the others and keeps the rest of the edit", () => {
    const board = made();
    board.edit([0, 1], 2);
    board.receive([change([102, 1, null])]);
    const edit = board.pending[0]!;
    board.settle(edit, [conflict(102, 1, null)], false);
    expect(edit.moves).toEqual([[101, 1, 2]]);
    expect(board.ledger.territoryOf(0)).toBe(2);
    expect(board.ledger.territoryOf(1)).toBeNull();
  });

  it("sends a disputed unit again from where it really is", () => {
    const board = made();
    board.edit([1], 2);
    board.receive([change([102, 1, null])]);
    board.settle(board.pending[0]!, [conflict(102, 1, null)], true);
    expect(board.pending[0]!.moves).toEqual([[102, null, 2]]);
  });

  it("forgets an edit whose answer was lost on the way but which did arrive", () => {
    const board = made();
    board.edit([1], 2);
    board.receive([change([102, 1, 2])]);
    board.settle(board.pending[0]!, [conflict(102, 1, 2)], true);
    expect(board.pending).toEqual([]);
    expect(board.ledger.territoryOf(1)).toBe(2);
  });

  it("never moves a locked unit", () => {
    const board = made();
    board.ledger.locked[1] = 1;
    expect(board.edit([1], 2)).toEqual([]);
  });

  it("notices a territory it does not know", () => {
    expect(made().knows([change([102, 1, 77])])).toBe(false);
    expect(made().knows([change([102, 1, null])])).toBe(true);
  });
});
