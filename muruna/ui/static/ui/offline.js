/* Without a network a form is held back: what a browser shows instead of an answer would lose the words. */
(() => {
  "use strict";
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
