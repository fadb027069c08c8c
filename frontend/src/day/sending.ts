/** Sends what waits, in order and once: nothing leaves the phone before the server has it. */
import type { Item, Store } from "./outbox.ts";

/** What the server said of one thing. */
export type Reply =
  | { kind: "taken"; conflict: boolean; clockOff: number }
  | { kind: "later" }
  | { kind: "login" }
  | { kind: "refused"; message: string };

export type Post = (item: Item) => Promise<Reply>;

/** What became of a round of sending. */
export interface Round {
  sent: number;
  conflicts: number;
  refused: number;
  left: number;
  needsLogin: boolean;
  clockOff: number;
}

/** Sends a person's items one after the other; stops where the server cannot be reached. */
export async function flush(store: Store, person: string, post: Post): Promise<Round> {
  const round: Round = {
    sent: 0,
    conflicts: 0,
    refused: 0,
    left: 0,
    needsLogin: false,
    clockOff: 0,
  };
  const mine = (await store.all()).filter((one) => one.person === person);
  const waiting = mine.filter((one) => one.state === "waiting");
  for (const item of waiting) {
    const reply = await post(item);
    if (reply.kind === "later" || reply.kind === "login") {
      round.needsLogin = reply.kind === "login";
      break;
    }
    if (reply.kind === "refused") {
      await store.change({ ...item, state: "refused", message: reply.message });
      round.refused += 1;
      continue;
    }
    await store.remove(item.id as number);
    round.sent += 1;
    round.conflicts += reply.conflict ? 1 : 0;
    round.clockOff = reply.clockOff || round.clockOff;
  }
  round.left = waiting.length - round.sent - round.refused;
  return round;
}

/** Reads a reply: what is the server's fault or the road's is sent again, never thrown away. */
export async function read(answer: Response | null): Promise<Reply> {
  if (!answer || answer.status >= 500 || [408, 409, 425, 429].includes(answer.status)) {
    return { kind: "later" };
  }
  if (answer.redirected || answer.status === 401) return { kind: "login" };
  const body = await answer.json().catch(() => null);
  if (answer.ok && body?.state) {
    return { kind: "taken", conflict: body.state === "conflict", clockOff: body.clock_off ?? 0 };
  }
  // A page in place of an answer: a hotel's portal between us and the server.
  if (answer.ok || body === null) return { kind: "later" };
  return { kind: "refused", message: body.message ?? String(answer.status) };
}

/** The token against forged requests: the cookie's, for it changes when one logs in again. */
function token(): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/** Posts one item; `X-Sent-At` lets the server see by how much this phone's clock is wrong. */
export async function post(item: Item): Promise<Reply> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "X-CSRFToken": token(),
    "X-Sent-At": new Date().toISOString(),
  };
  let body: BodyInit;
  if (item.photo) {
    const form = new FormData();
    form.set("key", item.key);
    form.set("said_at", item.said_at);
    form.set("file", item.photo, "photo.jpg");
    body = form;
  } else {
    headers["Content-Type"] = "application/json";
    // Its own key makes it count once. An `Idempotency-Key` would be answered with 409 for two
    // minutes after a server that died while it was at it.
    body = JSON.stringify({
      key: item.key,
      kind: item.kind,
      said_at: item.said_at,
      ...item.body,
    });
  }
  const path = item.photo ? "photos" : "entries";
  const asked = fetch(`/api/visits/${item.visit}/${path}`, { method: "POST", headers, body });
  return read(await asked.catch(() => null));
}
