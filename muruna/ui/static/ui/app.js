/* Small comforts. Every page works without this file; nothing is stored on the device but that one has left. */
(() => {
  "use strict";
  const $ = (q, from = document) => from.querySelector(q);
  const $$ = (q, from = document) => [...from.querySelectorAll(q)];
  const words = document.body.dataset;
  const QUIET = 1200, LATER = 6000; // ms
  const UNWRITTEN = new Set(["key", "of", "for", "csrfmiddlewaretoken", "in-words", "in-secret"]);

  /* Leave now: blank first, then tell the server, then go; the neutral page takes this page's place.
     What we tell may never arrive: the mark ends the session with the next thing this browser asks of us. */
  const exitForm = $("form[data-exit]");
  let gone = false;
  function leave(event) {
    if (event) event.preventDefault();
    if (gone) return;
    gone = true;
    const told = exitForm ? new URLSearchParams(new FormData(exitForm)) : null;
    const [action, target] = exitForm ? [exitForm.action, exitForm.dataset.exit] : ["", "about:blank"];
    document.documentElement.classList.add("blank");
    document.title = "";
    document.body.replaceChildren();
    document.cookie = `${location.protocol === "https:" ? "__Host-x=1; secure" : "x=1"}; path=/; samesite=lax`;
    if (told && !navigator.sendBeacon(action, told)) {
      fetch(action, { method: "POST", body: told, keepalive: true, redirect: "manual" }).catch(() => {});
    }
    location.replace(target);
  }
  if (exitForm) exitForm.addEventListener("submit", leave);
  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (shifts.length >= 3) leave();
  });
  /* A page that the browser kept in memory may be seen by someone else: ask for it anew. */
  addEventListener("pageshow", (event) => { if (event.persisted) { document.documentElement.classList.add("blank"); location.reload(); } });

  /* Said by screen readers. */
  const region = $("#announce");
  function announce(sentence) {
    if (!region || !sentence) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = sentence; }, 50);
  }

  function arrived(nodes, quiet) {
    for (const node of nodes) {
      node.classList.add("bubble-new");
      if (!quiet && !node.classList.contains("bubble-mine")) announce(node.innerText.replace(/\s+/g, " ").trim());
    }
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
      if (!answer.ok) return;
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
      arrived(fresh);
      if (!isSteady && near && fresh.length) scrollTo({ top: document.documentElement.scrollHeight });
    } catch { /* the stream will say it again, and the page has a link that works without us */ }
    finally {
      place.busy = false;
      if (place.again) { place.again = false; refresh(place); }
    }
  }
  /* This page is gone for us. Half-typed words go to the server as unsent: it shows them, and whom to turn to. */
  function over() {
    const forms = $$("form[data-resend]");
    if (gone || forms.some((one) => one.sending)) return;
    const form = forms.find((one) => $$("textarea", one).some((box) => box.value.trim()));
    sent = true;
    if (!form) { location.reload(); return; }
    form.append(hidden("unsent", "unsent"));
    form.submit();
  }

  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

  const places = () => $$("[data-live-thread]");
  function changed(id) { for (const one of places()) if (!id || one.dataset.liveThread === id) refresh(one); }
  if (words.live && window.EventSource && places().length) {
    const stream = new EventSource(words.live);
    /* The hint is "thread:..." or "person:..."; "ready" closes the gap since the page was drawn. */
    stream.addEventListener("changed", (event) => changed(event.data.split(":").pop()));
    stream.addEventListener("resync", () => changed());
    stream.addEventListener("ready", () => { for (const one of places()) if ("liveAfter" in one.dataset) refresh(one); });
    addEventListener("pagehide", () => stream.close());
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
    for (const box of $$("textarea, input[type=text]", form)) {
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
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((b, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + b.toString(16).padStart(2, "0")).join("");
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

  /* The switch of language sends one form; words in the page's others go beside it, and come back. */
  const secret = (box) => box.type === "password" || (box.form.elements["in-secret"] || {}).value?.split(" ").includes(box.name);
  const fields = (form) => [...form.elements].filter((box) => box.name && box.type !== "hidden" && box.type !== "submit" && !secret(box));
  const choice = (box) => box.type === "checkbox" || box.type === "radio";
  const asWas = (box) => (choice(box) ? box.checked === box.defaultChecked
    : box.options ? [...box.options].every((one) => one.selected === one.defaultSelected) : box.value === box.defaultValue);
  const pageForms = () => $$("main form[method=post]");
  for (const button of $$("button[name=read_in]")) button.addEventListener("click", () => {
    const others = pageForms().map((form, i) => [i, form]).filter(([, form]) => form !== button.form && !fields(form).every(asWas));
    const state = others.map(([i, form]) => [i, fields(form).map((box) => (choice(box) ? box.checked : box.value))]);
    if (state.length) button.form.append(hidden("beside", JSON.stringify(state)));
  });
  const beside = $("#typed-beside");
  const state = () => { try { return JSON.parse(beside.value); } catch { return []; } };
  if (beside) for (const [i, values] of state()) {
    const boxes = pageForms()[i] ? fields(pageForms()[i]) : [];
    if (boxes.length !== values.length) continue;
    boxes.forEach((box, n) => { if (choice(box)) box.checked = values[n]; else box.value = values[n]; });
    for (let at = boxes[0].closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }

  /* Other forms: one press counts once. */
  let sent = false;
  const unsent = () => $$("main textarea").some((box) => box.value.trim() && box.value !== box.defaultValue);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
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

  /* The server locks an idle page: said a minute before; then the words are covered. */
  if (words.idleMinutes) {
    const hint = status("idle-hint");
    let last = Date.now();
    for (const sign of ["keydown", "pointerdown", "scroll"]) {
      addEventListener(sign, () => {
        if (hint.isConnected) { hint.remove(); fetch(location.href, { method: "HEAD" }).catch(() => {}); }
        last = Date.now();
      }, { passive: true });
    }
    const lock = () => {
      /* Unsent words stay; everything else is covered. */
      if (unsent()) document.documentElement.classList.add("covered");
      else location.reload();
    };
    setInterval(() => {
      const idle = (Date.now() - last) / 60000;
      if (idle >= words.idleMinutes) lock();
      else if (idle >= words.idleMinutes - 1 && !hint.isConnected) { hint.textContent = words.idle; document.body.append(hint); }
    }, 10000);
  }
})();
