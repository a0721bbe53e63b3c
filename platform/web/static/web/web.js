/* Small comforts on top of pages that work without them: dialogs, menus, copying, toasts, drop areas, guards.
   Everything hangs on data attributes; texts come from the page, so they follow its language. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("has-script");
  const find = (selector, within = document) => within.querySelector(selector);
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const hit = event.target instanceof Element && event.target.closest(selector);
      if (hit) act(hit, event);
    });

  /* Dialogs: <a href="#id" data-dialog-open> shows <dialog id="id">; data-dialog-close closes the one around it. */
  on("click", "[data-dialog-open]", (link, event) => {
    const dialog = find(link.getAttribute("href"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    dialog.showModal();
  });
  on("click", "[data-dialog-close]", (button, event) => {
    event.preventDefault();
    button.closest("dialog")?.close();
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  });

  /* Menus close by Escape and by a click elsewhere. */
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.removeAttribute("open");
      find("summary", menu).focus();
    });
  });

  /* Copy: <button data-copy="#id">; says so in the live region. */
  on("click", "[data-copy]", async (button) => {
    const source = find(button.dataset.copy);
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      toast(button.dataset.copied, "success");
    } catch {
      getSelection().selectAllChildren(source);
    }
  });

  /* Toasts: shown in the corner and read out. */
  const region = () => find("#toasts");
  function toast(text, kind = "info") {
    const model = find("#toast-model");
    if (!text || !model || !region()) return;
    const piece = model.content.cloneNode(true);
    const box = piece.firstElementChild;
    box.classList.add(`banner--${kind}`);
    const use = find("use", box);
    use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${kind}`));
    find("[data-text]", box).textContent = text;
    region().append(piece);
    // Errors stay until they are closed; the rest leaves long enough after it could be read.
    if (kind !== "error") setTimeout(() => box.remove(), 6000 + 120 * text.length);
  }
  on("click", "[data-toast-close]", (button) => button.closest(".banner").remove());
  document.addEventListener("yui:toast", (event) => toast(event.detail.text, event.detail.kind));
  document.addEventListener("htmx:sendError", () => toast(region()?.dataset.offline, "error"));
  document.addEventListener("htmx:responseError", (event) => {
    const reference = event.detail.xhr.getResponseHeader("X-Request-ID");
    toast([region()?.dataset.failed, reference].filter(Boolean).join(" "), "error");
  });

  /* What a page brings along as a message is read out once, and errors of a form take the focus. */
  const announce = () => {
    const words = [...document.querySelectorAll("#messages [data-flash]")].map((line) => line.textContent.trim());
    if (words.length) setTimeout(() => (find("#live").textContent = words.join(" ")), 300);
    find("[data-error-summary]")?.focus();
  };
  announce();
  document.addEventListener("htmx:afterSettle", (event) => find("[data-error-summary]", event.target)?.focus());

  /* A form is sent once; coming back by the back button frees it again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (event.defaultPrevented || form.getAttribute("method") !== "post" || form.matches("[hx-post]")) return;
    form.dataset.sent = "yes";
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(() => free(form), 10000); // an answer that is a download leaves the page standing
  });
  const free = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

  /* <form data-unsaved>: leaving with changes asks first. */
  let changed = null;
  on("input", "form[data-unsaved]", (form) => (changed = form));
  document.addEventListener("submit", () => (changed = null));
  addEventListener("beforeunload", (event) => changed?.isConnected && event.preventDefault());

  /* <select data-submit-on-change>: filters apply at once; without JavaScript the button beside it does. */
  on("change", "[data-submit-on-change]", (field) => field.form.requestSubmit());

  /* Drop areas put what is dropped into the plain file input inside. */
  const dropped = (area) => find("input[type=file]", area);
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)}KB` : `${(bytes / 1048576).toFixed(1)}MB`);
  for (const type of ["dragenter", "dragover"]) {
    on(type, "[data-drop]", (area, event) => {
      event.preventDefault();
      area.classList.add("drop--over");
    });
  }
  on("dragleave", "[data-drop]", (area, event) => {
    if (!area.contains(event.relatedTarget)) area.classList.remove("drop--over");
  });
  on("drop", "[data-drop]", (area, event) => {
    event.preventDefault();
    area.classList.remove("drop--over");
    const input = dropped(area);
    const taken = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => taken.items.add(file));
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  on("change", "[data-drop] input[type=file]", (input) => {
    const list = find("[data-drop-files]", input.closest("[data-drop]"));
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name}（${size(file.size)}）`;
        return line;
      }),
    );
  });

  on("click", "[data-print]", () => print());
  for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
})();
