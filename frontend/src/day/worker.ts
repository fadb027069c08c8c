/** Keeps the day on the phone: the newest page where there is a signal, else the last one seen. */
interface Waits extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetches extends Waits {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Tells extends Waits {
  data: { keep?: string[]; forget?: boolean };
}
interface Scope {
  addEventListener(kind: "install" | "activate", act: (event: Waits) => void): void;
  addEventListener(kind: "fetch", act: (event: Fetches) => void): void;
  addEventListener(kind: "message", act: (event: Tells) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

(() => {
  const scope = self as unknown as Scope;
  const CACHE = "comarca-day-1";
  const PATIENCE = 4000; // milliseconds before a page that was kept stands in for the network
  const DAY = "/visits/day/";

  const isPage = (url: URL) => url.pathname === DAY;
  const isList = (url: URL) => url.pathname === `${DAY}products.json`;
  const isKept = (url: URL) =>
    url.pathname.startsWith("/static/") ||
    url.pathname.startsWith("/geo/tiles/base/") ||
    url.pathname === `${DAY}app.webmanifest`;

  async function fresh(request: Request | string): Promise<Response> {
    const answer = await fetch(request);
    // A redirected answer is the log-in: never kept in place of the day.
    if (answer.ok && !answer.redirected) {
      await (await caches.open(CACHE)).put(request, answer.clone());
    }
    return answer;
  }

  async function lastSeen(url: URL): Promise<Response | undefined> {
    const cache = await caches.open(CACHE);
    if (!url.searchParams.has("on")) {
      const now = new Date();
      const two = (n: number) => String(n).padStart(2, "0");
      const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
      const own = await cache.match(`${DAY}?on=${today}`);
      if (own) return own;
    }
    return (await cache.match(url.href)) ?? cache.match(DAY);
  }

  async function page(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const slow = new Promise<Response | undefined>((done) =>
      setTimeout(() => done(undefined), PATIENCE),
    );
    const answer = await Promise.race([fresh(request).catch(() => undefined), slow]);
    if (answer && answer.status < 500) return answer;
    return (await lastSeen(url)) ?? answer ?? fetch(request);
  }

  async function kept(request: Request): Promise<Response> {
    const cache = await caches.open(CACHE);
    return (await cache.match(request)) ?? fresh(request);
  }

  /** The newest list where there is a signal, else the one that was kept. */
  async function list(request: Request): Promise<Response> {
    const known = await (await caches.open(CACHE)).match(request);
    return (await fresh(request).catch(() => known)) ?? Response.error();
  }

  async function keep(urls: string[]): Promise<void> {
    const cache = await caches.open(CACHE);
    for (const url of urls) {
      const lives = isPage(new URL(url)) || isList(new URL(url));
      const known = !lives && (await cache.match(url));
      if (!known) await fresh(url).catch(() => undefined);
    }
  }

  scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
  scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
  scope.addEventListener("message", (event) => {
    if (event.data.keep) event.waitUntil(keep(event.data.keep));
    if (event.data.forget) event.waitUntil(caches.delete(CACHE));
  });
  scope.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== location.origin) return;
    if (isPage(url)) event.respondWith(page(event.request));
    else if (isList(url)) event.respondWith(list(event.request));
    else if (isKept(url)) event.respondWith(kept(event.request));
  });
})();
