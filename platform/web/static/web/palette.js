/* The keyboard palette: Ctrl+K (⌘K) or the button in the header opens a combobox over the page that finds everything.
   Pattern: WAI-ARIA combobox with a listbox. Without this file the button is a link to that page. */
(() => {
  "use strict";
  const dialog = document.querySelector("#palette");
  const opener = document.querySelector("[data-palette-open]");
  if (!dialog || !opener || !dialog.showModal) return;
  const input = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const none = dialog.querySelector("[data-palette-none]");
  const status = dialog.querySelector("[data-palette-status]");
  const keys = opener.querySelector("kbd");
  const options = () => [...list.querySelectorAll("[role=option]")];
  let asked = null;
  let waiting = 0;
  let pending = false; // what is listed does not belong to what is typed yet
  let wanted = false; // Enter was pressed meanwhile: the first result is opened when it comes
  keys.textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K";
  keys.hidden = false;

  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(html) {
    list.innerHTML = html;
    const found = options();
    found.forEach((option, at) => (option.id = `palette-${at}`));
    list.hidden = !found.length;
    none.hidden = Boolean(found.length);
    none.textContent = found.length ? "" : dialog.dataset.none;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    status.textContent = found.length ? `${found.length}${dialog.dataset.found}` : dialog.dataset.none;
    choose(input.value.trim() ? found[0] : null);
  }

  async function find() {
    asked?.abort();
    asked = new AbortController();
    pending = true;
    const address = `${dialog.dataset.palette}?${new URLSearchParams({ q: input.value, piece: "1" })}`;
    try {
      const response = await fetch(address, { signal: asked.signal, redirect: "manual" });
      if (response.type === "opaqueredirect") return location.assign(dialog.dataset.palette); // the session ended
      if (!response.ok) throw new Error(String(response.status));
      show(await response.text());
      pending = false;
      if (wanted && options().length) location.assign(options()[0].dataset.href);
    } catch (error) {
      if (error.name === "AbortError") return;
      show("");
      pending = false;
      none.textContent = status.textContent = dialog.dataset.failed;
    }
  }

  function open() {
    if (dialog.open) return;
    input.value = "";
    wanted = false;
    list.replaceChildren();
    dialog.showModal();
    input.focus();
    find();
  }

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  input.addEventListener("input", () => {
    pending = true;
    wanted = false;
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a running conversion of Japanese input
    const found = options();
    const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!found.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(found[at < 0 ? (step > 0 ? 0 : found.length - 1) : (at + step + found.length) % found.length]);
    } else if (event.key === "Enter" && (pending || at >= 0)) {
      event.preventDefault();
      if (pending) wanted = input.value.trim() !== "";
      else location.assign(found[at].dataset.href);
    }
  });
  list.addEventListener("mousemove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") choose(option);
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  dialog.addEventListener("close", () => {
    asked?.abort();
    opener.focus();
  });
})();
