/** What the server says about a plan, by the names that the map uses. */
import type * as api from "../api/schema.ts";

/** Somewhere or somebody to go to; a postal code's units can be chosen. */
export interface Found {
  type: "place" | "unit" | "account" | "person" | "territory";
  id: number;
  name: string;
  detail: string;
  lon: number | null;
  lat: number | null;
  postal?: boolean;
}

export type {
  AccountCard,
  AnswerOut as Answer,
  Change,
  Clash as Conflict,
  Compared,
  HitOut as Hit,
  MeasureOut as Measure,
  PersonOut as Person,
  PointsLegend,
  Refusal,
  TerritoryOut as TerritoryRow,
  UnitColumns,
  Workspace,
} from "../api/schema.ts";

/** Unit, the territory it was in, the territory it goes to (null: none). */
export type Move = api.Change["moves"][number];

/** What the page hands to the island. */
export interface Config {
  plan: number;
  proposal: number | null;
  accountsVersion: string;
  attribution: string;
  street: { style: string; pmtiles: string };
}
