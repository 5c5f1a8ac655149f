// The door's service worker: hands out the page and what it loads from what was kept, when the network does not answer. It sees nothing else: its
// scope is /door, and what the page asks of the service is not touched.
type Waiting = Event & { waitUntil(what: Promise<unknown>): void };
type Fetching = Waiting & { request: Request; respondWith(what: Promise<Response>): void };
const worker = self as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: string, heard: (event: never) => void): void;
};

const kept = "door";
const patience = 4_000;
/** The device is no door any more: nothing is kept, also of the page that says so. */
let isOver = false;

worker.addEventListener("install", (event: Waiting) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event: Waiting) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event: Fetching) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate" && url.pathname !== "/door") return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const page = request.mode === "navigate";
  try {
    const fresh = await within(fetch(request));
    if (page && fresh.ok) isOver = !fresh.headers.has("x-door");
    if (isOver) await caches.delete(kept);
    // Only the page of a paired door: one that says to pair this device would take its place.
    else if (fresh.ok && (!page || fresh.headers.get("x-door") === "paired")) await (await caches.open(kept)).put(page ? "/door" : request, fresh.clone());
    return fresh;
  } catch (none) {
    const old = await caches.match(page ? "/door" : request);
    if (old) return old;
    throw none;
  }
}

function within(asked: Promise<Response>): Promise<Response> {
  return Promise.race([asked, new Promise<never>((_, late) => setTimeout(() => late(new Error("No answer came in time.")), patience))]);
}

export {};
