// Written by scripts/api_types.py from the API's own description. Do not edit.

/**
 * One job as the pages follow it.
 */
export interface JobOut {
  id: number;
  kind: string;
  state: string;
  progress: number;
  message: string;
  result: {
    [k: string]: JsonValue;
  };
  error: string;
  cancel_requested: boolean;
}
/* */
export interface JsonValue {
  [k: string]: unknown;
}
/**
 * What is looked for: ``kind`` may be repeated and limits the answer to some kinds.
 */
export interface Asked {
  q?: string;
  kind?: string[];
  most?: number;
}
/**
 * What was found, the best first; ``instead`` is the text tried for a typing error.
 */
export interface AnswerOut {
  query: string;
  instead: string;
  hits: HitOut[];
}
/**
 * One thing found, with where it leads and, if it has a place, where that is.
 */
export interface HitOut {
  kind: string;
  label: string;
  icon: string;
  id: number;
  title: string;
  code: string;
  detail: string;
  address: string;
  lon: number | null;
  lat: number | null;
  score: number;
}
/**
 * The units that some postal codes reach, and how many codes there are.
 */
export interface PostalUnits {
  codes: number;
  unit: number[];
}
/**
 * One account of a selection, where it is on the map.
 */
export interface PickedAccount {
  id: number;
  name: string;
  lon: number;
  lat: number;
}
/**
 * The accounts that somebody picked in a list, and the way back to it.
 */
export interface PickedAccounts {
  url: string;
  points: PickedAccount[];
}
/**
 * One value, its name, and how many accounts on the map have it.
 */
export interface Counted {
  key: string;
  label: string;
  count: number;
}
/**
 * How many accounts the conditions leave, what they are, and what was not understood.
 *
 * ``off_map`` counts those that fulfil the conditions and have no place. ``by_owner`` has the
 * key -1 for accounts that nobody owns.
 */
export interface PointsLegend {
  count: number;
  off_map: number;
  chips: string[];
  problems: string[];
  by_status: Counted[];
  by_segment: Counted[];
  by_owner: Counted[];
  sizes: Size[];
  list_query: string;
}
/**
 * An amount that points can be sized by; ``largest`` is the amount drawn largest.
 */
export interface Size {
  key: string;
  label: string;
  largest: number;
}
/**
 * An account as a card on the map.
 */
export interface AccountCard {
  id: number;
  name: string;
  url: string;
  rows: CardRow[];
}
/**
 * One figure of an account, in words.
 */
export interface CardRow {
  label: string;
  text: string;
}
/**
 * The layer of a plan; its version is part of the address of its tiles.
 */
export interface LayerOut {
  id: number;
  name: string;
  version: string;
}
/**
 * A figure to compare territories by; what the plan is balanced by has a tolerance.
 */
export interface MeasureOut {
  key: string;
  label: string;
  unit: string;
  tolerance: number | null;
  mean: number;
  total: number;
}
/**
 * A person by name.
 */
export interface PersonOut {
  id: number;
  name: string;
}
/**
 * The plan that a workspace shows.
 */
export interface PlanOut {
  id: number;
  name: string;
  status: string;
  version: number;
  layer: LayerOut;
  effective_from: string | null;
}
/**
 * A territory with its figures, and how far each stands from its fair share.
 *
 * A proposal's new territories have no figures yet. ``editable`` says whether the reader may move
 * units into it. ``fair`` (the mean of the container, by
 * measure) is told to readers who see only part of the plan.
 */
export interface TerritoryOut {
  id: number;
  code: string;
  name: string;
  colour: number;
  container: string;
  person: PersonOut | null;
  totals?: {
    [k: string]: number;
  };
  deviation?: {
    [k: string]: number | null;
  };
  accounts?: number;
  units?: number;
  area_km2?: number;
  pieces?: number;
  across_sea?: boolean;
  label?: [number, number] | null;
  editable?: boolean;
  fair?: {
    [k: string]: number;
  } | null;
}
/**
 * What is in no territory.
 */
export interface Unassigned {
  units: number;
  accounts: number;
}
/**
 * A plan with its measures and territories; ``insets`` are the boxes of far islands.
 *
 * ``plans_all`` says whether the reader may change all of it, not a region only.
 */
export interface Workspace {
  plan: PlanOut;
  can_edit: boolean;
  plans_all: boolean;
  bounds: [number, number, number, number] | null;
  insets: [number, number, number, number][];
  palette_size: number;
  measures: MeasureOut[];
  territories: TerritoryOut[];
  unassigned: Unassigned;
}
/**
 * Pairs of neighbouring units by their place in the columns; ``bridge`` is over water.
 */
export interface Borders {
  a: number[];
  b: number[];
  bridge: (0 | 1)[];
}
/**
 * All units of a plan, one list for each column; ``land`` numbers mainland and islands.
 */
export interface UnitColumns {
  version: number;
  id: number[];
  territory: (number | null)[];
  locked: (0 | 1)[];
  lon: number[];
  lat: number[];
  area: number[];
  name: string[];
  region: string[];
  land: number[];
  accounts: number[];
  measures: {
    [k: string]: number[];
  };
  borders: Borders;
}
/**
 * Units within so many minutes' drive; how that was found: ``estimate``, no roads.
 */
export interface Reached {
  unit: number[];
  source?: "estimate";
}
/**
 * The units that another plan gives to somebody else, and the territory they are in there.
 */
export interface Compared {
  name: string;
  unit: number[];
  before: string[];
}
/**
 * A step that was done: the plan's version with it.
 */
export interface Step {
  version: number;
  edit_id: number;
}
/**
 * One edit: moved units, locked units, changed territories (null: deleted).
 */
export interface Change {
  version: number;
  by: PersonOut | null;
  at: string;
  kind: string;
  moves: [number, number | null, number | null][];
  locks: [number, boolean][];
  territories: [number, TerritoryState | null][];
  subdivided: boolean;
}
/**
 * What a territory is after a change.
 */
export interface TerritoryState {
  code?: string;
  name: string;
  colour: number;
  container?: string;
  person: number | null;
}
/**
 * One unit that somebody else has moved, or that is locked.
 */
export interface Clash {
  unit: number;
  name: string;
  expected: number | null;
  actual: number | null;
  locked: boolean;
  by: PersonOut | null;
  at: string | null;
}
/**
 * A step that was refused: what stood in its way, and what has changed meanwhile.
 */
export interface Refusal {
  code: string;
  message: string;
  fields?: {
    [k: string]: string;
  } | null;
  version: number;
  conflicts?: Clash[];
  changes?: Change[];
}
/**
 * Moves of units: unit, territory before, territory after.
 */
export interface Edits {
  base_version: number;
  /**
   * @minItems 1
   * @maxItems 60000
   */
  moves: [[number, number | null, number | null], ...[number, number | null, number | null][]];
}
/**
 * The version of the plan that the page knows.
 */
export interface Base {
  base_version: number;
}
/**
 * What has changed in a plan after a version.
 */
export interface Changes {
  version: number;
  changes: Change[];
}
/**
 * How many units changed, and the plan's version with it.
 */
export interface Locked {
  units: number;
  version: number;
}
/**
 * Units to hold where they are, or to let go.
 */
export interface Locks {
  /**
   * @maxItems 60000
   */
  units: number[];
  locked: boolean;
}
/**
 * A territory's name and who serves it.
 */
export interface TerritoryIn {
  name?: string | null;
  person?: number | null;
}
/**
 * The job that does it; follow it at ``/api/jobs/{id}``.
 */
export interface JobRef {
  job: number;
}
/**
 * A measure to balance, and the share a territory may stand from its mean (0.05 is 5 %).
 */
export interface MeasureTarget {
  key: string;
  tolerance?: number;
}
/**
 * How to divide a plan.
 *
 * ``k`` is the number of territories without fixed homes (None: as many as the plan has);
 * ``max_moved`` the largest share (0 to 1) of the first measure that may change territory;
 * ``time_limit`` the seconds for all proposals together.
 */
export interface OptimiserSettings {
  /**
   * @minItems 1
   * @maxItems 8
   */
  measures?:
    | [MeasureTarget]
    | [MeasureTarget, MeasureTarget]
    | [MeasureTarget, MeasureTarget, MeasureTarget]
    | [MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget]
    | [MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget]
    | [MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget, MeasureTarget]
    | [
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
      ]
    | [
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
        MeasureTarget,
      ];
  k?: number | null;
  homes?: boolean;
  containers?: "none" | "landmass" | "region";
  keep_locked?: boolean;
  max_moved?: number | null;
  seed?: number;
  time_limit?: number;
  subdivide?: boolean;
}
/**
 * A division in two columns: units, and the territory of each.
 */
export interface Assignment {
  unit: number[];
  territory: (number | null)[];
}
/**
 * How much a proposal moves; ``share`` is of the first measure (0 to 1).
 */
export interface Moved {
  units: number;
  accounts: number;
  share: number;
}
/**
 * A territory that a proposal would add.
 */
export interface NewTerritory {
  id: number;
  code: string;
  name: string;
}
/**
 * What a proposal promises, and its division.
 */
export interface ProposalOut {
  id: number;
  kind: string;
  plan_version: number;
  taken_at: string | null;
  violations: string[];
  worst_deviation: {
    [k: string]: number;
  } | null;
  mean_km: number | null;
  travel: number | null;
  moved: Moved | null;
  feasible: boolean | null;
  finished: boolean | null;
  bound_gap: number | null;
  totals: {
    [k: string]: {
      [k: string]: number;
    };
  } | null;
  cut: number | null;
  new: NewTerritory[] | null;
  assignment: Assignment;
  territories: number[];
}
/**
 * A plan that was put into force: from when on, and how many accounts change hands.
 */
export interface InForce {
  accounts: number;
  day: string;
}
/**
 * Why a plan cannot be put into force, reason by reason.
 */
export interface NotInForce {
  code: string;
  message: string;
  fields?: {
    [k: string]: string;
  } | null;
  reasons?: string[];
}
/**
 * The day a plan comes into force.
 */
export interface Day {
  day: string;
}
/**
 * What became of an entry; ``clock_off`` is by how many seconds the phone's clock is wrong.
 */
export interface EntryOut {
  key: string;
  state: string;
  version: number;
  made_at: string;
  clock_off: number;
  server_time: string;
  theirs?: Theirs | null;
}
/**
 * What stands on the server, where an entry contradicts it.
 */
export interface Theirs {
  outcome: string;
  text: string;
  by: string;
  at: string;
}
/**
 * One thing noted on a phone; ``said_at`` and the header ``X-Sent-At`` are by its own clock.
 */
export interface EntryIn {
  key: string;
  kind: "check_in" | "report" | "cancel";
  said_at: string;
  device?: string;
  seen?: number;
  outcome?: "" | "good" | "open" | "bad" | "no_answer";
  text?: string;
  products?: string;
  next_title?: string;
  next_kind?: string;
  next_days?: number | null;
  lon?: number | null;
  lat?: number | null;
  settles?: string | null;
}
/**
 * Which page of a list, how many rows on it, and free words to search for.
 */
export interface Page {
  page_size?: number | null;
  cursor?: string | null;
  q?: string;
  archived?: boolean;
}
/* */
export interface ImportPage {
  items: ImportRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ImportRow {
  id: number;
  version?: number | null;
  /**
   * File name
   */
  file_name?: string | null;
  /**
   * Kind
   */
  kind?: string | null;
  /**
   * State: uploaded, previewed, applying, applied, undoing, undone, failed
   */
  state?: string | null;
  /**
   * Rows
   */
  rows?: number | null;
  /**
   * New
   */
  new?: number | null;
  /**
   * Changed
   */
  changed?: number | null;
  /**
   * Error
   */
  error?: number | null;
  /**
   * Created by
   */
  created_by?: number | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Applied at
   */
  applied_at?: string | null;
  /**
   * Undone at
   */
  undone_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CampaignPage {
  items: CampaignRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CampaignRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * State: draft, running, stopped
   */
  state?: string | null;
  /**
   * Objective
   */
  objective?: string | null;
  /**
   * Goal
   */
  goal?: string | null;
  /**
   * Target
   */
  target?: number | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Starts on
   */
  starts_on?: string | null;
  /**
   * Ends on
   */
  ends_on?: string | null;
  /**
   * Is live
   */
  is_live?: boolean | null;
  /**
   * Held out
   */
  held_out?: number | null;
  /**
   * Stops on answer
   */
  stops_on_answer?: boolean | null;
  /**
   * Minutes a day
   */
  minutes_a_day?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/**
 * One that may be the same: its id, how it is called, how likely (0 to 1).
 */
export interface Candidate {
  id: number;
  label: string;
  likeness: number;
}
/**
 * A 409: what is to be made may be here already.
 */
export interface Likely {
  code: string;
  message: string;
  fields?: {
    [k: string]: string;
  } | null;
  candidates?: Candidate[];
}
/* */
export interface NewCampaign {
  /**
   * Name
   */
  name: string;
  /**
   * Objective
   */
  objective?: string | null;
  /**
   * Goal
   */
  goal?: string | null;
  /**
   * Target
   */
  target?: number | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Starts on
   */
  starts_on: string;
  /**
   * Ends on
   */
  ends_on: string;
  /**
   * Is live
   */
  is_live?: boolean | null;
  /**
   * Held out
   */
  held_out?: number | null;
  /**
   * Stops on answer
   */
  stops_on_answer?: boolean | null;
  /**
   * Minutes a day
   */
  minutes_a_day?: number | null;
  /**
   * Owner
   */
  owner: number;
  custom?: {
    [k: string]: unknown;
  };
}
/**
 * A 409: somebody else was faster; ``current`` is the thing as it is now.
 */
export interface Stale {
  code: string;
  message: string;
  fields?: {
    [k: string]: string;
  } | null;
  version: number;
  current?: {
    [k: string]: JsonValue;
  } | null;
}
/* */
export interface CampaignChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Objective
   */
  objective?: string | null;
  /**
   * Goal
   */
  goal?: string | null;
  /**
   * Target
   */
  target?: number | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Starts on
   */
  starts_on?: string | null;
  /**
   * Ends on
   */
  ends_on?: string | null;
  /**
   * Is live
   */
  is_live?: boolean | null;
  /**
   * Held out
   */
  held_out?: number | null;
  /**
   * Stops on answer
   */
  stops_on_answer?: boolean | null;
  /**
   * Minutes a day
   */
  minutes_a_day?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CampaignStepPage {
  items: CampaignStepRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CampaignStepRow {
  id: number;
  version?: number | null;
  /**
   * Campaign
   */
  campaign?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Kind: visit, call, task, email, wait, branch
   */
  kind?: string | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Template
   */
  template?: string | null;
  /**
   * Days
   */
  days?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Within
   */
  within?: number | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Goes to
   */
  goes_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewCampaignStep {
  /**
   * Campaign
   */
  campaign: number;
  /**
   * Position
   */
  position: number;
  /**
   * Kind: visit, call, task, email, wait, branch
   */
  kind: string;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Template
   */
  template?: string | null;
  /**
   * Days
   */
  days?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Within
   */
  within?: number | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Goes to
   */
  goes_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CampaignStepChange {
  /**
   * Campaign
   */
  campaign?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Kind: visit, call, task, email, wait, branch
   */
  kind?: string | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Template
   */
  template?: string | null;
  /**
   * Days
   */
  days?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Within
   */
  within?: number | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Goes to
   */
  goes_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CampaignMemberPage {
  items: CampaignMemberRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CampaignMemberRow {
  id: number;
  version?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Campaign
   */
  campaign?: number | null;
  /**
   * State: active, done, answered, left, stopped
   */
  state?: string | null;
  /**
   * Is held out
   */
  is_held_out?: boolean | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Person
   */
  person?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Activity
   */
  activity?: number | null;
  /**
   * Left out
   */
  left_out?: number | null;
  /**
   * Has no time
   */
  has_no_time?: boolean | null;
  /**
   * Entered at
   */
  entered_at?: string | null;
  /**
   * Left at
   */
  left_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
export interface VisitCyclePage {
  items: VisitCycleRow[];
  next?: string | null;
  previous?: string | null;
}
export interface VisitCycleRow {
  id: number;
  version?: number | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
export interface NewVisitCycle {
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
export interface VisitCycleChange {
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
export interface AccountCyclePage {
  items: AccountCycleRow[];
  next?: string | null;
  previous?: string | null;
}
export interface AccountCycleRow {
  id: number;
  version?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
export interface NewAccountCycle {
  /**
   * Account
   */
  account: number;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
export interface AccountCycleChange {
  /**
   * Account
   */
  account?: number | null;
  /**
   * Visits
   */
  visits?: number | null;
  /**
   * Weeks
   */
  weeks?: number | null;
  /**
   * Minutes
   */
  minutes?: number | null;
  /**
   * Weekdays
   */
  weekdays?: string | null;
  /**
   * Opens
   */
  opens?: number | null;
  /**
   * Closes
   */
  closes?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface QueuePage {
  items: QueueRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface QueueRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Form name
   */
  form_name?: string | null;
  /**
   * Hours
   */
  hours?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Region
   */
  region?: string | null;
  /**
   * Escalate to
   */
  escalate_to?: number | null;
  /**
   * Warn at
   */
  warn_at?: number | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewQueue {
  /**
   * Name
   */
  name: string;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Form name
   */
  form_name?: string | null;
  /**
   * Hours
   */
  hours?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Region
   */
  region?: string | null;
  /**
   * Escalate to
   */
  escalate_to?: number | null;
  /**
   * Warn at
   */
  warn_at?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface QueueChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Form name
   */
  form_name?: string | null;
  /**
   * Hours
   */
  hours?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Region
   */
  region?: string | null;
  /**
   * Escalate to
   */
  escalate_to?: number | null;
  /**
   * Warn at
   */
  warn_at?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ServiceLevelPage {
  items: ServiceLevelRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ServiceLevelRow {
  id: number;
  version?: number | null;
  /**
   * Queue
   */
  queue?: number | null;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority?: string | null;
  /**
   * First answer
   */
  first_answer?: string | null;
  /**
   * Resolution
   */
  resolution?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewServiceLevel {
  /**
   * Queue
   */
  queue: number;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority: string;
  /**
   * First answer
   */
  first_answer: number | string;
  /**
   * Resolution
   */
  resolution: number | string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ServiceLevelChange {
  /**
   * Queue
   */
  queue?: number | null;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority?: string | null;
  /**
   * First answer
   */
  first_answer?: number | string | null;
  /**
   * Resolution
   */
  resolution?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CaseCategoryPage {
  items: CaseCategoryRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CaseCategoryRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewCaseCategory {
  /**
   * Name
   */
  name: string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CaseCategoryChange {
  /**
   * Name
   */
  name?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CasePage {
  items: CaseRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CaseRow {
  id: number;
  version?: number | null;
  /**
   * Number
   */
  number?: string | null;
  /**
   * Subject
   */
  subject?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: new, open, waiting, solved, closed
   */
  state?: string | null;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority?: string | null;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Queue
   */
  queue?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Sender name
   */
  sender_name?: string | null;
  /**
   * Sender email
   */
  sender_email?: string | null;
  /**
   * Origin: person, email, form
   */
  origin?: string | null;
  /**
   * Related
   */
  related?: number[] | null;
  /**
   * Opened at
   */
  opened_at?: string | null;
  /**
   * Alarm: none, warned, escalated
   */
  alarm?: string | null;
  /**
   * First answer due
   */
  first_answer_due?: string | null;
  /**
   * Resolution due
   */
  resolution_due?: string | null;
  /**
   * First answered at
   */
  first_answered_at?: string | null;
  /**
   * Solved at
   */
  solved_at?: string | null;
  /**
   * First answer minutes
   */
  first_answer_minutes?: number | null;
  /**
   * Resolution minutes
   */
  resolution_minutes?: number | null;
  /**
   * First answer standing: in_time, late, running, overdue, paused
   */
  first_answer_standing?: string | null;
  /**
   * Resolution standing: in_time, late, running, overdue, paused
   */
  resolution_standing?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewCase {
  /**
   * Number
   */
  number?: string | null;
  /**
   * Subject
   */
  subject: string;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: new, open, waiting, solved, closed
   */
  state?: string | null;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority?: string | null;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Queue
   */
  queue: number;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Sender name
   */
  sender_name?: string | null;
  /**
   * Sender email
   */
  sender_email?: string | null;
  /**
   * Origin: person, email, form
   */
  origin?: string | null;
  /**
   * Related
   */
  related?: number[] | null;
  /**
   * Opened at
   */
  opened_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CaseChange {
  /**
   * Number
   */
  number?: string | null;
  /**
   * Subject
   */
  subject?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: new, open, waiting, solved, closed
   */
  state?: string | null;
  /**
   * Priority: 1low, 2normal, 3high, 4urgent
   */
  priority?: string | null;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Queue
   */
  queue?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Sender name
   */
  sender_name?: string | null;
  /**
   * Sender email
   */
  sender_email?: string | null;
  /**
   * Origin: person, email, form
   */
  origin?: string | null;
  /**
   * Related
   */
  related?: number[] | null;
  /**
   * Opened at
   */
  opened_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ArticlePage {
  items: ArticleRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ArticleRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Is published
   */
  is_published?: boolean | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewArticle {
  /**
   * Title
   */
  title: string;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Is published
   */
  is_published?: boolean | null;
  /**
   * Text
   */
  text: string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ArticleChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Category
   */
  category?: number | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Is published
   */
  is_published?: boolean | null;
  /**
   * Text
   */
  text?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface SurveyPage {
  items: SurveyRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface SurveyRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Scale: nps, csat
   */
  scale?: string | null;
  /**
   * Trigger: case, visit, rhythm
   */
  trigger?: string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Rest days
   */
  rest_days?: number | null;
  /**
   * Every days
   */
  every_days?: number | null;
  /**
   * Bad up to
   */
  bad_up_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewSurvey {
  /**
   * Name
   */
  name: string;
  /**
   * Scale: nps, csat
   */
  scale?: string | null;
  /**
   * Trigger: case, visit, rhythm
   */
  trigger?: string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Rest days
   */
  rest_days?: number | null;
  /**
   * Every days
   */
  every_days?: number | null;
  /**
   * Bad up to
   */
  bad_up_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface SurveyChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Scale: nps, csat
   */
  scale?: string | null;
  /**
   * Trigger: case, visit, rhythm
   */
  trigger?: string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Rest days
   */
  rest_days?: number | null;
  /**
   * Every days
   */
  every_days?: number | null;
  /**
   * Bad up to
   */
  bad_up_to?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface SurveyAnswerPage {
  items: SurveyAnswerRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface SurveyAnswerRow {
  id: number;
  version?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Survey
   */
  survey?: number | null;
  /**
   * Score
   */
  score?: number | null;
  /**
   * Opinion: good, middle, bad
   */
  opinion?: string | null;
  /**
   * Comment
   */
  comment?: string | null;
  /**
   * Person
   */
  person?: number | null;
  /**
   * Case
   */
  case?: number | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Task
   */
  task?: number | null;
  /**
   * Asked at
   */
  asked_at?: string | null;
  /**
   * Answered at
   */
  answered_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ProductPage {
  items: ProductRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ProductRow {
  id: number;
  version?: number | null;
  /**
   * Code
   */
  code?: string | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Variant of
   */
  variant_of?: number | null;
  /**
   * Variant
   */
  variant?: string | null;
  /**
   * Unit
   */
  unit?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Price
   */
  price?: string | null;
  /**
   * Cost
   */
  cost?: string | null;
  /**
   * Margin
   */
  margin?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Is discontinued
   */
  is_discontinued?: boolean | null;
  /**
   * Description
   */
  description?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewProduct {
  /**
   * Code
   */
  code: string;
  /**
   * Name
   */
  name: string;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Variant of
   */
  variant_of?: number | null;
  /**
   * Variant
   */
  variant?: string | null;
  /**
   * Unit
   */
  unit?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Price
   */
  price?: number | string | null;
  /**
   * Cost
   */
  cost?: number | string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Is discontinued
   */
  is_discontinued?: boolean | null;
  /**
   * Description
   */
  description?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ProductChange {
  /**
   * Code
   */
  code?: string | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Variant of
   */
  variant_of?: number | null;
  /**
   * Variant
   */
  variant?: string | null;
  /**
   * Unit
   */
  unit?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Price
   */
  price?: number | string | null;
  /**
   * Cost
   */
  cost?: number | string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Is discontinued
   */
  is_discontinued?: boolean | null;
  /**
   * Description
   */
  description?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PriceListPage {
  items: PriceListRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PriceListRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPriceList {
  /**
   * Name
   */
  name: string;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Valid from
   */
  valid_from: string;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PriceListChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PricePage {
  items: PriceRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PriceRow {
  id: number;
  version?: number | null;
  /**
   * Product
   */
  product?: number | null;
  /**
   * Price list
   */
  price_list?: number | null;
  /**
   * Min quantity
   */
  min_quantity?: string | null;
  /**
   * Amount
   */
  amount?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPrice {
  /**
   * Product
   */
  product: number;
  /**
   * Price list
   */
  price_list: number;
  /**
   * Min quantity
   */
  min_quantity?: number | string | null;
  /**
   * Amount
   */
  amount: number | string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PriceChange {
  /**
   * Product
   */
  product?: number | null;
  /**
   * Price list
   */
  price_list?: number | null;
  /**
   * Min quantity
   */
  min_quantity?: number | string | null;
  /**
   * Amount
   */
  amount?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface DiscountPage {
  items: DiscountRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface DiscountRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Kind: volume, term, bundle
   */
  kind?: string | null;
  /**
   * Percent
   */
  percent?: string | null;
  /**
   * Products
   */
  products?: number[] | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Min quantity
   */
  min_quantity?: string | null;
  /**
   * Min months
   */
  min_months?: number | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewDiscount {
  /**
   * Name
   */
  name: string;
  /**
   * Kind: volume, term, bundle
   */
  kind: string;
  /**
   * Percent
   */
  percent: number | string;
  /**
   * Products
   */
  products?: number[] | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Min quantity
   */
  min_quantity?: number | string | null;
  /**
   * Min months
   */
  min_months?: number | null;
  /**
   * Valid from
   */
  valid_from: string;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface DiscountChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Kind: volume, term, bundle
   */
  kind?: string | null;
  /**
   * Percent
   */
  percent?: number | string | null;
  /**
   * Products
   */
  products?: number[] | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Min quantity
   */
  min_quantity?: number | string | null;
  /**
   * Min months
   */
  min_months?: number | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface TaxRatePage {
  items: TaxRateRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface TaxRateRow {
  id: number;
  version?: number | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Percent
   */
  percent?: string | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewTaxRate {
  /**
   * Country
   */
  country: string;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Percent
   */
  percent: number | string;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Valid from
   */
  valid_from: string;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface TaxRateChange {
  /**
   * Country
   */
  country?: string | null;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Tax class: standard, reduced, super_reduced, zero
   */
  tax_class?: string | null;
  /**
   * Percent
   */
  percent?: number | string | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CustomerTermsPage {
  items: CustomerTermsRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CustomerTermsRow {
  id: number;
  version?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Price list
   */
  price_list?: number | null;
  /**
   * Payment days
   */
  payment_days?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewCustomerTerms {
  /**
   * Account
   */
  account: number;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Price list
   */
  price_list?: number | null;
  /**
   * Payment days
   */
  payment_days?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CustomerTermsChange {
  /**
   * Account
   */
  account?: number | null;
  /**
   * Customer kind: company, consumer, public, exempt
   */
  customer_kind?: string | null;
  /**
   * Price list
   */
  price_list?: number | null;
  /**
   * Payment days
   */
  payment_days?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PipelinePage {
  items: PipelineRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PipelineRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Position
   */
  position?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPipeline {
  /**
   * Name
   */
  name: string;
  /**
   * Position
   */
  position?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PipelineChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Position
   */
  position?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface StagePage {
  items: StageRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface StageRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Pipeline
   */
  pipeline?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Kind: open, won, lost
   */
  kind?: string | null;
  /**
   * Probability
   */
  probability?: string | null;
  /**
   * Stall days
   */
  stall_days?: number | null;
  /**
   * Needs next step
   */
  needs_next_step?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewStage {
  /**
   * Name
   */
  name: string;
  /**
   * Pipeline
   */
  pipeline: number;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Kind: open, won, lost
   */
  kind?: string | null;
  /**
   * Probability
   */
  probability?: number | string | null;
  /**
   * Stall days
   */
  stall_days?: number | null;
  /**
   * Needs next step
   */
  needs_next_step?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface StageChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Pipeline
   */
  pipeline?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Kind: open, won, lost
   */
  kind?: string | null;
  /**
   * Probability
   */
  probability?: number | string | null;
  /**
   * Stall days
   */
  stall_days?: number | null;
  /**
   * Needs next step
   */
  needs_next_step?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ReasonPage {
  items: ReasonRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ReasonRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Kind: won, lost
   */
  kind?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewReason {
  /**
   * Name
   */
  name: string;
  /**
   * Kind: won, lost
   */
  kind?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ReasonChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Kind: won, lost
   */
  kind?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface CompetitorPage {
  items: CompetitorRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface CompetitorRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Strengths
   */
  strengths?: string | null;
  /**
   * Weaknesses
   */
  weaknesses?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewCompetitor {
  /**
   * Name
   */
  name: string;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Strengths
   */
  strengths?: string | null;
  /**
   * Weaknesses
   */
  weaknesses?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface CompetitorChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Strengths
   */
  strengths?: string | null;
  /**
   * Weaknesses
   */
  weaknesses?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface OpportunityPage {
  items: OpportunityRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface OpportunityRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Stage
   */
  stage?: number | null;
  /**
   * Pipeline
   */
  pipeline?: number | null;
  /**
   * Value
   */
  value?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Value by hand
   */
  value_by_hand?: boolean | null;
  /**
   * Likelihood
   */
  likelihood?: string | null;
  /**
   * Probability
   */
  probability?: string | null;
  /**
   * Weighted
   */
  weighted?: string | null;
  /**
   * Close on
   */
  close_on?: string | null;
  /**
   * Opened on
   */
  opened_on?: string | null;
  /**
   * Standing: overdue, stalled, no_step, on_track, won, lost
   */
  standing?: string | null;
  /**
   * Age
   */
  age?: number | null;
  /**
   * Stage since
   */
  stage_since?: string | null;
  /**
   * Closed at
   */
  closed_at?: string | null;
  /**
   * Days to close
   */
  days_to_close?: number | null;
  /**
   * Products
   */
  products?: number[] | null;
  /**
   * Need
   */
  need?: number | null;
  /**
   * Next step
   */
  next_step?: number | null;
  /**
   * Competitors
   */
  competitors?: number[] | null;
  /**
   * Reason
   */
  reason?: number | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Reference
   */
  reference?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewOpportunity {
  /**
   * Title
   */
  title: string;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Stage
   */
  stage?: number | null;
  /**
   * Value
   */
  value?: number | string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Value by hand
   */
  value_by_hand?: boolean | null;
  /**
   * Probability
   */
  probability?: number | string | null;
  /**
   * Close on
   */
  close_on?: string | null;
  /**
   * Opened on
   */
  opened_on?: string | null;
  /**
   * Need
   */
  need?: number | null;
  /**
   * Competitors
   */
  competitors?: number[] | null;
  /**
   * Reason
   */
  reason?: number | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Reference
   */
  reference?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface OpportunityChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Stage
   */
  stage?: number | null;
  /**
   * Value
   */
  value?: number | string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Value by hand
   */
  value_by_hand?: boolean | null;
  /**
   * Probability
   */
  probability?: number | string | null;
  /**
   * Close on
   */
  close_on?: string | null;
  /**
   * Opened on
   */
  opened_on?: string | null;
  /**
   * Need
   */
  need?: number | null;
  /**
   * Competitors
   */
  competitors?: number[] | null;
  /**
   * Reason
   */
  reason?: number | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Reference
   */
  reference?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface StageStayPage {
  items: StageStayRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface StageStayRow {
  id: number;
  version?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Stage
   */
  stage?: number | null;
  /**
   * Stage kind: open, won, lost
   */
  stage_kind?: string | null;
  /**
   * Pipeline
   */
  pipeline?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Entered at
   */
  entered_at?: string | null;
  /**
   * Left at
   */
  left_at?: string | null;
  /**
   * Days
   */
  days?: number | null;
  /**
   * Outcome: open, won, lost
   */
  outcome?: string | null;
  /**
   * Is first
   */
  is_first?: boolean | null;
  /**
   * Is begun known
   */
  is_begun_known?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface OpportunityLinePage {
  items: OpportunityLineRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface OpportunityLineRow {
  id: number;
  version?: number | null;
  /**
   * Product
   */
  product?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Quantity
   */
  quantity?: string | null;
  /**
   * Price
   */
  price?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewOpportunityLine {
  /**
   * Product
   */
  product: number;
  /**
   * Opportunity
   */
  opportunity: number;
  /**
   * Quantity
   */
  quantity?: number | string | null;
  /**
   * Price
   */
  price?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface OpportunityLineChange {
  /**
   * Product
   */
  product?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Quantity
   */
  quantity?: number | string | null;
  /**
   * Price
   */
  price?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface DecisionRolePage {
  items: DecisionRoleRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface DecisionRoleRow {
  id: number;
  version?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Role: decides, pays, influences, uses, supports, blocks
   */
  role?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewDecisionRole {
  /**
   * Contact
   */
  contact: number;
  /**
   * Opportunity
   */
  opportunity: number;
  /**
   * Role: decides, pays, influences, uses, supports, blocks
   */
  role?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface DecisionRoleChange {
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Role: decides, pays, influences, uses, supports, blocks
   */
  role?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PreparationPage {
  items: PreparationRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PreparationRow {
  id: number;
  version?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Their needs
   */
  their_needs?: string | null;
  /**
   * Our goals
   */
  our_goals?: string | null;
  /**
   * Our alternative
   */
  our_alternative?: string | null;
  /**
   * Their alternative
   */
  their_alternative?: string | null;
  /**
   * Our limits
   */
  our_limits?: string | null;
  /**
   * Their limits
   */
  their_limits?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPreparation {
  /**
   * Opportunity
   */
  opportunity: number;
  /**
   * Their needs
   */
  their_needs?: string | null;
  /**
   * Our goals
   */
  our_goals?: string | null;
  /**
   * Our alternative
   */
  our_alternative?: string | null;
  /**
   * Their alternative
   */
  their_alternative?: string | null;
  /**
   * Our limits
   */
  our_limits?: string | null;
  /**
   * Their limits
   */
  their_limits?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PreparationChange {
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Their needs
   */
  their_needs?: string | null;
  /**
   * Our goals
   */
  our_goals?: string | null;
  /**
   * Our alternative
   */
  our_alternative?: string | null;
  /**
   * Their alternative
   */
  their_alternative?: string | null;
  /**
   * Our limits
   */
  our_limits?: string | null;
  /**
   * Their limits
   */
  their_limits?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ConcessionPage {
  items: ConcessionRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ConcessionRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * State: planned, made, held
   */
  state?: string | null;
  /**
   * In return
   */
  in_return?: string | null;
  /**
   * Value
   */
  value?: string | null;
  /**
   * Came back
   */
  came_back?: string | null;
  /**
   * Made on
   */
  made_on?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewConcession {
  /**
   * Title
   */
  title: string;
  /**
   * Opportunity
   */
  opportunity: number;
  /**
   * State: planned, made, held
   */
  state?: string | null;
  /**
   * In return
   */
  in_return?: string | null;
  /**
   * Value
   */
  value?: number | string | null;
  /**
   * Came back
   */
  came_back?: string | null;
  /**
   * Made on
   */
  made_on?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ConcessionChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * State: planned, made, held
   */
  state?: string | null;
  /**
   * In return
   */
  in_return?: string | null;
  /**
   * Value
   */
  value?: number | string | null;
  /**
   * Came back
   */
  came_back?: string | null;
  /**
   * Made on
   */
  made_on?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface QuotePage {
  items: QuoteRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface QuoteRow {
  id: number;
  version?: number | null;
  /**
   * Number
   */
  number?: string | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * State: draft, waiting, approved, sent, accepted, declined, withdrawn
   */
  state?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Valid until
   */
  valid_until?: string | null;
  /**
   * Net
   */
  net?: string | null;
  /**
   * Tax
   */
  tax?: string | null;
  /**
   * Total
   */
  total?: string | null;
  /**
   * Discount
   */
  discount?: string | null;
  /**
   * Cost
   */
  cost?: string | null;
  /**
   * Margin
   */
  margin?: string | null;
  /**
   * Answered at
   */
  answered_at?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewQuote {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account: number;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Language
   */
  language?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface QuoteChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Language
   */
  language?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ApprovalRulePage {
  items: ApprovalRuleRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ApprovalRuleRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Above discount
   */
  above_discount?: string | null;
  /**
   * Below margin
   */
  below_margin?: string | null;
  /**
   * Above amount
   */
  above_amount?: string | null;
  /**
   * Approver: manager, sales_operations, administrator
   */
  approver?: string | null;
  /**
   * Hours
   */
  hours?: number | null;
  /**
   * Escalate to: manager, sales_operations, administrator
   */
  escalate_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewApprovalRule {
  /**
   * Name
   */
  name: string;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Above discount
   */
  above_discount?: number | string | null;
  /**
   * Below margin
   */
  below_margin?: number | string | null;
  /**
   * Above amount
   */
  above_amount?: number | string | null;
  /**
   * Approver: manager, sales_operations, administrator
   */
  approver?: string | null;
  /**
   * Hours
   */
  hours?: number | null;
  /**
   * Escalate to: manager, sales_operations, administrator
   */
  escalate_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ApprovalRuleChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Above discount
   */
  above_discount?: number | string | null;
  /**
   * Below margin
   */
  below_margin?: number | string | null;
  /**
   * Above amount
   */
  above_amount?: number | string | null;
  /**
   * Approver: manager, sales_operations, administrator
   */
  approver?: string | null;
  /**
   * Hours
   */
  hours?: number | null;
  /**
   * Escalate to: manager, sales_operations, administrator
   */
  escalate_to?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface OrderPage {
  items: OrderRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface OrderRow {
  id: number;
  version?: number | null;
  /**
   * Number
   */
  number?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Ordered on
   */
  ordered_on?: string | null;
  /**
   * State: open, confirmed, delivered, closed, cancelled
   */
  state?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Net
   */
  net?: string | null;
  /**
   * Tax
   */
  tax?: string | null;
  /**
   * Total
   */
  total?: string | null;
  /**
   * Invoiced
   */
  invoiced?: string | null;
  /**
   * Invoiced on
   */
  invoiced_on?: string | null;
  /**
   * Paid
   */
  paid?: string | null;
  /**
   * Paid on
   */
  paid_on?: string | null;
  /**
   * Quote
   */
  quote?: number | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewOrder {
  /**
   * Number
   */
  number?: string | null;
  /**
   * Account
   */
  account: number;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Ordered on
   */
  ordered_on?: string | null;
  /**
   * State: open, confirmed, delivered, closed, cancelled
   */
  state?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Invoiced
   */
  invoiced?: number | string | null;
  /**
   * Invoiced on
   */
  invoiced_on?: string | null;
  /**
   * Paid
   */
  paid?: number | string | null;
  /**
   * Paid on
   */
  paid_on?: string | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface OrderChange {
  /**
   * Number
   */
  number?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Ordered on
   */
  ordered_on?: string | null;
  /**
   * State: open, confirmed, delivered, closed, cancelled
   */
  state?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Invoiced
   */
  invoiced?: number | string | null;
  /**
   * Invoiced on
   */
  invoiced_on?: string | null;
  /**
   * Paid
   */
  paid?: number | string | null;
  /**
   * Paid on
   */
  paid_on?: string | null;
  /**
   * Opportunity
   */
  opportunity?: number | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface OrderLinePage {
  items: OrderLineRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface OrderLineRow {
  id: number;
  version?: number | null;
  /**
   * Order
   */
  order?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Product
   */
  product?: number | null;
  /**
   * Description
   */
  description?: string | null;
  /**
   * Family
   */
  family?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Ordered on
   */
  ordered_on?: string | null;
  /**
   * Quantity
   */
  quantity?: string | null;
  /**
   * Price
   */
  price?: string | null;
  /**
   * Discount
   */
  discount?: string | null;
  /**
   * Tax rate
   */
  tax_rate?: string | null;
  /**
   * Net
   */
  net?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewOrderLine {
  /**
   * Order
   */
  order: number;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Product
   */
  product?: number | null;
  /**
   * Description
   */
  description?: string | null;
  /**
   * Quantity
   */
  quantity: number | string;
  /**
   * Price
   */
  price?: number | string | null;
  /**
   * Discount
   */
  discount?: number | string | null;
  /**
   * Tax rate
   */
  tax_rate?: number | string | null;
  /**
   * Net
   */
  net?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface OrderLineChange {
  /**
   * Order
   */
  order?: number | null;
  /**
   * Position
   */
  position?: number | null;
  /**
   * Product
   */
  product?: number | null;
  /**
   * Description
   */
  description?: string | null;
  /**
   * Quantity
   */
  quantity?: number | string | null;
  /**
   * Price
   */
  price?: number | string | null;
  /**
   * Discount
   */
  discount?: number | string | null;
  /**
   * Tax rate
   */
  tax_rate?: number | string | null;
  /**
   * Net
   */
  net?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ActivityPage {
  items: ActivityRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ActivityRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Kind: task, call, meeting, visit, email, note
   */
  kind?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contacts
   */
  contacts?: number[] | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * At
   */
  at?: string | null;
  /**
   * Ends at
   */
  ends_at?: string | null;
  /**
   * Is all day
   */
  is_all_day?: boolean | null;
  /**
   * State: planned, done, cancelled
   */
  state?: string | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Repeats: FREQ=DAILY, FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR, FREQ=WEEKLY, FREQ=WEEKLY;INTERVAL=2, FREQ=MONTHLY, FREQ=MONTHLY;INTERVAL=3, FREQ=YEARLY
   */
  repeats?: string | null;
  /**
   * Repeats until
   */
  repeats_until?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  /**
   * Next step
   */
  next_step?: number | null;
  /**
   * Reference
   */
  reference?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewActivity {
  /**
   * Title
   */
  title: string;
  /**
   * Kind: task, call, meeting, visit, email, note
   */
  kind?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contacts
   */
  contacts?: number[] | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * At
   */
  at?: string | null;
  /**
   * Ends at
   */
  ends_at?: string | null;
  /**
   * Is all day
   */
  is_all_day?: boolean | null;
  /**
   * State: planned, done, cancelled
   */
  state?: string | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Repeats: FREQ=DAILY, FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR, FREQ=WEEKLY, FREQ=WEEKLY;INTERVAL=2, FREQ=MONTHLY, FREQ=MONTHLY;INTERVAL=3, FREQ=YEARLY
   */
  repeats?: string | null;
  /**
   * Repeats until
   */
  repeats_until?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ActivityChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Kind: task, call, meeting, visit, email, note
   */
  kind?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contacts
   */
  contacts?: number[] | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * At
   */
  at?: string | null;
  /**
   * Ends at
   */
  ends_at?: string | null;
  /**
   * Is all day
   */
  is_all_day?: boolean | null;
  /**
   * State: planned, done, cancelled
   */
  state?: string | null;
  /**
   * Outcome: good, open, bad, no_answer
   */
  outcome?: string | null;
  /**
   * Text
   */
  text?: string | null;
  /**
   * Repeats: FREQ=DAILY, FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR, FREQ=WEEKLY, FREQ=WEEKLY;INTERVAL=2, FREQ=MONTHLY, FREQ=MONTHLY;INTERVAL=3, FREQ=YEARLY
   */
  repeats?: string | null;
  /**
   * Repeats until
   */
  repeats_until?: string | null;
  /**
   * Timezone
   */
  timezone?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface AbsencePage {
  items: AbsenceRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface AbsenceRow {
  id: number;
  version?: number | null;
  /**
   * Person
   */
  person?: number | null;
  /**
   * Kind: holiday, training, away
   */
  kind?: string | null;
  /**
   * First day
   */
  first_day?: string | null;
  /**
   * Back on
   */
  back_on?: string | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Reference
   */
  reference?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewAbsence {
  /**
   * Person
   */
  person: number;
  /**
   * Kind: holiday, training, away
   */
  kind?: string | null;
  /**
   * First day
   */
  first_day: string;
  /**
   * Back on
   */
  back_on: string;
  /**
   * Title
   */
  title?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface AbsenceChange {
  /**
   * Person
   */
  person?: number | null;
  /**
   * Kind: holiday, training, away
   */
  kind?: string | null;
  /**
   * First day
   */
  first_day?: string | null;
  /**
   * Back on
   */
  back_on?: string | null;
  /**
   * Title
   */
  title?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface MailTemplatePage {
  items: MailTemplateRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface MailTemplateRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Subject
   */
  subject?: string | null;
  /**
   * Text
   */
  text?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewMailTemplate {
  /**
   * Name
   */
  name: string;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Subject
   */
  subject: string;
  /**
   * Text
   */
  text: string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface MailTemplateChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Subject
   */
  subject?: string | null;
  /**
   * Text
   */
  text?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ProductFamilyPage {
  items: ProductFamilyRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ProductFamilyRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewProductFamily {
  /**
   * Name
   */
  name: string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ProductFamilyChange {
  /**
   * Name
   */
  name?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface TagPage {
  items: TagRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface TagRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewTag {
  /**
   * Name
   */
  name: string;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface TagChange {
  /**
   * Name
   */
  name?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface NeedPage {
  items: NeedRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface NeedRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: open, proposed, served, lost
   */
  state?: string | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Evidence
   */
  evidence?: string | null;
  /**
   * Value
   */
  value?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewNeed {
  /**
   * Title
   */
  title: string;
  /**
   * Account
   */
  account: number;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: open, proposed, served, lost
   */
  state?: string | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Evidence
   */
  evidence?: string | null;
  /**
   * Value
   */
  value?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NeedChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * State: open, proposed, served, lost
   */
  state?: string | null;
  /**
   * Families
   */
  families?: number[] | null;
  /**
   * Evidence
   */
  evidence?: string | null;
  /**
   * Value
   */
  value?: number | string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PromisePage {
  items: PromiseRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PromiseRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Promised by
   */
  promised_by?: number | null;
  /**
   * Due on
   */
  due_on?: string | null;
  /**
   * Kept on
   */
  kept_on?: string | null;
  /**
   * Standing: late, open, kept, kept_late
   */
  standing?: string | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPromise {
  /**
   * Title
   */
  title: string;
  /**
   * Account
   */
  account: number;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Promised by
   */
  promised_by?: number | null;
  /**
   * Due on
   */
  due_on: string;
  /**
   * Kept on
   */
  kept_on?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PromiseChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Promised by
   */
  promised_by?: number | null;
  /**
   * Due on
   */
  due_on?: string | null;
  /**
   * Kept on
   */
  kept_on?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface AccountPlanPage {
  items: AccountPlanRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface AccountPlanRow {
  id: number;
  version?: number | null;
  /**
   * Objective
   */
  objective?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * State: active, reached, dropped
   */
  state?: string | null;
  /**
   * In charge
   */
  in_charge?: number | null;
  /**
   * Review on
   */
  review_on?: string | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewAccountPlan {
  /**
   * Objective
   */
  objective: string;
  /**
   * Account
   */
  account: number;
  /**
   * State: active, reached, dropped
   */
  state?: string | null;
  /**
   * In charge
   */
  in_charge?: number | null;
  /**
   * Review on
   */
  review_on?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface AccountPlanChange {
  /**
   * Objective
   */
  objective?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * State: active, reached, dropped
   */
  state?: string | null;
  /**
   * In charge
   */
  in_charge?: number | null;
  /**
   * Review on
   */
  review_on?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface PlanStepPage {
  items: PlanStepRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PlanStepRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account plan
   */
  account_plan?: number | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Due on
   */
  due_on?: string | null;
  /**
   * Done on
   */
  done_on?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPlanStep {
  /**
   * Title
   */
  title: string;
  /**
   * Account plan
   */
  account_plan: number;
  /**
   * Due on
   */
  due_on?: string | null;
  /**
   * Done on
   */
  done_on?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PlanStepChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account plan
   */
  account_plan?: number | null;
  /**
   * Due on
   */
  due_on?: string | null;
  /**
   * Done on
   */
  done_on?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface AgreementPage {
  items: AgreementRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface AgreementRow {
  id: number;
  version?: number | null;
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Kind: framework, prices, supply, service, exclusive, other
   */
  kind?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewAgreement {
  /**
   * Title
   */
  title: string;
  /**
   * Account
   */
  account: number;
  /**
   * Kind: framework, prices, supply, service, exclusive, other
   */
  kind?: string | null;
  /**
   * Valid from
   */
  valid_from: string;
  /**
   * Valid to
   */
  valid_to?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface AgreementChange {
  /**
   * Title
   */
  title?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Kind: framework, prices, supply, service, exclusive, other
   */
  kind?: string | null;
  /**
   * Valid from
   */
  valid_from?: string | null;
  /**
   * Valid to
   */
  valid_to?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ContactPage {
  items: ContactRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ContactRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Given name
   */
  given_name?: string | null;
  /**
   * Family name
   */
  family_name?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Position
   */
  position?: string | null;
  /**
   * Role: decides, influences, uses, blocks
   */
  role?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Other email
   */
  other_email?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Mobile
   */
  mobile?: string | null;
  /**
   * Refuses: email, phone, message, post, visit
   */
  refuses?: string[] | null;
  /**
   * Doubts: phone, mobile
   */
  doubts?: string[] | null;
  /**
   * Note
   */
  note?: string | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewContact {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Given name
   */
  given_name?: string | null;
  /**
   * Family name
   */
  family_name?: string | null;
  /**
   * Account
   */
  account: number;
  /**
   * Position
   */
  position?: string | null;
  /**
   * Role: decides, influences, uses, blocks
   */
  role?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Other email
   */
  other_email?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Mobile
   */
  mobile?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ContactChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Given name
   */
  given_name?: string | null;
  /**
   * Family name
   */
  family_name?: string | null;
  /**
   * Account
   */
  account?: number | null;
  /**
   * Position
   */
  position?: string | null;
  /**
   * Role: decides, influences, uses, blocks
   */
  role?: string | null;
  /**
   * Language
   */
  language?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Other email
   */
  other_email?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Mobile
   */
  mobile?: string | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ContactLinkPage {
  items: ContactLinkRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ContactLinkRow {
  id: number;
  version?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Kind: reports_to, knows, stands_in
   */
  kind?: string | null;
  /**
   * Other
   */
  other?: number | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewContactLink {
  /**
   * Contact
   */
  contact: number;
  /**
   * Kind: reports_to, knows, stands_in
   */
  kind?: string | null;
  /**
   * Other
   */
  other: number;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ContactLinkChange {
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Kind: reports_to, knows, stands_in
   */
  kind?: string | null;
  /**
   * Other
   */
  other?: number | null;
  /**
   * Note
   */
  note?: string | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface ConsentPage {
  items: ConsentRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface ConsentRow {
  id: number;
  version?: number | null;
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Channel: email, phone, message, post, visit
   */
  channel?: string | null;
  /**
   * Answer: yes, no
   */
  answer?: string | null;
  /**
   * Basis: consent, contract, interest, law
   */
  basis?: string | null;
  /**
   * Said on
   */
  said_on?: string | null;
  /**
   * Source
   */
  source?: string | null;
  /**
   * Noted by
   */
  noted_by?: number | null;
  /**
   * Noted at
   */
  noted_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewConsent {
  /**
   * Contact
   */
  contact: number;
  /**
   * Channel: email, phone, message, post, visit
   */
  channel: string;
  /**
   * Answer: yes, no
   */
  answer: string;
  /**
   * Basis: consent, contract, interest, law
   */
  basis?: string | null;
  /**
   * Said on
   */
  said_on: string;
  /**
   * Source
   */
  source?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface ConsentChange {
  /**
   * Contact
   */
  contact?: number | null;
  /**
   * Channel: email, phone, message, post, visit
   */
  channel?: string | null;
  /**
   * Answer: yes, no
   */
  answer?: string | null;
  /**
   * Basis: consent, contract, interest, law
   */
  basis?: string | null;
  /**
   * Said on
   */
  said_on?: string | null;
  /**
   * Source
   */
  source?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PlanPage {
  items: PlanRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PlanRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Status
   */
  status?: string | null;
  /**
   * Effective from
   */
  effective_from?: string | null;
  /**
   * Effective to
   */
  effective_to?: string | null;
  /**
   * Territories
   */
  territories?: number | null;
  /**
   * Layer
   */
  layer?: number | null;
  /**
   * Created by
   */
  created_by?: number | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface AccountPage {
  items: AccountRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface AccountRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Code
   */
  code?: string | null;
  /**
   * Status: customer, prospect, closed
   */
  status?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Tax id
   */
  tax_id?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Postal code
   */
  postal_code?: string | null;
  /**
   * Place
   */
  place?: string | null;
  /**
   * Province
   */
  province?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Lon
   */
  lon?: string | null;
  /**
   * Lat
   */
  lat?: string | null;
  /**
   * Unit
   */
  unit?: number | null;
  /**
   * Placed by: coordinates, place, postal_code, geocoder, hand, nowhere
   */
  placed_by?: string | null;
  /**
   * Owner
   */
  owner?: number | null;
  /**
   * Visits per year
   */
  visits_per_year?: string | null;
  /**
   * Workload hours
   */
  workload_hours?: string | null;
  /**
   * Potential
   */
  potential?: string | null;
  /**
   * Sales
   */
  sales?: string | null;
  /**
   * Currency
   */
  currency?: string | null;
  /**
   * Parent
   */
  parent?: number | null;
  /**
   * Notes
   */
  notes?: string | null;
  /**
   * Doubts: tax_id, phone
   */
  doubts?: string[] | null;
  /**
   * Created at
   */
  created_at?: string | null;
  /**
   * Updated at
   */
  updated_at?: string | null;
  /**
   * Tags
   */
  tags?: number[] | null;
  /**
   * Contact name
   */
  contact_name?: string[] | null;
  /**
   * Contact position
   */
  contact_position?: string[] | null;
  /**
   * Contact email
   */
  contact_email?: string[] | null;
  /**
   * Contact phone
   */
  contact_phone?: string[] | null;
  /**
   * Territory
   */
  territory?: number | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewAccount {
  /**
   * Name
   */
  name: string;
  /**
   * Code
   */
  code?: string | null;
  /**
   * Status: customer, prospect, closed
   */
  status?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Tax id
   */
  tax_id?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Postal code
   */
  postal_code?: string | null;
  /**
   * Place
   */
  place?: string | null;
  /**
   * Province
   */
  province?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Lon
   */
  lon?: number | string | null;
  /**
   * Lat
   */
  lat?: number | string | null;
  /**
   * Visits per year
   */
  visits_per_year?: number | string | null;
  /**
   * Workload hours
   */
  workload_hours?: number | string | null;
  /**
   * Potential
   */
  potential?: number | string | null;
  /**
   * Parent
   */
  parent?: number | null;
  /**
   * Notes
   */
  notes?: string | null;
  /**
   * Tags
   */
  tags?: number[] | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface AccountChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Code
   */
  code?: string | null;
  /**
   * Status: customer, prospect, closed
   */
  status?: string | null;
  /**
   * Segment
   */
  segment?: string | null;
  /**
   * Tax id
   */
  tax_id?: string | null;
  /**
   * Phone
   */
  phone?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Website
   */
  website?: string | null;
  /**
   * Address
   */
  address?: string | null;
  /**
   * Postal code
   */
  postal_code?: string | null;
  /**
   * Place
   */
  place?: string | null;
  /**
   * Province
   */
  province?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Lon
   */
  lon?: number | string | null;
  /**
   * Lat
   */
  lat?: number | string | null;
  /**
   * Visits per year
   */
  visits_per_year?: number | string | null;
  /**
   * Workload hours
   */
  workload_hours?: number | string | null;
  /**
   * Potential
   */
  potential?: number | string | null;
  /**
   * Parent
   */
  parent?: number | null;
  /**
   * Notes
   */
  notes?: string | null;
  /**
   * Tags
   */
  tags?: number[] | null;
  custom?: {
    [k: string]: unknown;
  };
  version: number;
}
/* */
export interface LayerPage {
  items: LayerRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface LayerRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Code
   */
  code?: string | null;
  /**
   * Country
   */
  country?: string | null;
  /**
   * Level
   */
  level?: string | null;
  /**
   * Units
   */
  units?: number | null;
  /**
   * Source: pack, file, grid
   */
  source?: string | null;
  /**
   * Attribution
   */
  attribution?: string | null;
  /**
   * Is ready
   */
  is_ready?: boolean | null;
  /**
   * Created at
   */
  created_at?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PersonPage {
  items: PersonRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface PersonRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Manager
   */
  manager?: number | null;
  /**
   * Home place
   */
  home_place?: string | null;
  /**
   * Capacity hours
   */
  capacity_hours?: string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface NewPerson {
  /**
   * Name
   */
  name: string;
  /**
   * Email
   */
  email: string;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Manager
   */
  manager?: number | null;
  /**
   * Home place
   */
  home_place?: string | null;
  /**
   * Capacity hours
   */
  capacity_hours?: number | string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface PersonChange {
  /**
   * Name
   */
  name?: string | null;
  /**
   * Email
   */
  email?: string | null;
  /**
   * Role: administrator, sales_operations, territory_manager, representative, service_agent, read_only
   */
  role?: string | null;
  /**
   * Manager
   */
  manager?: number | null;
  /**
   * Home place
   */
  home_place?: string | null;
  /**
   * Capacity hours
   */
  capacity_hours?: number | string | null;
  /**
   * Is active
   */
  is_active?: boolean | null;
  custom?: {
    [k: string]: unknown;
  };
}
/* */
export interface TerritoryPage {
  items: TerritoryRow[];
  next?: string | null;
  previous?: string | null;
}
/* */
export interface TerritoryRow {
  id: number;
  version?: number | null;
  /**
   * Name
   */
  name?: string | null;
  /**
   * Code
   */
  code?: string | null;
  custom?: {
    [k: string]: unknown;
  };
}
/**
 * Why a request was refused: a code for programs, a sentence for people.
 */
export interface Problem {
  code: string;
  message: string;
  fields?: {
    [k: string]: string;
  } | null;
}
