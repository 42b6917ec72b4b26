/* Small comforts. Every page works without this file; nothing is stored on the device but that one has left. */
(() => {
  "use strict";
  const $ = (q, from = document) => from.querySelector(q);
  const $$ = (q, from = document) => [...from.querySelectorAll(q)];
  const root = document.documentElement, words = document.body.dataset;
  const QUIET = 1200, LATER = 6000; // ms
  const UNWRITTEN = new Set(["key", "of", "for", "csrfmiddlewaretoken", "in-words", "in-secret"]);

  /* Leave now: blank first, then tell the server, then go; the neutral page takes this page's place.
     What we tell may never arrive: the mark ends the session with the next thing this browser asks of us.
     Our other tabs hear it and go too. */
  const exit = $("form[data-exit]");
  const tabs = window.BroadcastChannel ? new BroadcastChannel("tabs") : {};
  let gone = false;
  function leave(event, isTold) {
    event?.preventDefault();
    if (gone) return;
    gone = true;
    root.classList.add("blank");
    document.title = "";
    document.body.replaceChildren();
    if (!isTold) {
      document.cookie = `${location.protocol === "https:" ? "__Host-x=1; secure" : "x=1"}; path=/; samesite=lax`;
      tabs.postMessage?.(0);
      navigator.sendBeacon?.(exit.action) || fetch(exit.action, { method: "POST", keepalive: true }).catch(() => {});
    }
    location.replace(exit.dataset.exit);
  }
  exit.addEventListener("submit", leave);
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (shifts.length >= 3) leave();
  });
  /* A page that the browser kept in memory may be seen by someone else: ask for it anew. */
  function anew() { root.classList.add("blank"); location.reload(); }
  addEventListener("pageshow", (event) => { if (event.persisted) anew(); });

  /* Said by screen readers. */
  const region = $("#announce");
  function announce(sentence) {
    if (!region || !sentence) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = sentence; }, 50);
  }

  /* What is drawn anew keeps the focus. */
  function swap(place, content) {
    const stops = () => $$("a, button, summary", place);
    const at = stops().indexOf(document.activeElement);
    const words = at < 0 ? "" : document.activeElement.textContent;
    steady(place, () => place.replaceChildren(content));
    const now = stops();
    const next = at < 0 ? null : now.find((one) => one.textContent === words) || now[Math.min(at, now.length - 1)];
    if (next) next.focus({ preventScroll: true });
  }

  /* What stands below a live place stays under the finger when it grows. */
  function steady(place, change) {
    const before = place.getBoundingClientRect().bottom;
    change();
    const after = place.getBoundingClientRect().bottom;
    const isSeen = before <= innerHeight;
    if (isSeen && after !== before) scrollBy({ top: after - before, behavior: "instant" });
    return isSeen;
  }
  /* Nothing is drawn anew between the press of a button and its release. */
  let pressed = null;
  addEventListener("pointerdown", (event) => { pressed = event.target; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => { pressed = null; }, 150));
  async function untilReleased(place) {
    for (let i = 0; i < 40 && pressed && place.contains(pressed); i += 1) await new Promise((go) => setTimeout(go, 100));
  }

  /* Live places: the stream says only "thread X changed"; the words come by the page's own address. */
  async function refresh(place) {
    if (place.busy) { place.again = true; return; }
    place.busy = true;
    try {
      const address = new URL(place.dataset.liveSrc, location);
      if ("liveAfter" in place.dataset) address.searchParams.set("after", place.dataset.liveAfter);
      const answer = await fetch(address, { headers: { "X-Fragment": "1" }, redirect: "error" });
      if (answer.headers.get("X-Over") || answer.status === 404) { over(); return; }
      if (!answer.ok) { look(); return; }
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      await untilReleased(place);
      if (!("liveAfter" in place.dataset)) { swap(place, box.content); announce(place.dataset.liveSays); return; }
      const near = innerHeight + scrollY > document.documentElement.scrollHeight - 240;
      const fresh = [...box.content.children].filter((one) => !one.id || !document.getElementById(one.id));
      for (const one of fresh) {
        if (one.dataset.sequence) place.dataset.liveAfter = Math.max(place.dataset.liveAfter || 0, one.dataset.sequence);
      }
      if (answer.headers.get("X-After")) place.dataset.liveAfter = answer.headers.get("X-After");
      const isSteady = steady(place, () => place.append(...fresh));
      for (const one of fresh) {
        one.classList.add("bubble-new");
        if (!one.classList.contains("bubble-mine")) announce(one.innerText.replace(/\s+/g, " ").trim());
      }
      if (!isSteady && near && fresh.length) scrollTo({ top: document.documentElement.scrollHeight });
    } catch { /* the stream will say it again, and the page has a link that works without us */ }
    finally {
      place.busy = false;
      if (place.again) { place.again = false; refresh(place); }
    }
  }
  /* This page is gone for us. Half-typed words go to the server as unsent: it shows them, and whom to turn to. */
  const boxes = (form) => $$("textarea, input[type=text]", form);
  const typed = () => $$("main form[method=post]").find((form) => boxes(form).some((box) => box.value.trim()));
  function over() {
    const form = typed();
    if (form) takeBack(form);
    if (gone || form?.sending) return;
    sent = true;
    if (!form) { anew(); return; }
    form.append(hidden("unsent", "unsent"));
    form.submit();
  }
  /* Nobody may be here any more: nothing stays to be read. What is typed waits under a cover for whoever typed it. */
  function shut() {
    /* What this page itself has sent may have ended it: its answer is on the way. */
    if (sent) { root.classList.add("blank"); return; }
    if (!typed()) { over(); return; }
    const cover = $(".cover"), on = $("button", cover);
    root.classList.add("covered");
    cover.hidden = false;
    on.onclick = over;
    on.focus();
    hear();
  }

  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

  const places = () => $$("[data-live-thread]");
  function changed(id) { for (const one of places()) if (!id || one.dataset.liveThread === id) refresh(one); }
  /* A line to the server, while this page is seen or has something to hear: a browser opens six to one site. */
  let stream;
  function hear() {
    if (root.className || (document.hidden && !places().length)) stream = stream?.close();
    else if (!(stream?.readyState < 2)) {
      stream = new EventSource(words.live);
      /* The hint is "thread:..." or "person:..."; "ready" closes the gap since the page was drawn. */
      stream.addEventListener("changed", (event) => changed(event.data.split(":").pop()));
      stream.addEventListener("resync", () => changed());
      stream.addEventListener("ready", () => { for (const one of places()) if ("liveAfter" in one.dataset) refresh(one); });
      stream.onerror = () => { look(); setTimeout(hear, LATER); };
    }
  }
  /* Whether the session that this page was drawn in still stands. */
  async function look() {
    const answer = await fetch(words.live, { method: "HEAD", headers: { "X-Person": words.person } }).catch(() => 0);
    if (answer.status === 401) shut();
  }
  tabs.onmessage = ({ data }) => { if (data === 0) leave(null, true); else if (words.live && data !== words.person) look(); };
  tabs.postMessage?.(words.person);
  if (words.live) {
    hear();
    for (const seen of ["online", "visibilitychange"]) addEventListener(seen, () => { look(); hear(); });
    addEventListener("pagehide", () => stream?.close());
  }

  function status(className) {
    const line = Object.assign(document.createElement("p"), { className });
    line.setAttribute("role", "status");
    return line;
  }
  /* On a bad line a message is sent with its key until the server has it; the words stay in the box. */
  function stateOf(form) {
    let state = $(".send-state", form);
    if (!state) form.append(state = status("send-state"));
    return state;
  }
  /* What went out leaves the boxes; what was typed meanwhile stays and is kept. */
  function takeSent(form, body) {
    for (const box of $$("input[type=checkbox], input[type=radio]", form)) box.checked = box.defaultChecked;
    let left = false;
    for (const box of boxes(form)) {
      const went = body.get(box.name) || "", now = box.value, rest = now.slice(went.length), caret = box.selectionStart;
      /* "No" does not begin "Nothing". */
      if (now === went + rest && !/^\S/.test(rest)) box.value = rest.trimStart();
      if (box === document.activeElement) box.selectionStart = box.selectionEnd = Math.max(0, caret - now.length + box.value.length);
      left ||= box.value !== "";
    }
    form.kept = left ? "" : written(form);
    if (left) form.dispatchEvent(new Event("input"));
    return left;
  }
  const told = (form, more) => fetch(form.action, { method: "POST", body: form.waiting, headers: { "X-Fragment": "1" }, redirect: "manual", ...more });
  async function send(form, body, line, tries) {
    const state = stateOf(form);
    form.waiting = body;
    try {
      const answer = await told(form, { signal: line.signal });
      if (answer.status >= 502 && answer.status <= 504) throw new Error("away");
      form.waiting = null;
      if (answer.status === 204) {
        form.sending = false;
        const left = takeSent(form, body);
        form.elements.key.value = randomKey();
        state.textContent = "";
        announce(words.sent);
        changed(form.dataset.thread);
        const again = form.again;
        form.again = null;
        if (again && left) form.requestSubmit(again === form ? null : again);
        else if (!places().length && !left) location.reload();
        return;
      }
      /* Anything else is an answer to read: let the browser show it. */
      form.sending = false;
      sent = true;
      form.submit();
    } catch {
      if (line.signal.aborted) return;
      line.failed = true;
      state.textContent = words.notSent;
      const wait = Math.min(30, 1.5 ** tries) * 1000;
      await new Promise((go) => { const t = setTimeout(go, wait); addEventListener("online", () => { clearTimeout(t); go(); }, { once: true }); });
      if (!gone && !line.signal.aborted) send(form, body, line, tries + 1);
    }
  }
  /* Words that met no server and are changed are taken back. The key stays: if they did arrive, the server says so. */
  function takeBack(form) {
    if (!form.sending || !form.line.failed) return;
    form.line.abort();
    form.sending = form.waiting = form.again = null;
    stateOf(form).textContent = words.takenBack;
  }
  /* Before the page goes, what has no answer is sent once more; by its key it counts once. */
  addEventListener("beforeunload", () => {
    for (const form of gone ? [] : $$("form[data-resend]")) {
      if (form.waiting) told(form, { keepalive: true }).catch(() => {});
    }
  });
  function randomKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("")
      .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  for (const form of $$("form[data-resend]")) {
    form.addEventListener("submit", (event) => {
      /* The switch of language sends the form elsewhere: nothing is said yet. */
      if (event.submitter && event.submitter.hasAttribute("formaction")) return;
      event.preventDefault();
      /* What is typed until the answer comes goes out next. */
      if (form.sending) { form.again = event.submitter || form; return; }
      form.sending = true;
      stateOf(form).textContent = words.sending;
      const body = new URLSearchParams(new FormData(form));
      if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
      /* From now on it holds what comes after these words. */
      if (form.elements.of) form.elements.of.value = form.elements.key.value;
      form.line = new AbortController();
      send(form, body, form.line, 0);
    });
    form.addEventListener("input", () => takeBack(form));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }
  for (const form of $$("form[data-draft]")) keepDraft(form);

  function written(form) {
    return JSON.stringify([...new FormData(form)].filter(([name]) => !UNWRITTEN.has(name)));
  }

  /* Unsent words survive a reload: the server keeps them sealed. */
  function keepDraft(form) {
    let since = 0, busy = false;
    /* Words in a form that is shown again were not kept. */
    form.kept = "unkept" in form.dataset ? null : written(form);
    let timer = form.kept === null ? setTimeout(keep, QUIET) : 0;
    async function keep(isLast) {
      clearTimeout(timer);
      if (gone || (form.sending && !form.elements.of) || form.pressed || written(form) === form.kept) { since = 0; return; }
      /* An older state must not arrive last. */
      if (busy && !isLast) { timer = setTimeout(keep, QUIET); return; }
      since = 0;
      form.kept = written(form);
      const body = new URLSearchParams(new FormData(form)).toString();
      const type = { "Content-Type": "application/x-www-form-urlencoded" };
      busy = true;
      try {
        /* Browsers let only 64 KiB outlive the page. */
        const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: type, keepalive: body.length < 60000, redirect: "manual" });
        if (!answer.ok) form.kept = null;
        else if (answer.headers.get("X-Draft")) begun(form, answer.headers);
      } catch {
        form.kept = null;
        timer = setTimeout(keep, LATER);
      } finally { busy = false; }
    }
    /* Soon after the last key, at times before it. */
    form.addEventListener("input", () => {
      since ||= Date.now();
      clearTimeout(timer);
      timer = setTimeout(keep, Math.max(0, Math.min(QUIET, since + LATER - Date.now())));
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
    for (const end of ["beforeunload", "pagehide"]) addEventListener(end, () => keep(true));
  }
  /* Something new has a place of its own from now on. */
  function begun(form, headers) {
    form.dataset.draft = headers.get("X-Draft");
    form.action = headers.get("X-Here");
  }

  /* Other forms: one press counts once. */
  let sent = false;
  const unsent = () => $$("main textarea").some((box) => box.value.trim() && box.value !== box.defaultValue);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    /* A file does not lead away: another may be asked for. */
    if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
    sent = true;
    if (form.pressed) { event.preventDefault(); return; }
    form.pressed = true;
    setTimeout(() => { form.pressed = false; }, 8000);
  });
  addEventListener("beforeunload", (event) => {
    if (gone || sent) return;
    if (unsent()) event.preventDefault();
  });
  const troubled = $("[data-focus]");
  if (troubled) troubled.focus();

  /* Print and copy, where the browser can. */
  // Paper cannot unfold.
  let unfolded = [];
  addEventListener("beforeprint", () => { unfolded = $$("main details:not([open])"); for (const one of unfolded) one.open = true; });
  addEventListener("afterprint", () => { for (const one of unfolded) one.open = false; });
  for (const button of $$("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  if (navigator.clipboard) for (const button of $$("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      announce(words.copied);
      const label = $("span", button), before = label.textContent;
      label.textContent = words.copied;
      setTimeout(() => { label.textContent = before; }, 2000);
    });
  }

  /* An open menu closes by Escape and by touching elsewhere. */
  document.addEventListener("click", (event) => { for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of $$("details.menu[open]")) { menu.open = false; $("summary", menu).focus(); }
  });

  /* The server locks an idle page: said a minute before. */
  if (words.idleMinutes) {
    const hint = status("idle-hint");
    let last = Date.now(), asked = last;
    for (const sign of ["keydown", "pointerdown", "scroll"]) {
      addEventListener(sign, () => {
        hint.remove();
        last = Date.now();
        if (last - asked < words.idleMinutes * 20000) return;
        asked = last;
        fetch(location.href, { method: "HEAD" }).catch(() => {});
      }, { passive: true });
    }
    setInterval(() => {
      const idle = (Date.now() - last) / 60000;
      if (idle >= words.idleMinutes) shut();
      else if (idle >= words.idleMinutes - 1 && !hint.isConnected) { hint.textContent = words.idle; document.body.append(hint); }
    }, 10000);
  }
})();
