/* Keeps a sealed copy on this device, and takes it away; nothing readable is ever stored. */
(() => {
  "use strict";
  const STORE = "kept", PAGE = "/kept/", NUMBERS = "/numbers/", SEALED = "/kept/sealed", WORKER = "/kept.js";
  const $ = (query) => document.querySelector(query);
  const form = $("[data-keep]"), state = $("[data-keep-state]");
  if (!form) return;
  const says = form.dataset, code = $("#code"), again = $("#again");
  const inBrowser = () => Boolean(navigator.serviceWorker && window.caches);

  function tell(sentence, isWrong) {
    state.textContent = sentence || "";
    state.classList.toggle("field-error", Boolean(isWrong));
  }

  /* What is kept here, and whether this account keeps it; the mark says nothing to anybody else. */
  async function kept() {
    if (!inBrowser() || !await caches.has(STORE)) return null;
    const found = await (await caches.open(STORE)).match(SEALED);
    return found ? found.json() : null;
  }
  const isOurs = (copy) => copy.o === says.owner;

  /* What the server must know: whether leaving now is to leave the copy alone. The code never goes anywhere. */
  async function say(what) {
    const body = new URLSearchParams(new FormData(form));
    body.set("what", what);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" }, redirect: "manual" });
    if (answer.status !== 204) throw new Error("not taken");
  }

  async function sealed(most) {
    const wrong = Capsule.fault(code.value);
    const refusal = wrong ? says[wrong] : code.value === again.value ? "" : says.differ;
    if (refusal) {
      tell(refusal, true);
      code.focus();
      return null;
    }
    tell(says.working);
    return Capsule.seal(code.value, JSON.parse(says.words), most);
  }

  /* A page, and every file that it needs: the one that opens the copy, and the numbers to call. */
  async function needed(address) {
    const text = await (await fetch(address)).text();
    const made = new DOMParser().parseFromString(text, "text/html");
    const files = [...made.querySelectorAll("link[rel=stylesheet], script[src]")]
      .map((one) => one.getAttribute("href") || one.getAttribute("src"));
    return { made, files };
  }

  async function whole(address, from = address) {
    const answer = await fetch(from);
    if (!answer.ok) throw new Error("not there");
    const headers = new Headers(answer.headers);
    headers.delete("content-encoding"); /* what we hold is unpacked */
    return [address, new Response(await answer.blob(), { headers })];
  }

  /* Everything is here before anything is put away, so that a cut line leaves the copy from before as it was. */
  async function keepHere(capsule) {
    const found = await Promise.all([says.from, says.numbers].map(needed));
    const files = [...new Set(found.flatMap((one) => one.files))];
    const brought = await Promise.all([
      whole(PAGE, says.from), whole(NUMBERS, says.numbers), ...files.map((one) => whole(one)),
    ]);
    const before = await kept();
    if (before && !isOurs(before)) { await show(says.foreign); return; }
    await say("keep");
    const store = await caches.open(STORE);
    for (const [address, answer] of brought) await store.put(address, answer);
    const copy = JSON.stringify({ ...capsule, o: says.owner });
    await store.put(SEALED, new Response(copy, { headers: { "Content-Type": "application/json" } }));
    const needs = new Set([PAGE, NUMBERS, SEALED, ...files].map((one) => new URL(one, location).href));
    for (const one of await store.keys()) if (!needs.has(one.url)) await store.delete(one);
    await navigator.serviceWorker.register(WORKER);
    await navigator.serviceWorker.ready;
    await show(says.kept);
  }

  /* One file for another device: everything inside, and a policy that lets only this very script run. */
  async function keepFile(capsule) {
    const { made } = await needed(says.from);
    made.querySelector("[data-elsewhere]").remove();
    const read = async (one, name) => (await (await fetch(one.getAttribute(name))).text());
    for (const one of made.querySelectorAll("link")) {
      if (one.rel === "stylesheet") {
        const style = made.createElement("style");
        style.textContent = await read(one, "href");
        one.replaceWith(style);
      } else one.remove();
    }
    let script = "";
    for (const one of made.querySelectorAll("script")) {
      script += await read(one, "src");
      one.remove();
    }
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script)));
    const policy = made.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
      + `script-src 'sha256-${btoa(String.fromCharCode(...digest))}'`;
    made.querySelector("meta[charset]").after(policy);
    made.body.dataset.sealed = JSON.stringify(capsule);
    made.body.append(Object.assign(made.createElement("script"), { textContent: script }));
    const file = new Blob(["<!doctype html>\n", made.documentElement.outerHTML], { type: "text/html" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: says.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(says.saved);
  }

  async function takeAway() {
    await caches.delete(STORE);
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    await say("away").catch(() => {});
    await show(says.gone);
  }

  async function show(sentence) {
    const copy = await kept(), isForeign = Boolean(copy) && !isOurs(copy);
    $("[data-keep-there]").hidden = !copy || isForeign;
    $("[data-keep-foreign]").hidden = !isForeign;
    $("[data-keep-browser]").hidden = !inBrowser() || isForeign;
    form.reset();
    tell(sentence);
  }

  async function attempt(work) {
    if (form.busy) return;
    form.busy = true;
    try { await work(); } catch { tell(await kept() ? says.still : says.failed, true); } finally { form.busy = false; }
  }

  if (!Capsule.works()) return;
  $("[data-keep-without]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const isFile = event.submitter && event.submitter.value === "file";
    attempt(async () => {
      /* A file may be opened on a slower device than this one. */
      const capsule = await sealed(isFile ? 2000000 : undefined);
      if (capsule) await (isFile ? keepFile : keepHere)(capsule);
    });
  });
  for (const button of document.querySelectorAll("[data-keep-away]")) button.addEventListener("click", () => attempt(takeAway));
  show("");
})();
