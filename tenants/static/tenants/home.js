/* The tour of the home page, one step at a time. Without this file its three cards stand beside each other. */
(() => {
  "use strict";
  const tour = document.querySelector("[data-tour]");
  if (!tour) return;
  const steps = [...tour.querySelectorAll("[data-tour-step]")];
  const ways = tour.querySelector("[data-tour-ways]");
  const back = tour.querySelector("[data-tour-back]");
  const next = tour.querySelector("[data-tour-next]");
  const told = tour.querySelector("[data-tour-at]");
  const end = tour.querySelector("[data-tour-end]");
  let at = 0;

  function show(step, focus) {
    at = step;
    steps.forEach((one, number) => (one.hidden = number !== at));
    told.textContent = `${at + 1} / ${steps.length}`;
    back.disabled = at === 0;
    next.textContent = at === steps.length - 1 ? tour.dataset.done : tour.dataset.next;
    if (focus) steps[at].querySelector("h3").focus();
  }

  back.addEventListener("click", () => show(at - 1, true));
  next.addEventListener("click", () => (at === steps.length - 1 ? end.click() : show(at + 1, true)));
  tour.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" && at < steps.length - 1) show(at + 1, true);
    if (event.key === "ArrowLeft" && at > 0) show(at - 1, true);
  });
  ways.hidden = false;
  tour.classList.add("tour--steps");
  show(0, false);
})();
