/* Streams answers into the page. Without it the form posts and the page comes back with the answer. */
(() => {
  "use strict";
  const chat = document.querySelector("[data-chat]");
  const form = document.querySelector("#ask-form");
  if (!chat || !form || !window.ReadableStream) return;
  const turns = document.querySelector("#turns");
  const model = document.querySelector("#asked-model");
  const status = chat.querySelector("[data-chat-status]");
  const field = form.elements.question;
  const send = form.querySelector("[data-chat-send]");
  const stop = form.querySelector("[data-chat-stop]");
  const token = form.elements.csrfmiddlewaretoken.value;
  let running = null;
  const TALKS = ".turn--listened, .turn--listening_asked";
  const BOTH = ".turn--crisis, .turn--injection_refused, .turn--my_number_discarded, .turn--empty, .turn--too_long, .turn--too_often, .turn--failed";
  class Refused extends Error {}  /* with a sentence for the reader */

  const say = (text) => { status.textContent = text; };

  /* A question asked anew takes the place of its old turn and of all behind it. */
  function takePlace() {
    const old = document.getElementById(`turn-${form.elements.replaces?.value}`);
    while (old?.nextElementSibling) old.nextElementSibling.remove();
    old?.remove();
  }

  function begin(question) {
    takePlace();
    const turn = model.content.cloneNode(true).firstElementChild;
    turn.querySelector("[data-asked]").textContent = question;
    turn.querySelector("[data-thinking-line]").textContent = chat.dataset.thinking;
    turns.append(turn);
    turn.scrollIntoView({ block: "start" });
    say(chat.dataset.thinking);
    chat.querySelector("[data-chat-suggestions]")?.remove();
    document.querySelector("[data-chat-untitled]")?.replaceChildren(question);
    return turn;
  }

  /* One server-sent event: lines "event:" and "data:" up to an empty line. */
  function* eventsIn(block) {
    for (const text of block) {
      let name = "message";
      const data = [];
      for (const line of text.split("\n")) {
        if (line.startsWith("event: ")) name = line.slice(7);
        else if (line.startsWith("data: ")) data.push(line.slice(6));
      }
      yield [name, data.join("\n")];
    }
  }

  function show(turn, name, html) {
    if (name === "part") {
      turn.querySelector("[data-thinking-line]").textContent = "";
      turn.querySelector("[data-parts]").insertAdjacentHTML("beforeend", html);
      return turn;
    }
    if (name === "ended") {
      const frame = document.createElement("template");
      frame.innerHTML = html.trim();
      const whole = frame.content.firstElementChild;
      turn.replaceWith(whole);
      window.htmx?.process(whole);
      say(whole.querySelector(".turn__answer").innerText);
      /* Entering or leaving a talk changes the page around it. */
      if (whole.matches(TALKS) !== chat.hasAttribute("data-listening") && !whole.matches(BOTH)) window.location.reload();
      return whole;
    }
    if (name === "error") throw new Error(html);
    return turn;
  }

  async function read(response, turn) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let ended = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const [name, html] of eventsIn(blocks)) {
        turn = show(turn, name, html);
        ended = ended || name === "ended";
      }
    }
    if (!ended) throw new Error("cut");
  }

  /* Names of people: the person says which are hidden, then sends again. */
  function offer(turn, asked, html) {
    const box = form.querySelector("[data-chat-names]");
    turn.remove();
    field.value = asked.get("question");
    if (form.elements.replaces) form.elements.replaces.value = asked.get("replaces");
    box.innerHTML = html;
    say(box.dataset.words);
    setTimeout(() => box.querySelector("[data-names-offered]").focus());
  }

  async function ask(question) {
    if (running || !question.trim()) return;
    running = new AbortController();
    send.disabled = true;
    stop.hidden = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("question", question);
    const turn = begin(question);
    if (form.elements.replaces) form.elements.replaces.value = "";
    try {
      const response = await fetch(chat.dataset.ask, {
        method: "POST", body, headers: { "X-CSRFToken": token }, signal: running.signal,
      });
      if (response.status === 428) return offer(turn, body, await response.text());
      form.querySelector("[data-chat-names]")?.replaceChildren();
      if (response.status === 401 && chat.dataset.signedOut) {
        form.querySelector("[data-chat-sign-in]").hidden = false;
        throw new Refused(chat.dataset.signedOut);
      }
      if (response.status === 422) throw new Refused(await response.text());
      if (!response.ok) throw new Error(String(response.status));
      await read(response, turn);
    } catch (error) {
      const words = error instanceof Refused ? error.message : error.name === "AbortError" ? chat.dataset.stopped : chat.dataset.failed;
      turn.removeAttribute("aria-busy");
      const line = turn.querySelector("[data-thinking-line]");
      if (line) line.textContent = words;
      say(words);
      if (error.name !== "AbortError") field.value = question;
    } finally {
      running = null;
      send.disabled = false;
      stop.hidden = true;
      field.focus({ preventScroll: true });
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value;
    field.value = "";
    ask(question);
  });
  chat.addEventListener("click", (event) => {
    const again = event.target.closest("[data-ask-again], [data-edit]");
    if (again && form.elements.replaces && !running) {
      event.preventDefault();
      form.elements.replaces.value = again.value;
      if (again.matches("[data-ask-again]")) return void ask(again.dataset.question);
      field.value = again.dataset.question;
      return void field.focus();
    }
    const suggestion = event.target.closest(".suggestion");
    if (!suggestion) return;
    event.preventDefault();
    ask(suggestion.value);
  });
  field.addEventListener("keydown", (event) => {
    /* Enter sends; Shift+Enter breaks the line; a running conversion of Japanese input is left alone. */
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  stop.addEventListener("click", () => running?.abort());
})();
