/* The town's line loads this small script; it fetches the present chat. Its words come from the server. */
(() => {
  "use strict";
  const own = document.currentScript;
  const all = "__WORDS__";
  const chat = document.createElement("script");
  chat.src = new URL("/widget/__VERSION__/chat.js", own.src).href;
  chat.async = true;
  if (own.nonce) chat.nonce = own.nonce;
  chat.dataset.words = JSON.stringify(all[document.documentElement.lang.slice(0, 2)] || all.ja);
  document.head.append(chat);
})();
