import { call, LoggedOut, Refused } from "./api.ts";
import type { Board, Pending } from "./board.ts";
import { Signal } from "./signal.ts";
import type { Change, Conflict, Refusal } from "./types.ts";

export type Saving = "saved" | "saving" | "waiting";

const EVERY = 4000;
const PATIENCE = 30_000;

interface Answer {
  version: number;
  changes?: Change[];
}

/** Sends the edits made here one by one, and brings in those of other people. */
export class Sync {
  readonly looksDifferent = new Signal<number[]>();
  readonly saving = new Signal<Saving>();
  readonly refused = new Signal<string>();
  /** The person has been logged out while edits may wait here. */
  readonly loggedOut = new Signal();
  /** Somebody made a territory or subdivided a unit: the page must be read again. */
  readonly stale = new Signal();
  #busy = false;
  #delay = 1000;
  #isStale = false;
  #isOut = false;
  readonly #path: string;

  constructor(
    readonly board: Board,
    plan: number,
    public version: number,
    /** Asks the person whether their edit goes on over the others' (true) or gives way. */
    readonly insist: (conflicts: Conflict[], edit: Pending) => Promise<boolean>,
  ) {
    this.#path = `territories/plans/${plan}`;
  }

  /** Look for other people's changes from now on, and never let edits leave unsaved. */
  start(): void {
    setInterval(() => this.#poll(), EVERY);
    addEventListener("online", () => this.#send());
    addEventListener("beforeunload", (event) => {
      if (this.board.pending.length) event.preventDefault();
    });
  }

  /** Move units to a territory: here at once, on the server as soon as it answers. */
  edit(units: Iterable<number>, to: number | null): number {
    const moves = this.board.edit(units, to);
    if (!moves.length) return 0;
    const { indexOf } = this.board.ledger;
    this.looksDifferent.emit(moves.map(([id]) => indexOf.get(id)!));
    this.#send();
    return moves.length;
  }

  /** Hold units where they are, or let them go; a step like any other, which undo takes back. */
  async lock(units: readonly number[], locked: boolean): Promise<boolean | null> {
    if (this.#busy || this.board.pending.length) return null;
    let done = false;
    await this.#alone(async () => {
      await call(`${this.#path}/locks`, { units, locked });
      await this.#catchUp();
      done = true;
    });
    return done;
  }

  /** Take back (or do again) this person's own last edit. */
  async step(which: "undo" | "redo"): Promise<void> {
    const waiting = this.board.pending.at(-1);
    if (waiting && which === "undo" && !waiting.sending) {
      this.looksDifferent.emit(this.board.drop(waiting));
      this.#tell();
      return;
    }
    if (this.#busy || waiting) return;
    await this.#alone(async () => {
      await call<Answer>(`${this.#path}/${which}`, { base_version: this.version });
      await this.#catchUp();
    });
  }

  async #poll(): Promise<void> {
    if (document.hidden || this.#busy) return;
    if (this.board.pending.length) return this.#send();
    await this.#alone(() => this.#catchUp());
  }

  async #send(): Promise<void> {
    if (this.#busy) return;
    await this.#alone(async () => {
      for (let edit = this.board.pending[0]; edit; edit = this.board.pending[0]) {
        this.saving.emit("saving");
        await this.#sendOne(edit);
      }
    });
  }

  async #sendOne(edit: Pending): Promise<void> {
    edit.sending = true;
    try {
      const body = { base_version: this.version, moves: edit.moves };
      const answer = await call<Answer>(`${this.#path}/edits`, body);
      this.board.confirm(edit);
      if (answer.version === this.version + 1) this.version = answer.version;
      else await this.#catchUp();
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      await this.#settle(edit, problem.body, problem.message);
    } finally {
      edit.sending = false;
    }
  }

  async #settle(edit: Pending, refusal: Refusal, why: string): Promise<void> {
    await this.#catchUp();
    const conflicts = refusal.conflicts ?? [];
    if (!conflicts.length) {
      this.looksDifferent.emit(this.board.drop(edit));
      this.refused.emit(why);
      return;
    }
    const wanted = new Map(edit.moves.map(([id, , to]) => [id, to]));
    const real = conflicts.filter((one) => wanted.get(one.unit) !== one.actual);
    const mine = real.length > 0 && (await this.insist(real, edit));
    this.looksDifferent.emit(this.board.settle(edit, conflicts, mine));
  }

  /** Fetch what changed since the version this page knows. */
  async #catchUp(): Promise<void> {
    const answer = await call<Required<Answer>>(`${this.#path}/changes?since=${this.version}`);
    this.#isStale ||= !this.board.knows(answer.changes);
    const changed = this.board.receive(answer.changes);
    this.version = answer.version;
    if (changed.length) this.looksDifferent.emit(changed);
  }

  /** Do one thing with the server at a time; a server out of reach is asked again later. */
  async #alone(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await work();
      this.#delay = 1000;
      this.#isOut = false;
      this.#tell();
    } catch (problem) {
      if (problem instanceof Refused) {
        this.refused.emit(problem.message);
        this.#tell();
      } else {
        this.saving.emit("waiting");
        if (problem instanceof LoggedOut && !this.#isOut) this.loggedOut.emit();
        this.#isOut = problem instanceof LoggedOut;
        this.#delay = Math.min(this.#delay * 2, PATIENCE);
        setTimeout(() => this.#poll(), this.#delay);
      }
    } finally {
      this.#busy = false;
    }
  }

  #tell(): void {
    if (this.#isStale && !this.board.pending.length) this.stale.emit();
    this.saving.emit(this.board.pending.length ? "waiting" : "saved");
  }
}
