/* Writes a result into the page as it comes. Without it the button posts and the page comes back with the whole text. */
(() => {
  "use strict";
  const page = document.querySelector("[data-prompt-run]");
  const form = page?.querySelector(`form[action="${page?.dataset.write}"]`);
  if (!form || !window.ReadableStream) return;
  const output = page.querySelector("[data-prompt-output]");
  const status = page.querySelector("[data-prompt-status]");
  const stopLine = page.querySelector("[data-prompt-stop-line]");
  const token = form.elements.csrfmiddlewaretoken.value;
  let running = null;

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

  async function read(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let ended = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ended;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) ended = show(block) || ended;
    }
  }

  async function write() {
    running = new AbortController();
    form.hidden = true;
    stopLine.hidden = false;
    output.textContent = "";
    status.textContent = page.dataset.writing;
    try {
      const response = await fetch(form.action, {
        method: "POST", headers: { "X-CSRFToken": token, Accept: "text/event-stream" }, signal: running.signal,
      });
      if (!response.ok || !(await read(response))) throw new Error("cut");
      location.replace(location.pathname);
    } catch (error) {
      status.textContent = error.name === "AbortError" ? page.dataset.stopped : page.dataset.failed;
      form.hidden = false;
    } finally {
      stopLine.hidden = true;
    }
  }

  page.querySelector("[data-prompt-stop]").addEventListener("click", () => running?.abort());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  if ("begin" in page.dataset) write();
})();
