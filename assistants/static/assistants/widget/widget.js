/* The residents' chat on the town's own site. No dependency, no cookie, no markup from strings: text only. */
(() => {
  "use strict";
  "__TALK__";
  const own = document.currentScript;
  const base = new URL(own.src).origin;
  const first = JSON.parse(own.dataset.words);
  const place = `yuimachi ${base}`;
  if (document.querySelector("yuimachi-chat")) return;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if ((value !== "" || name === "alt") && value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
    return element;
  }

  const host = document.createElement("yuimachi-chat");
  const able = host.attachShadow && window.ReadableStream && window.TextDecoderStream && window.HTMLDialogElement;
  let root = null;
  try {
    root = able ? host.attachShadow({ mode: "open" }) : null;
    const style = new CSSStyleSheet();
    style.replaceSync("__STYLE__");
    /* The site's own text size counts, its rem does not: many sites make that ten pixels. */
    const size = Math.max(16, parseFloat(getComputedStyle(document.body).fontSize) || 16);
    const scale = new CSSStyleSheet();
    scale.replaceSync(`:host { font-size: ${size}px !important; }`);
    root.adoptedStyleSheets = [style, scale];
  } catch {
    document.body.append(make("a", { href: `${base}/chat/` }, first.page));
    return;
  }

  const page = location.origin + location.pathname;
  let token = kept("token");
  let language = kept("language");
  let words = {};
  let running = null;
  let started = null;
  let talks = null;
  const status = make("p", { class: "ears", role: "status", "aria-live": "polite" });
  const turns = make("ol", { class: "turns" });
  const title = make("h2", { id: "t", tabindex: "-1" });
  const top = make("header", {}, title, make("button", { type: "button", class: "plain", onclick: () => dialog.close() }, first.close));
  const main = make("div", { class: "main" });
  const dialog = make("dialog", { "aria-labelledby": "t", lang: "ja" }, make("div", { class: "box" }, top, main));
  const button = make("button", { type: "button", class: "open", "aria-haspopup": "dialog", onclick: open }, first.open);
  root.append(button, dialog);
  dialog.addEventListener("close", () => { button.hidden = false; button.focus(); });
  document.body.append(host);

  function kept(name) {
    try { return sessionStorage.getItem(`${place} ${name}`) || ""; } catch { return ""; }
  }
  function keep(name, value) {
    try { sessionStorage.setItem(`${place} ${name}`, value); } catch { /* kept in memory only */ }
  }
  function call(path, content, signal) {
    return fetch(`${base}/widget/${path}/`, {
      method: "POST", credentials: "omit", mode: "cors", cache: "no-store", referrerPolicy: "no-referrer",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(content), signal,
    });
  }

  async function open() {
    button.hidden = true;
    dialog.showModal();
    title.textContent = first.open;
    try {
      talks?.look(true);
      started = started || (await begin());
      (root.querySelector("#q") || title).focus();
    } catch (error) {
      main.replaceChildren(make("p", { class: "warn", role: "alert" }, error.sentence || first.failed), make("p", {}, make("a", { href: `${base}/chat/` }, first.page)));
      title.focus();
    }
  }

  async function begin() {
    const response = await call("start", { conversation: token, page });
    const start = await response.json();
    if (!response.ok) throw Object.assign(new Error("refused"), { sentence: start.sentence });
    words = start.words;
    if (!start.known) keep("token", (token = ""));
    language = start.language || language || "";
    title.textContent = start.title;
    if (start.picture) top.prepend(make("img", { src: start.picture, alt: "" }));
    turns.replaceChildren(make("li", { class: "turn" }, make("div", { class: "a" }, make("p", { class: "who" }, start.name), make("p", {}, start.greeting))));
    start.turns.forEach((turn, place) => turns.append(whole(turn, place === start.turns.length - 1)));
    main.replaceChildren(make("p", { class: "notice" }, words.notice), turns, status);
    if (start.closed) main.append(make("div", { class: "warn" }, make("b", {}, words.closed), make("p", {}, start.closed), make("p", {}, start.contact)));
    else if (!start.turns.length && start.suggestions.length) main.append(suggestions(start.suggestions));
    talks = talksOf({ make, call, place, base, words: { ...words.talk, person: words.person, emergency: words.emergency, page: first.page }, conversation: () => token, isOpen: () => dialog.open, sayTo: () => person.focus(), failed: first.failed });
    main.append(talks.section);
    talks.look();
    const box = dialog.firstElementChild;
    if (!start.closed) box.append(form(start.languages));
    const person = make("button", { type: "button", class: "plain", onclick: () => talks.open() }, words.person);
    box.append(make("p", { class: "foot" }, person, make("a", { href: `${base}/chat/`, target: "_blank", rel: "noopener" }, first.page)));
    return start;
  }

  function suggestions(questions) {
    return make("div", { class: "stack", id: "s" }, make("h3", {}, words.suggestions),
      make("div", { class: "row" }, ...questions.map((text) => make("button", { type: "button", class: "plain", onclick: () => ask(text) }, text))));
  }

  function form(languages) {
    const field = make("textarea", { id: "q", rows: "2", maxlength: "400", "aria-describedby": "h", onkeydown: enter });
    const choice = make("select", { id: "l", onchange: () => { language = choice.value; keep("language", language); keep("token", (token = "")); } },
      ...languages.map(([code, name]) => make("option", { value: code, selected: code === language }, name)));
    return make("form", { class: "ask", onsubmit: submit }, make("label", { for: "q" }, words.question), field,
      make("p", { id: "h", class: "small" }, words.help),
      make("div", { class: "row" }, make("button", { class: "send", id: "send" }, words.send),
        make("button", { type: "button", class: "plain", id: "stop", hidden: true, onclick: () => running?.abort() }, words.stop),
        make("label", { for: "l", class: "ears" }, words.language), choice));
  }
  function enter(event) {
    /* Enter sends; Shift+Enter breaks the line; a running conversion of Japanese input is left alone. */
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); event.target.form.requestSubmit(); }
  }
  function submit(event) {
    event.preventDefault();
    const field = root.querySelector("#q");
    if (running || !field.value.trim()) { field.focus(); return; }
    const question = field.value;
    field.value = "";
    ask(question);
  }

  async function ask(question, choice = "") {
    if (running) return;
    running = new AbortController();
    root.querySelectorAll("#s, .choices, .person").forEach((element) => element.remove());
    busy(true);
    const line = make("p", { class: "small" }, words.thinking);
    const answer = make("div", { class: "a", lang: spoken() }, line);
    const turn = make("li", { class: "turn" }, asked(question), answer);
    turns.append(turn);
    status.textContent = words.thinking;
    turn.scrollIntoView({ block: "start" });
    try {
      const response = await call("ask", { question, conversation: token, language, choice, page }, running.signal);
      if (!response.ok) throw Object.assign(new Error("refused"), await response.json());
      const shown = await read(response, answer, line);
      turn.replaceWith(whole({ ...shown, question }, true));
      turns.lastElementChild.scrollIntoView({ block: "start" });
      status.textContent = turns.lastElementChild.querySelector(".a").innerText;
    } catch (error) {
      const stopped = error.name === "AbortError";
      if (error.code === "conversation_lost") keep("token", (token = ""));
      line.textContent = stopped ? words.stopped : error.sentence || first.failed;
      answer.append(line);
      status.textContent = line.textContent;
      if (!stopped && !choice) root.querySelector("#q").value = question;
    } finally {
      running = null;
      busy(false);
      root.querySelector("#q").focus({ preventScroll: true });
    }
  }
  function busy(yes) {
    root.querySelector("#send").disabled = yes;
    root.querySelector("#stop").hidden = !yes;
  }
  const spoken = () => (language || "ja").slice(0, 2);

  async function read(response, answer, line) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const shown = { parts: [], citations: [] };
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Error("cut");
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const name = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (!name || !data) continue;
        const said = JSON.parse(data);
        if (name === "conversation") keep("token", (token = said.conversation));
        else if (name === "sources") shown.citations = said.citations;
        else if (name === "ended") return { ...shown, ...said };
        else if (name === "error") throw new Error(said.reference);
        else {
          const found = { text: said.text, lead: said.lead || "", quoted: name === "quote", citations: said.citations || [said.citation] };
          shown.parts.push(found);
          line.remove();
          answer.append(part(found));
        }
      }
    }
  }

  const asked = (question) => make("div", { class: "q" }, make("span", { class: "ears" }, words.asked), question || words.hidden);
  function part(found) {
    const marks = found.citations.map((number) => make("span", { class: "mark" }, `${words.source}${number}`));
    if (!found.quoted) return make("p", { class: "part" }, found.text, ...marks);
    return make("div", { class: "quote" }, found.lead ? make("b", {}, found.lead) : "", make("p", { class: "part" }, found.text, ...marks));
  }
  const call_link = (number) => make("a", { href: `tel:${number.replace(/[^0-9+#*]/g, "")}` }, number);

  function whole(turn, last) {
    const answer = make("div", { class: "a", lang: spoken() });
    if (turn.says_ending) answer.append(make("p", { class: "end" }, turn.sentence));
    if (turn.hotlines.length || turn.outcome === "crisis") answer.append(make("p", { class: "end" }, words.emergency));
    for (const card of turn.hotlines) answer.append(make("div", { class: "card hot" }, make("b", {}, card.name), call_link(card.number), make("p", {}, [card.hours, card.area].filter(Boolean).join(" ")), make("p", { class: "small" }, `${card.source}（${card.verified_on} ${words.checked}）`)));
    answer.append(...turn.parts.map(part));
    const desk = turn.desk;
    if (desk) answer.append(make("div", { class: "card" }, make("b", {}, desk.name), desk.phone ? call_link(desk.phone) : "", make("p", {}, [desk.hours, desk.floor].filter(Boolean).join(" "))));
    if (last && turn.choices.length) answer.append(make("ul", { class: "choices row", "aria-label": words.choices }, ...turn.choices.map((choice) => make("li", {}, make("button", { type: "button", class: "plain", onclick: () => ask(choice.label, choice.id) }, choice.label)))));
    if (turn.citations.length) answer.append(make("div", { class: "src" }, make("h3", {}, words.sources), make("ol", {}, ...turn.citations.map((source) => make("li", { value: source.number }, make("a", { href: source.url, target: "_blank", rel: "noopener" }, source.title, make("span", { class: "ears" }, words.opens_new)), ` ${source.place}${source.page ? ` ${source.page}${words.page_number}` : ""}`)))));
    if (turn.can_be_rated) answer.append(rating(turn.turn));
    if (last) answer.append(make("p", { class: "person" }, make("button", { type: "button", class: "plain", onclick: () => talks.open(turn.turn, turn.question) }, words.person)));
    return make("li", { class: "turn" }, asked(turn.question), answer);
  }

  function rating(turn) {
    const box = make("div", { class: "stack" });
    const say = async (content, thanks) => {
      const line = make("p", { role: "status", tabindex: "-1" }, thanks);
      try {
        const response = await call("feedback", { conversation: token, turn, ...content });
        if (!response.ok) line.textContent = (await response.json()).sentence;
      } catch { line.textContent = first.failed; }
      box.replaceChildren(line);
      line.focus();
    };
    const vote = (kind, text) => make("button", { type: "button", class: "plain", onclick: () => say({ kind }, words.thanks) }, text);
    const why = make("select", { id: `w${turn}` }, ...Object.entries(words.reasons).map(([key, text]) => make("option", { value: key }, text)));
    const more = make("textarea", { id: `c${turn}`, rows: "2", maxlength: "500" });
    box.append(make("div", { class: "row" }, make("span", {}, words.helped), vote("helpful", `👍 ${words.yes}`), vote("not_helpful", `👎 ${words.no}`)),
      make("details", {}, make("summary", {}, words.report), make("div", { class: "stack" },
        make("label", { for: why.id }, words.where), why, make("label", { for: more.id }, words.comment), more,
        make("button", { type: "button", class: "plain", onclick: () => say({ kind: "error", reason: why.value, comment: more.value }, words.told) }, words.tell))));
    return box;
  }
})();
