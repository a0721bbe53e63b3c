/* From the widget to a person and back; stands inside widget.js. The tokens of the reader's talks lie in the site's own
   localStorage, for an answer may come days later; they open nothing but the talks, and one button forgets them. */
function talksOf({ make, call, place, base, words, conversation, isOpen, sayTo, failed }) {
  const name = `${place} talks`;
  const list = make("div", { class: "stack wide" });
  const ears = make("p", { class: "ears", role: "status" });
  const section = make("section", { class: "stack wide", "aria-label": words.person, hidden: true }, list, ears);
  const drafts = new Map();
  let mark = 0;
  let timer = 0;

  function kept() {
    try { return JSON.parse(localStorage.getItem(name) || "[]"); } catch { return []; }
  }
  function keep(tokens) {
    try { tokens.length ? localStorage.setItem(name, JSON.stringify(tokens.slice(0, 3))) : localStorage.removeItem(name); } catch { /* for this page only */ }
  }
  async function send(path, content) {
    const response = await call(`talk/${path}`, content);
    const said = await response.json();
    if (!response.ok) throw Object.assign(new Error("refused"), said);
    return said;
  }
  /* Many a town's site is served without TLS, where randomUUID is missing. */
  const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
  const sentence = (error) => error.sentence || failed;
  const phone = (number) => make("a", { href: `tel:${number.replace(/[^0-9+#*]/g, "")}` }, number);

  async function look(quietly) {
    clearTimeout(timer);
    const talks = kept();
    if (!talks.length || !isOpen()) return;
    try {
      const news = await send("news", { talks, after: 0 });
      if (news.after !== mark || !quietly) show(news, quietly);
      if (news.waits) timer = setTimeout(() => look(true), 15000);
    } catch { timer = setTimeout(() => look(true), 60000); }
  }

  function show(news, quietly) {
    const came = quietly && mark && news.talks.flatMap((talk) => talk.words).filter((word) => word.id > mark && word.who !== "resident");
    mark = news.after;
    section.hidden = !news.talks.length;
    const at = list.getRootNode().activeElement?.id;
    list.replaceChildren(...news.talks.map(card), forget());
    if (at) list.querySelector(`#${at}`)?.focus();
    if (came && came.length) ears.textContent = came.map((word) => `${word.name} ${word.text}`).join(" ");
  }

  function card(talk) {
    const box = make("article", { class: "card talk", tabindex: "-1" },
      make("h3", {}, words.to.replace("{section}", talk.section)), make("p", { class: "small" }, `${words.number} ${talk.number}`));
    if (talk.urgent) box.append(make("p", { class: "end" }, words.emergency));
    box.append(make("ol", { class: "words" }, ...talk.words.map(line)), make("p", {}, talk.next));
    if (talk.desk && !talk.desk_is_open) box.append(make("p", {}, `${talk.desk.name}（${talk.desk.hours}） `, phone(talk.desk.phone)));
    if (talk.may_write) box.append(writing(talk));
    return box;
  }
  function line(word) {
    const at = make("time", { datetime: word.at, class: "small" }, new Date(word.at).toLocaleString("ja-JP", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Tokyo" }));
    if (word.who === "event") return make("li", { class: "small" }, `${word.text} `, at);
    return make("li", { class: `word ${word.who}` }, make("p", {}, make("b", {}, word.who === "resident" ? words.you : word.name), " ", at), make("p", { class: "part" }, word.text));
  }
  function writing(talk) {
    const id = `t${talk.number}`;
    const wrong = make("p", { class: "warn", role: "alert", hidden: true });
    const field = make("textarea", { id, rows: "2", maxlength: "2000" });
    const draft = drafts.get(id) || { text: "", key: uuid() };
    field.value = draft.text;
    field.addEventListener("input", () => drafts.set(id, { text: field.value, key: draft.key }));
    return make("form", { class: "stack wide", onsubmit: async (event) => {
      event.preventDefault();
      try {
        const said = await send("answer", { talk: talk.talk, message: field.value, key: draft.key });
        drafts.delete(id);
        ears.textContent = said.talks[0].next;
        await look();
      } catch (error) { wrong.hidden = false; wrong.textContent = sentence(error); }
    } }, wrong, make("label", { for: id }, words.more), field, make("button", { class: "plain" }, words.send));
  }
  function forget() {
    return make("p", { class: "small" }, words.shared, " ", make("button", { type: "button", class: "plain", onclick: () => { keep([]); clearTimeout(timer); list.replaceChildren(); section.hidden = true; } }, words.forget));
  }

  /* The form stands where the talks stand; what was written stays in it until it is sent. */
  async function open(turn, question) {
    section.hidden = false;
    section.querySelector("#tf")?.remove();
    const box = make("form", { id: "tf", class: "card stack wide", novalidate: true });
    section.prepend(box);
    try { fill(box, await send("form", { conversation: conversation() }), turn, question); }
    catch (error) { box.replaceChildren(make("p", { class: "warn", role: "alert" }, sentence(error)), make("p", {}, make("a", { href: `${base}/chat/talk/`, target: "_blank", rel: "noopener" }, words.page))); }
    box.scrollIntoView({ block: "start" });
    box.querySelector("h3")?.focus();
  }

  function fill(box, facts, turn, question) {
    const title = make("h3", { tabindex: "-1" }, words.person);
    const stop = make("button", { type: "button", class: "plain", onclick: () => { box.remove(); sayTo(); } }, words.stop);
    if (!facts.is_open) { box.append(title, make("p", { class: "warn" }, words.shut), facts.phone ? make("p", {}, phone(facts.phone)) : "", stop); return; }
    const message = make("textarea", { id: "tm", rows: "4", maxlength: "4000" });
    message.value = question || "";
    const choice = make("select", { id: "ts" }, make("option", { value: "" }, words.anywhere), ...facts.sections.map((one) => make("option", { value: one.id }, one.name)));
    const person = make("input", { id: "tn", maxlength: "60", autocomplete: "name" });
    const contact = make("input", { id: "tc", maxlength: "120", autocomplete: "on" });
    const shares = make("input", { type: "checkbox", id: "tp", checked: true });
    const agrees = make("input", { type: "checkbox", id: "ta" });
    const wrong = make("p", { class: "warn", role: "alert", tabindex: "-1", hidden: true });
    const key = uuid();
    const row = (id, text, field) => make("div", { class: "stack wide" }, make("label", { for: id }, text), field);
    const tick = (field, text) => make("p", { class: "tick" }, field, make("label", { for: field.id }, text));
    const must = facts.contact === "required" ? "" : words.optional;
    box.append(title, make("p", {}, words.lead), facts.opens ? make("p", {}, words.opens.replace("{at}", facts.opens)) : "",
      facts.promised ? make("p", { class: "end" }, words.promised.replace("{at}", facts.promised)) : "", wrong,
      row("tm", words.message, message), row("ts", words.section, choice));
    if (facts.said.length) box.append(tick(shares, words.shares), make("details", {}, make("summary", {}, words.see), make("dl", {}, ...facts.said.flatMap((one) => [make("dt", {}, one.question), make("dd", {}, one.answer)]))));
    if (facts.contact !== "none") box.append(row("tn", words.name + must, person), row("tc", words.contact + must, contact));
    box.append(make("p", { class: "notice" }, facts.consent), make("p", { class: "small" }, words.never), tick(agrees, words.agree),
      make("div", { class: "row" }, make("button", { class: "send" }, words.send), stop));
    box.onsubmit = async (event) => {
      event.preventDefault();
      const content = { key, conversation: conversation(), turn: turn || "", message: message.value, shares: shares.checked && facts.said.length > 0, consents: agrees.checked, name: person.value, contact: contact.value };
      try {
        const said = await send("ask", choice.value ? { ...content, section: Number(choice.value) } : content);
        keep([said.talks[0].talk, ...kept()]);
        box.remove();
        await look();
        list.lastElementChild.previousElementSibling?.focus();
        ears.textContent = `${words.number} ${said.talks[0].number} ${said.talks[0].next}`;
      } catch (error) { wrong.hidden = false; wrong.textContent = sentence(error); wrong.focus(); }
    };
  }

  return { section, open, look };
}
