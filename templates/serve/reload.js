"use strict";
// Reloads a page of the site when it was built anew, and shows why it could not be.
(() => {
  let seen = null, source = null, panel = null;
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
  const look = async () => show(await (await fetch("/live/state")).json());
  const hear = (event) => {
    if (seen !== null && seen !== event.data) {
      fetch("/live/state").then((answer) => answer.json()).then((state) => (state.errors.length ? show(state) : location.reload()));
    }
    seen = event.data;
  };
  // A browser keeps few connections to one address: pages nobody sees leave theirs to others.
  const attend = () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource("/live");
      source.onmessage = hear;
    }
  };
  document.addEventListener("visibilitychange", attend);
  attend();
  look().catch(() => {});
})();
