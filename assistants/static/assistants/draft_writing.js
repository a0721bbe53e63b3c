/* Shows a draft as a model writes it. Whoever opens the page meanwhile sees how far it is; without scripts a button posts. */
(() => {
  "use strict";
  const page = document.querySelector("[data-draft-writing]");
  if (!page || !window.ReadableStream) return;
  const output = page.querySelector("[data-writing-output]");
  const status = page.querySelector("[data-writing-status]");
  const form = page.querySelector("[data-writing-begin]");
  const again = () => location.replace(location.pathname);
  page.querySelector("[data-writing-plain]")?.setAttribute("hidden", "");

  if (!form) {
    setTimeout(again, 4000); /* somebody else's window writes it */
    return;
  }

  function show(block) {
    let name = "message";
    const data = [];
    for (const line of block.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data.push(line.slice(6));
    }
    if (name === "error") throw new Error("broken");
    if (name !== "text" && name !== "ended") return false;
    output.append(JSON.parse(data.join("\n")));
    return name === "ended";
  }

  /* The writer ends by itself soon after a stop, when its last words are kept; nobody waits for it longer than a moment. */
  const stop = page.querySelector("[data-writing-stop]");
  stop.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    status.textContent = page.dataset.stopping;
    await fetch(stop.action, { method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }, redirect: "manual" });
    setTimeout(again, 6000);
  });

  async function write() {
    status.textContent = page.dataset.writing;
    history.replaceState(null, "", location.pathname); /* who comes back does not have it written once more */
    try {
      const response = await fetch(form.action, {
        method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "text/event-stream" },
      });
      if (!response.ok) throw new Error("cut");
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      let ended = false;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        for (const block of blocks) ended = show(block) || ended;
      }
      if (!ended) throw new Error("cut");
      again();
    } catch {
      status.textContent = page.dataset.failed;
      page.querySelector("[data-writing-open]").hidden = false;
    }
  }
  write();
})();
