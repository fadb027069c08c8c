/** My day: notes what happens at each stop on this phone first, and sends it when it can. */
import "../styles/day.css";
import { restoreDrafts, saveDrafts } from "./drafts.ts";
import { keepDay, refresh } from "./keeping.ts";
import { noteForms } from "./noting.ts";
import { Kept } from "./outbox.ts";
import { settings } from "./page.ts";
import { offerNavigation, offerPlaces } from "./places.ts";
import { chooseProducts } from "./products.ts";
import { flush, post } from "./sending.ts";
import { Status } from "./status.ts";

const AGAIN = 20_000; // milliseconds between attempts while something waits

async function start(): Promise<void> {
  offerNavigation();
  offerPlaces();
  openMap();
  const { person, texts } = settings();
  chooseProducts(texts);
  const store = await Kept.open();
  if (!store) {
    Status.say(texts.no_store ?? "");
    return;
  }
  const status = new Status(store, person, texts);
  let timer = 0;

  /** Sends what waits; two windows of one phone never send at once. */
  const send = async (): Promise<void> => {
    clearTimeout(timer);
    await navigator.locks.request("comarca-outbox", async () => {
      const round = await flush(store, person, post);
      await status.show(round);
      if (round.sent) await refresh();
      await status.overlay();
      if (round.left) timer = window.setTimeout(() => void send(), AGAIN);
    });
  };
  status.onSend = () => void send();
  noteForms(store, person, async () => {
    await status.overlay();
    await status.show();
    void send();
  });
  saveDrafts(store, person);
  await restoreDrafts(store, person);
  await status.overlay();
  await status.show();
  addEventListener("online", () => void send());
  addEventListener("offline", () => void status.show());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void send();
  });
  void keepDay(texts);
  await send();
}

/** The map is large: it comes when somebody opens it, and is then kept for the day. */
function openMap(): void {
  document.addEventListener(
    "toggle",
    (event) => {
      const box = event.target as HTMLDetailsElement;
      if (box.id !== "route" || !box.open || box.dataset.drawn) return;
      box.dataset.drawn = "yes";
      void import("./route-map.ts").then(({ draw }) => draw(box));
    },
    true,
  );
}

void start();
