/* While somebody writes: the check follows, the text is kept, a chosen part can be rewritten. All of it works by forms, too. */
(() => {
  "use strict";
  const form = document.querySelector("[data-draft]");
  if (!form) return;
  const field = form.elements.text;
  const base = form.elements.base;
  const status = document.querySelector("[data-draft-status]");
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  let kept = field.value;
  let looking = 0;
  let saving = Promise.resolve();

  async function look() {
    const mine = ++looking;
    const response = await fetch(form.dataset.look, { method: "POST", headers: { ...headers, "HX-Request": "true" }, body: new URLSearchParams({ text: field.value }) });
    if (!response.ok || mine !== looking) return;
    const frame = document.createElement("template");
    frame.innerHTML = await response.text();
    document.querySelector("#looked").replaceWith(frame.content.firstElementChild);
  }

  /* One save at a time, each on top of the last: a colleague's version in between is never overwritten. */
  const keep = () => (saving = saving.then(keepNow));
  async function keepNow() {
    if (field.value === kept) return;
    const text = field.value;
    try {
      const response = await fetch(form.action || location.href, { method: "POST", headers, body: new URLSearchParams({ text, base: base.value, automatic: "1" }) });
      const words = await response.text();
      if (response.redirected || !response.ok) { status.textContent = response.status === 409 ? words : form.dataset.notKept; return; }
      base.value = words;
      kept = text;
      status.textContent = form.dataset.kept;
    } catch {
      status.textContent = form.dataset.notKept;
    }
  }

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, 800);
  });
  setInterval(keep, 8000);
  addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  form.querySelector("[data-look-now]").addEventListener("click", (event) => { event.preventDefault(); look(); });

  document.addEventListener("click", (event) => {
    const put = event.target.closest("[data-put]");
    if (!put) return;
    const at = Number(put.dataset.at);
    const words = put.dataset.words;
    /* Offsets count characters as the server does: by code points. */
    const before = [...field.value].slice(0, at).join("").length;
    if (field.value.slice(before, before + words.length) === words) field.setRangeText(put.dataset.put, before, before + words.length, "select");
    field.focus();
    look();
  });
  /* Whatever leads away (confirm, ask, delete …) waits until the words are kept; if they cannot be, the page stays. */
  document.addEventListener("submit", async (event) => {
    if (field.value === kept || event.target === form || event.target.matches("[data-leave], [data-rewrite], [method=dialog]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await keep();
    if (field.value === kept) event.target.requestSubmit(event.submitter);
    else field.focus();
  }, true);
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-leave]")) return;
    event.preventDefault();
    await fetch(event.target.action, { method: "POST", headers, body: new URLSearchParams(new FormData(event.target)), redirect: "manual" });
    look();
  });

  const rewrite = document.querySelector("[data-rewrite]");
  const box = rewrite.querySelector("[data-proposal]");
  const proposal = rewrite.querySelector("#proposal");
  const accept = rewrite.querySelector("[data-accept]");
  const told = rewrite.querySelector("[data-rewrite-status]");
  let chosen = [0, 0];
  field.addEventListener("select", () => {
    chosen = [field.selectionStart, field.selectionEnd];
    rewrite.elements.part.value = field.value.slice(...chosen);
  });
  rewrite.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = "";
    accept.hidden = true;
    proposal.value = "";
    const response = await fetch(rewrite.action, { method: "POST", headers: { ...headers, Accept: "text/event-stream" }, body: new URLSearchParams(new FormData(rewrite)) });
    if (!response.ok) { told.textContent = await response.text(); return; }
    box.hidden = false;
    let rest = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const lines = block.split("\n");
        const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
        if (lines.includes("event: part")) proposal.value = data;
        if (lines.includes("event: refused")) told.textContent = data;
        if (lines.includes("event: ended")) accept.hidden = false;
      }
    }
  });
  accept.addEventListener("click", () => {
    if (field.value.slice(...chosen) !== rewrite.elements.part.value) {
      const at = field.value.indexOf(rewrite.elements.part.value);
      if (at < 0) return;
      chosen = [at, at + rewrite.elements.part.value.length];
    }
    field.setRangeText(proposal.value, ...chosen, "select");
    field.focus();
    field.dispatchEvent(new Event("input"));
  });
})();
