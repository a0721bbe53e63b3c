/* Buttons and keys that write Markdown into a text area. The browser's own undo stays; without scripts there is no bar. */
(() => {
  "use strict";
  const field = document.querySelector("[data-editor]");
  const bar = document.querySelector("[data-editor-bar]");
  if (!field || !bar) return;
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;

  /* As if it had been typed, so that one step back takes it away again. */
  function write(start, end, words, from, to) {
    field.focus();
    field.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.setSelectionRange(start + from, start + to);
  }

  const lineStart = (at) => field.value.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = (at) => (field.value.indexOf("\n", at) + 1 || field.value.length + 1) - 1;
  const HEAD = /^#{1,6} /;
  const ITEM = /^(?:[-*] |\d{1,3}\. )/;

  /* The same mark again takes it away. */
  function lines(mark, plain) {
    const start = lineStart(field.selectionStart);
    const end = lineEnd(Math.max(field.selectionStart, field.selectionEnd - (field.selectionEnd > field.selectionStart ? 1 : 0)));
    const old = field.value.slice(start, end).split("\n");
    const marked = old.every((line, number) => line.startsWith(mark(number)));
    const words = old.map((line, number) => (marked ? line.slice(mark(number).length) : mark(number) + line.replace(plain, ""))).join("\n");
    write(start, end, words, old.length > 1 ? 0 : words.length, words.length);
  }

  function bold() {
    const { selectionStart: start, selectionEnd: end } = field;
    const words = field.value.slice(start, end);
    if (words.length > 4 && words.startsWith("**") && words.endsWith("**")) return write(start, end, words.slice(2, -2), 0, words.length - 4);
    write(start, end, `**${words}**`, 2, 2 + words.length);
  }

  function table(button) {
    const [left, right] = button.dataset.cells.split(",");
    const at = lineEnd(field.selectionEnd);
    const lead = at === 0 ? "" : field.value.slice(0, at).endsWith("\n") ? "\n" : "\n\n";
    const words = `${lead}| ${left} | ${right} |\n| --- | --- |\n|  |  |\n`;
    write(at, at, words, lead.length + 2, lead.length + 2 + left.length);
  }

  const FORMATS = {
    heading: () => lines(() => "## ", HEAD),
    bold,
    list: () => lines(() => "- ", ITEM),
    numbers: () => lines((number) => `${number + 1}. `, ITEM),
    table,
    undo: () => { field.focus(); document.execCommand("undo"); },
    redo: () => { field.focus(); document.execCommand("redo"); },
  };

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-format]");
    if (!button) return;
    FORMATS[button.dataset.format](button);
    reach(button);
  });

  /* One stop for the tabulator; arrows, Home and End move within. */
  function reach(button) {
    for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
  }
  bar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    reach(buttons[to]);
    buttons[to].focus();
  });

  const KEYS = { KeyB: "bold", "Alt+Digit1": "heading", "Shift+Digit8": "list", "Shift+Digit7": "numbers" };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const format = KEYS[`${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`];
      if (format) {
        event.preventDefault();
        FORMATS[format]();
      }
    } else if (event.key === "Enter" && !event.shiftKey && field.selectionStart === field.selectionEnd) {
      goOn(event);
    }
  });

  /* A new line of a list begins with the list's mark; Enter on an empty one ends the list. */
  function goOn(event) {
    const at = field.selectionStart;
    const start = lineStart(at);
    const line = field.value.slice(start, at);
    const mark = line.match(/^(\s*)(?:([-*]) |(\d{1,3})\. )/);
    if (!mark || at !== lineEnd(at)) return;
    event.preventDefault();
    if (line === mark[0]) return write(start, at, "", 0, 0);
    const next = `\n${mark[1]}${mark[2] ?? `${Number(mark[3]) + 1}.`} `;
    write(at, at, next, next.length, next.length);
  }
})();
