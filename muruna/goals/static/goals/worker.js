/* Without a network the kept page answers. Only somebody who chose to keep a copy on this device has this. */
const STORE = "kept", PAGE = "/kept/";
const AWAY = [502, 503, 504]; /* a server in front of ours speaks, ours does not */
const kept = (what) => caches.open(STORE).then((store) => store.match(what));

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const asked = event.request, place = new URL(asked.url);
  /* What is sent is never touched: a form that fails stays a form that can be sent again. */
  if (asked.method !== "GET" || place.origin !== location.origin) return;
  if (asked.mode === "navigate") event.respondWith(place.pathname === PAGE ? first(asked) : last(asked));
  else if (place.pathname.startsWith("/static/")) event.respondWith(last(asked, asked));
});

async function first(asked) {
  return (await kept(PAGE)) || fetch(asked);
}

async function last(asked, instead = PAGE) {
  try {
    const answer = await fetch(asked);
    return (AWAY.includes(answer.status) && (await kept(instead))) || answer;
  } catch {
    return (await kept(instead)) || Response.error();
  }
}
