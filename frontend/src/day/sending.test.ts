import { expect, test } from "vitest";
import type { Item, Store } from "./outbox.ts";
import { flush, type Reply, read } from "./sending.ts";

class Memory implements Store {
  items: Item[] = [];
  async add(item: Item) {
    this.items.push({ ...item, id: this.items.length + 1 });
  }
  async all() {
    return [...this.items];
  }
  async change(item: Item) {
    this.items = this.items.map((one) => (one.id === item.id ? item : one));
  }
  async remove(id: number) {
    this.items = this.items.filter((one) => one.id !== id);
  }
}

const note = (key: string, person = "7"): Item => ({
  key,
  person,
  visit: 1,
  name: "Bar",
  kind: "report",
  said_at: "2026-03-02T09:00:00Z",
  body: { text: key },
  state: "waiting",
});
const taken: Reply = { kind: "taken", conflict: false, clockOff: 0 };

async function filled(...keys: string[]): Promise<Memory> {
  const store = new Memory();
  for (const key of keys) await store.add(note(key));
  return store;
}

test("what waits is sent in the order in which it was noted", async () => {
  const store = await filled("a", "b", "c");
  const seen: string[] = [];
  const round = await flush(store, "7", async (item) => {
    seen.push(item.key);
    return taken;
  });
  expect(seen).toEqual(["a", "b", "c"]);
  expect([round.sent, round.left, store.items.length]).toEqual([3, 0, 0]);
});

test("without the server nothing is lost, and nothing overtakes", async () => {
  const store = await filled("a", "b");
  const round = await flush(store, "7", async (item) =>
    item.key === "a" ? { kind: "later" } : taken,
  );
  expect([round.sent, round.left]).toEqual([0, 2]);
  expect(store.items.map((one) => one.key)).toEqual(["a", "b"]);
});

test("what the server refuses stays with its reason; the rest goes on", async () => {
  const store = await filled("a", "b");
  const refused: Reply = { kind: "refused", message: "gone" };
  const round = await flush(store, "7", async (item) => (item.key === "a" ? refused : taken));
  expect([round.sent, round.refused, round.left]).toEqual([1, 1, 0]);
  expect(store.items).toMatchObject([{ key: "a", state: "refused", message: "gone" }]);
});

test("another person's words are never sent", async () => {
  const store = await filled("a");
  const round = await flush(store, "8", async () => taken);
  expect([round.sent, store.items.length]).toEqual([0, 1]);
});

test("replies are read so that only a real refusal stops sending", async () => {
  const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  expect(await read(null)).toEqual({ kind: "later" });
  expect(await read(json(503, {}))).toEqual({ kind: "later" });
  expect(await read(json(409, { message: "busy" }))).toEqual({ kind: "later" });
  expect(await read(json(401, {}))).toEqual({ kind: "login" });
  expect(await read(new Response("<html>portal</html>"))).toEqual({ kind: "later" });
  expect(await read(json(404, { message: "gone" }))).toEqual({ kind: "refused", message: "gone" });
  const clash = await read(json(200, { state: "conflict", clock_off: 600 }));
  expect(clash).toEqual({ kind: "taken", conflict: true, clockOff: 600 });
});
