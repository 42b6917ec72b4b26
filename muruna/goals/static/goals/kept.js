/* Opens the copy that somebody keeps on this device, with their code, and covers it again. */
(() => {
  "use strict";
  const STORE = "kept", SEALED = "/kept/sealed", LOCK_MINUTES = 5;
  const $ = (query) => document.querySelector(query);
  const form = $("[data-open]"), words = $("[data-words]"), state = $("[data-state]"), code = $("#code");
  const says = form.dataset;
  let tries = 0, timer;

  /* Leaving: blank first; told to the server, and to our other tabs (ui/app.js), only where there is a server. */
  const exit = $("[data-leave]"), isServed = location.protocol.startsWith("http");
  const tabs = isServed && window.BroadcastChannel ? new BroadcastChannel("tabs") : {};
  tabs.onmessage = ({ data }) => { if (data === 0) leave(null, true); };
  function leave(event, isTold) {
    if (event) event.preventDefault();
    document.documentElement.classList.add("blank");
    document.title = "";
    words.replaceChildren();
    if (isServed && !isTold) {
      /* What we tell may never arrive: the mark ends the session with the next thing this browser asks of the server. */
      document.cookie = `${location.protocol === "https:" ? "__Host-x=1; secure" : "x=1"}; path=/; samesite=lax`;
      tabs.postMessage?.(0);
      navigator.sendBeacon(exit.action, new URLSearchParams());
    }
    location.replace(exit.dataset.leave);
  }
  exit.addEventListener("submit", leave);
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (!event.repeat) shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (shifts.length >= 3) leave();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) cover(); });

  async function copy() {
    if (document.body.dataset.sealed) return JSON.parse(document.body.dataset.sealed);
    const found = window.caches && await (await caches.has(STORE) ? (await caches.open(STORE)).match(SEALED) : null);
    return found ? found.json() : null;
  }

  function piece([text, dial, isNumber]) {
    if (!dial && !isNumber) return text;
    const number = Object.assign(document.createElement("bdi"), { dir: "ltr", className: "digits", textContent: text });
    if (!dial) return number;
    const link = Object.assign(document.createElement("a"), { href: `tel:${dial}`, className: "dial" });
    link.append(number);
    return link;
  }

  function show(parts) {
    for (const part of parts) {
      if (part.note) {
        words.prepend(Object.assign(document.createElement("p"), { className: "help", textContent: part.note }));
        continue;
      }
      const title = Object.assign(document.createElement("h2"), { textContent: part.title });
      const list = Object.assign(document.createElement("ul"), { className: "plan-lines" });
      for (const line of part.lines) {
        const item = Object.assign(document.createElement("li"), { dir: "auto" });
        item.append(...line.map(piece));
        list.append(item);
      }
      const section = Object.assign(document.createElement("section"), { className: "plan-part" });
      section.append(title, list);
      words.append(section);
    }
    form.hidden = true;
    $("[data-cover]").hidden = false;
    words.focus();
    stay();
  }

  function cover() {
    clearTimeout(timer);
    words.replaceChildren();
    form.reset();
    form.hidden = false;
    state.textContent = "";
    $("[data-cover]").hidden = true;
  }

  function stay() {
    clearTimeout(timer);
    if (words.firstChild) timer = setTimeout(cover, LOCK_MINUTES * 60000);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.busy || !code.value) return;
    form.busy = true;
    state.textContent = says.working;
    /* A hand that tries codes is slowed down; nothing is ever erased for it: it may be the owner's, and trembling. */
    if (tries > 4) await new Promise((go) => setTimeout(go, Math.min(30, 2 ** (tries - 4)) * 1000));
    try {
      const parts = await Capsule.open(code.value, await copy());
      tries = 0;
      state.textContent = "";
      show(parts);
    } catch {
      tries += 1;
      state.textContent = says.wrong;
      code.select();
    }
    form.busy = false;
  });
  $("[data-cover]").addEventListener("click", cover);
  for (const sign of ["keydown", "pointerdown", "scroll"]) addEventListener(sign, stay, { passive: true });

  /* Also for somebody who cannot come in any more. A saved file is deleted as any file. */
  const away = $("[data-away]");
  away.addEventListener("click", async () => {
    cover();
    await caches.delete(STORE);
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    await fetch("/kept/", { method: "POST", headers: { "X-Fragment": "1" } }).catch(() => {});
    form.hidden = $("[data-away-part]").hidden = true;
    state.textContent = away.dataset.gone;
  });

  (async () => {
    const isThere = Capsule.works() && await copy();
    $("[data-nothing]").hidden = Boolean(isThere);
    form.hidden = !isThere;
    $("[data-away-part]").hidden = !isThere || Boolean(document.body.dataset.sealed);
  })();
})();
