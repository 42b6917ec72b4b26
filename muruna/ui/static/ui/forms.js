/* What only pages with a form need: the switch of language takes typed words along, and no network loses none. */
(() => {
  "use strict";
  const $ = (q, from = document) => from.querySelector(q);
  const $$ = (q, from = document) => [...from.querySelectorAll(q)];
  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

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

  /* Without a network a form is held back: what a browser shows instead of an answer would lose the words. */
  const says = document.body.dataset;
  const held = new Map();

  /* Talks send again by themselves, a copy on the device is made without us, and leaving is never held up. */
  const isOurs = (form) => form.method === "post" && form.closest("main") && !form.matches("[data-resend], [data-keep]");

  function say(form, sentence) {
    const state = held.get(form) || document.createElement("p");
    if (!held.has(form)) {
      state.className = "field-error";
      state.dataset.held = "";
      form.append(state);
      held.set(form, state);
    }
    state.textContent = sentence;
    document.getElementById("announce").textContent = sentence;
  }

  /* Before anybody else hears of it: nothing was pressed, and nothing is on its way. */
  addEventListener("submit", (event) => {
    if (navigator.onLine || !isOurs(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(event.target, says.noNetwork);
  }, { capture: true });
  addEventListener("online", () => { for (const form of held.keys()) say(form, says.networkBack); });
})();
