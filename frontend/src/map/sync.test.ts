import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Board } from "./board.ts";
import { fourInARow, NOTHING_ELSE, twoTerritories } from "./fixture.ts";
import { Ledger } from "./ledger.ts";
import { Sync } from "./sync.ts";

type Reply = { status: number; body: object } | "down";
let replies: Reply[] = [];
let asked: { path: string; body: unknown }[] = [];

beforeEach(() => {
  replies = [];
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal("document", { body: { getAttribute: () => "{}" }, cookie: "", hidden: false });
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    asked.push({ path, body: request.body && JSON.parse(String(request.body)) });
    const reply = replies.shift() ?? "down";
    if (reply === "down") throw new TypeError("no network");
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(insist = true): Sync {
  const board = new Board(new Ledger(fourInARow(), twoTerritories()));
  return new Sync(board, 1, 7, async () => insist);
}

it("saves an edit against the version it was made on", async () => {
  const sync = open();
  replies = [{ status: 200, body: { version: 8 } }];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked[0]!.body).toEqual({ base_version: 7, moves: [[102, 1, 2]] });
  expect(sync.version).toBe(8);
  expect(sync.board.pending).toEqual([]);
});

it("keeps an edit while the network is away and sends it later", async () => {
  const sync = open();
  const states: string[] = [];
  sync.saving.on((state) => states.push(state));
  replies = ["down", { status: 200, body: { version: 8 } }];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(100);
  expect(states.at(-1)).toBe("waiting");
  expect(sync.board.ledger.territoryOf(1)).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(states.at(-1)).toBe("saved");
  expect(sync.board.pending).toEqual([]);
});

const moved = {
  version: 8,
  by: null,
  at: "",
  kind: "move",
  moves: [[102, 1, null]],
  ...NOTHING_ELSE,
};
const refusal = {
  status: 409,
  body: {
    version: 8,
    conflicts: [{ unit: 102, name: "B", expected: 1, actual: null, by: "Ana", at: null }],
  },
};

it("asks about a conflict and goes on with mine when the person insists", async () => {
  const sync = open(true);
  const changes = { status: 200, body: { version: 8, changes: [moved] } };
  replies = [refusal, changes, { status: 200, body: { version: 9 } }];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked[2]!.body).toEqual({ base_version: 8, moves: [[102, null, 2]] });
  expect(sync.board.ledger.territoryOf(1)).toBe(2);
});

it("gives way in a conflict without losing the other person's change", async () => {
  const sync = open(false);
  replies = [refusal, { status: 200, body: { version: 8, changes: [moved] } }];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(10);
  expect(sync.board.ledger.territoryOf(1)).toBeNull();
  expect(sync.board.pending).toEqual([]);
});

it("takes back an edit the server refuses, and says why", async () => {
  const sync = open();
  const said: string[] = [];
  sync.refused.on((why) => said.push(why));
  replies = [
    { status: 409, body: { version: 7, message: "The plan is in force." } },
    { status: 200, body: { version: 7, changes: [] } },
  ];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(10);
  expect(said).toEqual(["The plan is in force."]);
  expect(sync.board.ledger.territoryOf(1)).toBe(1);
});

it("keeps the edit of somebody who was logged out, and says so once", async () => {
  const sync = open();
  let told = 0;
  sync.loggedOut.on(() => {
    told += 1;
  });
  const out = { status: 401, body: {} };
  replies = [out, out, { status: 200, body: { version: 8 } }];
  sync.edit([1], 2);
  await vi.advanceTimersByTimeAsync(3000);
  expect(told).toBe(1);
  expect(sync.board.pending.length).toBe(1);
  await vi.advanceTimersByTimeAsync(9000);
  expect(sync.board.pending).toEqual([]);
});

it("shows a lock somebody else put, and asks for the page again after a subdivision", async () => {
  const sync = open();
  let stale = 0;
  sync.stale.on(() => stale++);
  const lock = { ...moved, kind: "lock", moves: [], locks: [[101, true]] };
  replies = [
    { status: 200, body: { units: 1, version: 8 } },
    { status: 200, body: { version: 8, changes: [lock] } },
    { status: 200, body: { units: 0, version: 9 } },
    { status: 200, body: { version: 9, changes: [{ ...moved, moves: [], subdivided: true }] } },
  ];
  expect(await sync.lock([101], true)).toBe(true);
  expect([...sync.board.ledger.locked]).toEqual([1, 0, 0, 0]);
  expect(stale).toBe(0);
  await sync.lock([101], false);
  expect(stale).toBe(1);
});
