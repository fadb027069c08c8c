/** What was noted on this phone and is not sent yet: kept in IndexedDB, in order, through crashes. */

export type Kind = "check_in" | "report" | "cancel" | "photo";

/** One thing noted. `id` counts up and gives the order; `key` tells the server that it is the same. */
export interface Item {
  id?: number;
  key: string;
  person: string;
  visit: number;
  name: string;
  kind: Kind;
  said_at: string;
  body: Record<string, string | number>;
  photo?: Blob;
  state: "waiting" | "refused";
  message?: string;
}

/** Where items are kept; the tests keep them in memory. */
export interface Store {
  add(item: Item): Promise<void>;
  all(): Promise<Item[]>;
  change(item: Item): Promise<void>;
  remove(id: number): Promise<void>;
}

/** What was typed and not saved yet, of one visit. */
export interface Draft {
  visit: string;
  fields: Record<string, string>;
}

const NAME = "comarca-day";

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
      asked.result.createObjectStore("drafts", { keyPath: "visit" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onblocked = () => failed(new Error("blocked"));
  });
}

/** Keeps items and drafts in the browser; done only when they are on the disk. */
export class Kept implements Store {
  private constructor(readonly db: IDBDatabase) {}

  /** Opens the store; null where this browser keeps nothing (a private window, say). */
  static async open(): Promise<Kept | null> {
    try {
      return new Kept(await opened());
    } catch {
      return null;
    }
  }

  #write(stores: string[], act: (tx: IDBTransaction) => void): Promise<void> {
    return new Promise((done, failed) => {
      // Strict: the words are on the disk before anybody is told that they are kept.
      const tx = this.db.transaction(stores, "readwrite", { durability: "strict" });
      tx.oncomplete = () => done();
      tx.onabort = () => failed(tx.error);
      tx.onerror = () => failed(tx.error);
      act(tx);
    });
  }

  #read<T>(store: string): Promise<T[]> {
    return new Promise((done, failed) => {
      const asked = this.db.transaction(store).objectStore(store).getAll();
      asked.onsuccess = () => done(asked.result as T[]);
      asked.onerror = () => failed(asked.error);
    });
  }

  /** Adds one thing that was noted. */
  add(item: Item): Promise<void> {
    return this.addAll([item], "");
  }

  /** Adds things noted together, all or none, and drops the draft that they come from. */
  addAll(items: Item[], draft: string): Promise<void> {
    return this.#write(["outbox", "drafts"], (tx) => {
      for (const item of items) tx.objectStore("outbox").add(item);
      if (draft) tx.objectStore("drafts").delete(draft);
    });
  }

  all(): Promise<Item[]> {
    return this.#read<Item>("outbox");
  }

  change(item: Item): Promise<void> {
    return this.#write(["outbox"], (tx) => tx.objectStore("outbox").put(item));
  }

  remove(id: number): Promise<void> {
    return this.#write(["outbox"], (tx) => tx.objectStore("outbox").delete(id));
  }

  drafts(): Promise<Draft[]> {
    return this.#read<Draft>("drafts");
  }

  saveDraft(draft: Draft): Promise<void> {
    const empty = Object.values(draft.fields).every((value) => value === "");
    return this.#write(["drafts"], (tx) => {
      const drafts = tx.objectStore("drafts");
      if (empty) drafts.delete(draft.visit);
      else drafts.put(draft);
    });
  }
}
