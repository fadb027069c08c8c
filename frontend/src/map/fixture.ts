import type { TerritoryRow, UnitColumns } from "./types.ts";

/** Four units in a row, two territories: 1-1-2-2, with 10, 20, 30 and 40 hours. */
export function fourInARow(): UnitColumns {
  return {
    version: 7,
    id: [101, 102, 103, 104],
    name: ["A", "B", "C", "D"],
    region: ["", "", "", ""],
    land: [0, 0, 0, 0],
    territory: [1, 1, 2, 2],
    locked: [0, 0, 0, 0],
    lon: [0, 1, 2, 3],
    lat: [0, 0, 0, 0],
    area: [5, 5, 5, 5],
    accounts: [1, 2, 3, 4],
    measures: { workload: [10, 20, 30, 40] },
    borders: { a: [0, 1, 2], b: [1, 2, 3], bridge: [0, 0, 0] },
  };
}

/** The two territories of that row. */
export function twoTerritories(containers: [string, string] = ["", ""]): TerritoryRow[] {
  return containers.map((container, at) => ({
    id: at + 1,
    code: `T${at + 1}`,
    name: `Zona ${at + 1}`,
    colour: at,
    container,
    person: null,
    editable: true,
  }));
}

/** What an edit changes besides moves: nothing. */
export const NOTHING_ELSE = { locks: [], territories: [], subdivided: false };
