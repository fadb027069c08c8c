/** What the server says about a plan; see /api/docs. */
export interface Person {
  id: number;
  name: string;
}

export interface Measure {
  key: string;
  label: string;
  unit: string;
  tolerance: number | null;
  mean: number;
  total: number;
}

export interface TerritoryRow {
  id: number;
  code: string;
  name: string;
  colour: number;
  container: string;
  person: Person | null;
  /** The mean of the container by measure, told to who sees a part of the plan only. */
  fair?: Record<string, number>;
}

export interface Workspace {
  plan: {
    id: number;
    name: string;
    status: string;
    version: number;
    layer: { id: number; name: string; version: string };
    effective_from: string | null;
  };
  can_edit: boolean;
  bounds: [number, number, number, number] | null;
  measures: Measure[];
  territories: TerritoryRow[];
}

/** All units of a plan, one list for each column; borders point at places in those lists. */
export interface UnitColumns {
  version: number;
  id: number[];
  name?: string[];
  region?: string[];
  territory: (number | null)[];
  locked: (0 | 1 | boolean)[];
  lon: number[];
  lat: number[];
  area: number[];
  accounts: number[];
  measures: Record<string, number[]>;
  borders: { a: number[]; b: number[]; bridge: (0 | 1 | boolean)[] };
}

/** Unit, the territory it was in, the territory it goes to (null: none). */
export type Move = [unit: number, from: number | null, to: number | null];

export interface Change {
  version: number;
  by: Person | null;
  at: string;
  kind: string;
  moves: Move[];
  /** Units and whether they are locked now. */
  locks: [unit: number, locked: boolean][];
  /** Territories and what they are now; null: deleted. */
  territories: [id: number, now: { name: string; colour: number; person: number | null } | null][];
  /** Units gave way to their parts: tiles and units must be read again. */
  subdivided: boolean;
}

export interface Conflict {
  unit: number;
  name: string;
  expected: number | null;
  actual: number | null;
  locked: boolean;
  by: Person | string | null;
  at: string | null;
}

export interface Refusal {
  message?: string;
  detail?: string;
  version: number;
  conflicts?: Conflict[];
  changes?: Change[];
}

/** One answer of a search: somewhere or somebody to fly to. */
export interface Found {
  type: "place" | "unit" | "account" | "person" | "territory";
  id: number;
  name: string;
  detail?: string;
  lon?: number | null;
  lat?: number | null;
  bbox?: [number, number, number, number] | null;
}

/** What the page hands to the island. */
export interface Config {
  plan: number;
  proposal: number | null;
  accountsVersion: string;
  attribution: string;
  street: { style: string; pmtiles: string };
}
