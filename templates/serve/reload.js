"use strict";
// Shows a page of the site anew, at the same place, when it has become another, and shows why it could not be made.
(() => {
  let seen = null, source = null, panel = null;
  const mark = document.currentScript.dataset.mark;
  const page = encodeURIComponent(decodeURIComponent(location.pathname));
  const here = `reglament-place:${location.pathname}`;
  const make = (name, text, style) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    Object.assign(made.style, style || {});
    return made;
  };
  const show = (state) => {
    if (panel) panel.remove();
    panel = null;
    if (!state.errors.length) return;
    panel = make("aside", "", {
      position: "fixed", left: "0", right: "0", bottom: "0", zIndex: "99", maxHeight: "60vh", overflow: "auto",
      padding: "1rem 1.5rem", background: "#3b1f1e", color: "#fff", borderTop: "4px solid #ff9b92", fontSize: "16px", lineHeight: "1.5",
    });
    panel.setAttribute("role", "alert");
    panel.setAttribute("aria-label", "Ошибки в описании");
    panel.tabIndex = 0;
    panel.append(make("strong", "Сайт не обновлён: в описании есть ошибки. Показан прежний. Исправьте и сохраните — он обновится сам."));
    const list = make("ol", "", { margin: ".5rem 0 0", paddingLeft: "1.5rem" });
    for (const error of state.errors) {
      const item = make("li");
      if (error.where) item.append(make("code", error.where, { background: "none", color: "#ffd7d2" }), make("br"));
      item.append(make("span", error.message));
      if (error.tip) item.append(make("br"), make("span", `Как исправить: ${error.tip}`, { color: "#ffd7d2" }));
      list.append(item);
    }
    panel.append(list);
    if (state.more) panel.append(make("p", `И ещё ошибок: ${state.more}`));
    document.body.append(panel);
  };
  // What a reader has opened and where he has come to; storage may be refused.
  const keep = () => {
    const open = [...document.querySelectorAll("details")].map((one) => one.open);
    try { sessionStorage.setItem(here, JSON.stringify({ x: scrollX, y: scrollY, open })); } catch { /* it opens at its top */ }
  };
  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(here));
      sessionStorage.removeItem(here);
    } catch { /* nothing was kept */ }
    if (!kept) return;
    const all = [...document.querySelectorAll("details")];
    if (all.length === kept.open.length) all.forEach((one, index) => { one.open = kept.open[index]; });
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    // Pictures and fonts that come later may move the place.
    if (document.readyState !== "complete") addEventListener("load", back, { once: true });
  };
  const look = async () => {
    const state = await (await fetch(`/live/state?page=${page}`)).json();
    if (mark && state.mark && state.mark !== mark) {
      keep();
      location.reload();
    } else {
      show(state);
    }
  };
  const hear = (event) => {
    if (seen !== event.data) look().catch(() => {});
    seen = event.data;
  };
  // A browser keeps few connections to one address: pages nobody sees leave theirs to others.
  const attend = () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(`/live?page=${page}`);
      source.onmessage = hear;
    }
  };
  document.addEventListener("visibilitychange", attend);
  restore();
  attend();
})();
