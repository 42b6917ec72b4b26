/* Without a network the kept page answers. Only somebody who chose to keep a copy on this device has this. */
const STORE = "kept", PAGE = "/kept/", NUMBERS = "/numbers/";
const AWAY = [502, 503, 504]; /* a server in front of ours speaks, ours does not */
const kept = (what) => caches.open(STORE).then((store) => store.match(what));

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const asked = event.request, place = new URL(asked.url);
  /* What is sent is never touched: a form that fails stays a form that can be sent again. */
  if (asked.method !== "GET" || place.origin !== location.origin) return;
  if (asked.mode === "navigate") event.respondWith(answerTo(asked, place.pathname));
  else if (place.pathname.startsWith("/static/")) event.respondWith(last(asked, asked));
});

function answerTo(asked, path) {
  if (path === PAGE) return first(asked);
  /* Whoever looks for somebody to call finds them, whether or not the code is at hand. */
  return last(asked, path.startsWith(NUMBERS) ? NUMBERS : PAGE);
}

async function first(asked) {
  return (await kept(PAGE)) || fetch(asked);
}

async function last(asked, instead = PAGE) {
  try {
    const answer = await fetch(asked);
    return (AWAY.includes(answer.status) && (await either(asked, instead))) || answer;
  } catch {
    return (await either(asked, instead)) || Response.error();
  }
}

/* A copy from before the numbers were kept has only the page. */
async function either(asked, instead) {
  return (await kept(instead)) || (asked.mode === "navigate" ? kept(PAGE) : undefined);
}
