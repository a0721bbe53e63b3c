/* While somebody writes: the check follows, the text is kept, a chosen part can be rewritten. All of it works by forms, too. */
(() => {
  "use strict";
  const form = document.querySelector("[data-draft]");
  if (!form) return;
  const field = form.elements.text;
  const base = form.elements.base;
  const status = document.querySelector("[data-draft-status]");
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  let kept = "unkept" in form.dataset ? null : field.value; /* what was refused is not kept, though it stands there */
  let changed = "changed" in form.dataset; /* somebody else's text is newer: only the person decides what stands */
  let looking = 0;
  let saving = Promise.resolve();

  async function look() {
    const mine = ++looking;
    const response = await fetch(form.dataset.look, { method: "POST", headers: { ...headers, "HX-Request": "true" }, body: new URLSearchParams({ text: field.value }) });
    if (!response.ok || response.status === 204 || mine !== looking) return;
    const frame = document.createElement("template");
    frame.innerHTML = await response.text();
    document.querySelector("#looked").replaceWith(frame.content.firstElementChild);
  }

  /* One save at a time, each on top of the last: a colleague's version in between is never overwritten. */
  const keep = () => (saving = saving.then(keepNow));
  async function keepNow() {
    if (field.value === kept || changed) return;
    const text = field.value;
    try {
      const response = await fetch(form.action || location.href, { method: "POST", headers, body: new URLSearchParams({ text, base: base.value, automatic: "1" }) });
      const words = await response.text();
      if (response.status === 409 && response.headers.has("X-Changed")) return tell(words);
      if (response.redirected || !response.ok) { status.textContent = response.status === 409 ? words : form.dataset.notKept; return; }
      base.value = words;
      kept = text;
      status.textContent = form.dataset.kept;
    } catch {
      status.textContent = form.dataset.notKept;
    }
  }

  const conflict = form.querySelector("[data-draft-conflict]");
  function tell(words) {
    changed = true;
    status.textContent = "";
    conflict.querySelector("[data-draft-conflict-words]").textContent = words;
    conflict.hidden = false;
    conflict.scrollIntoView({ block: "nearest" });
  }
  addEventListener("beforeunload", (event) => kept === null && !leaving && event.preventDefault());
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });

  let pause;
  field.addEventListener("input", () => {
    document.querySelector(".draft").classList.add("draft--open"); /* these words nobody confirmed yet */
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

  /* What nobody answered for is not taken along whole; a part of it is, to be put somewhere else in the text. */
  document.addEventListener("copy", (event) => {
    const whole = document.activeElement === field && field.selectionEnd - field.selectionStart > 0.9 * field.value.trim().length;
    const shown = getSelection().anchorNode?.parentElement?.closest("#looked .draft__paper");
    if (!document.querySelector(".draft--open") || !(whole || (shown && document.activeElement !== field))) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("yui:toast", { detail: { text: form.dataset.unconfirmed, kind: "warning" } }));
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
  const names = rewrite.querySelector("[data-rewrite-names]");
  rewrite.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = "";
    accept.hidden = true;
    proposal.value = "";
    await keep(); /* what stands around the part is read from what is kept */
    try {
      const response = await fetch(rewrite.action, { method: "POST", headers: { ...headers, Accept: "text/event-stream" }, body: new URLSearchParams(new FormData(rewrite)) });
      if (response.status === 428) {
        names.innerHTML = await response.text();
        told.textContent = told.dataset.names;
        names.querySelector("[data-names-offered]").focus();
        return;
      }
      if (!response.ok) { told.textContent = await response.text(); return; }
      names.replaceChildren();
      box.hidden = false;
      if (!(await read(response))) told.textContent = told.dataset.cut;
    } catch {
      told.textContent = told.dataset.cut;
    }
  });
  async function read(response) {
    let rest = "";
    let ended = false;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ended;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const lines = block.split("\n");
        const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
        if (!["text", "ended", "refused"].includes(name)) continue;
        const data = JSON.parse(lines.find((line) => line.startsWith("data: ")).slice(6));
        if (name === "refused") told.textContent = data;
        else proposal.value += data;
        ended = ended || name !== "text";
        if (name !== "text" && proposal.value) accept.hidden = false;
      }
    }
  }
  accept.addEventListener("click", () => {
    if (field.value.slice(...chosen) !== rewrite.elements.part.value) {
      const at = field.value.indexOf(rewrite.elements.part.value);
      if (at < 0) { told.textContent = told.dataset.moved; return; }
      chosen = [at, at + rewrite.elements.part.value.length];
    }
    field.setRangeText(proposal.value, ...chosen, "select");
    field.focus();
    field.dispatchEvent(new Event("input"));
  });
})();
