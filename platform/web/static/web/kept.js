/* <form data-outlives>: what was typed outlives a session that ended. It is put aside in this tab only while the page is left,
   and put back into the same page after a sign-in; after any other way it is forgotten. */
(() => {
  "use strict";
  /* A draft's `base` is the version it was written on: put back too, so that a colleague's newer one is not overwritten. */
  const KEY = "yui:kept";
  const forms = [...document.querySelectorAll("form[data-outlives]")];
  const LEFT_OUT = "[type=hidden]:not([name=base]), [type=password], [type=file], [type=submit], [type=button]";
  const fields = (form) => [...form.elements].filter((one) => one.name && !one.matches(LEFT_OUT) && !one.matches("button"));
  const checkable = (one) => one.matches("[type=checkbox], [type=radio]");
  let changed = false;

  function values() {
    return forms.map((form) => fields(form).map((one) => [one.name, checkable(one) ? one.checked : one.value]));
  }

  function putBack(kept) {
    forms.forEach((form, at) => {
      fields(form).forEach((one, place) => {
        const [name, value] = kept[at]?.[place] ?? [];
        if (name !== one.name || one.multiple) return;
        if (checkable(one)) one.checked = value;
        else one.value = value;
      });
      form.dispatchEvent(new Event("input", { bubbles: true }));
      form.querySelector("textarea, input:not([type=hidden])")?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const text = forms[0].dataset.outlives;
    if (text) document.dispatchEvent(new CustomEvent("yui:toast", { detail: { text, kind: "info" } }));
  }

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    } catch {
      return null;
    }
  }

  const kept = read();
  const signedIn = document.referrer && new URL(document.referrer).pathname.startsWith("/accounts/");
  sessionStorage.removeItem(KEY);
  if (kept?.path === location.pathname && signedIn && forms.length) setTimeout(() => putBack(kept.values));

  for (const form of forms) form.addEventListener("input", () => (changed = true));
  addEventListener("pagehide", () => {
    if (!changed) return;
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, values: values() }));
    } catch {
      /* too long for this browser: the page that says the session ended shows the words */
    }
  });
})();
