// Diagrams fit the width of the page; with this they can be made larger, and moved by the scroll of their frame.
(() => {
  const steps = [0.5, 0.75, 1, 1.25, 1.5, 2];
  for (const tools of document.querySelectorAll(".zoom")) {
    const frame = tools.nextElementSibling, said = tools.querySelector("output");
    const whole = Number(frame.dataset.w);
    const scale = () => frame.firstElementChild.getBoundingClientRect().width / whole;
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const what = event.target.dataset?.zoom;
      if (!what) return;
      const now = scale();
      const next = what === "in" ? steps.find((step) => step > now + 0.01) : steps.findLast((step) => step < now - 0.01);
      frame.classList.toggle("zoomed", what !== "fit");
      if (what !== "fit") frame.style.setProperty("--z", `${Math.round(whole * (next ?? now))}px`);
      said.value = `${Math.round(scale() * 100)}\u00a0%`;
    });
  }
})();
