"use strict";
// The page reads whole without this: it only picks, sorts and lays out anew what is there.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter"), flat = byId("flat"), found = byId("found");
  const groups = [...document.querySelectorAll("#groups > .norm")].map((home) => ({
    home, id: home.id, weight: home.dataset.w, process: home.dataset.p, body: home.querySelector(".list tbody"),
  }));
  const rows = groups.flatMap((group) => (group.body ? [...group.body.rows].map((row) => ({ row, group, text: "" })) : []));
  const fields = Object.fromEntries(
    ["text", "who", "norm", "process", "weight", "now", "change", "view"].map((name) => [name, byId(`f-${name}`)]).filter((pair) => pair[1]),
  );
  // People type as they speak: without guillemets, with any kind of space, «1 318 500» or «1318500», «Кузнецов Д. И.».
  const fold = (text) => text.toLocaleLowerCase("ru").replaceAll("ё", "е").replace(/[«»„“”"'’‘`]/g, "")
    .replace(/[\s\u00ad\u200b\u2060]+/g, " ").replace(/(\d) (?=\d{3}(?!\d))/g, "$1").replace(/([а-я])\.(?=[а-я]\.)/g, "$1. ");
  const initials = (name) => {
    const parts = name.trim().split(/\s+/);
    return parts.length === 3 ? `${parts[0]} ${parts[1][0]}. ${parts[2][0]}.` : "";
  };
  // A number of a clause is a word of its own: «4.1» is no part of «14.12».
  const has = (text, word) => {
    if (!/^\d{1,2}(\.\d{1,2})+$/.test(word)) return text.includes(word);
    return new RegExp(`(?<![\\d])${word.replaceAll(".", "\\.")}(?!\\d)`).test(text);
  };
  const key = (row, number) => row.dataset.k.split("|")[number];
  // Columns of the list by class: what they are sorted by.
  const keys = {
    g: (one) => one.group.home.querySelector("h3 span:not(.badge)").textContent,
    o: (one) => one.row.cells[one.row.cells.length - 8].textContent,
    w: (one) => one.row.querySelector(".w").textContent,
    d: (one) => one.row.dataset.k.split("|").slice(3).join("|"),
    x: (one) => one.row.querySelector(".x").textContent,
    f: (one) => key(one.row, 1),
    m: (one) => key(one.row, 2),
    s: (one) => key(one.row, 0),
    src: (one) => one.row.querySelector(".src").textContent,
  };
  const columns = ["o", "w", "d", "x", "f", "m", "s", "src"];
  let sorted = { by: "", turn: 1 };

  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const x = Number(a), y = Number(b);
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "ru", { numeric: true }) : x - y;
  };
  const inOrder = (list, of) => {
    const keyed = list.map((one) => [of(one), one]);
    // What has no value stays last whichever way the others go.
    keyed.sort((a, b) => (a[0] === "" || b[0] === "" ? 1 : sorted.turn) * compare(a[0], b[0]));
    return keyed.map((pair) => pair[1]);
  };

  const fits = (one) => {
    const row = one.row.dataset;
    if (fields.who.value && row.o !== fields.who.value) return false;
    if (fields.norm.value && one.group.id !== fields.norm.value) return false;
    if (fields.process.value && one.group.process !== fields.process.value) return false;
    if (fields.weight.value && one.group.weight !== fields.weight.value) return false;
    if (fields.now.value && row.s !== fields.now.value) return false;
    if (fields.change?.value && row.c !== fields.change.value) return false;
    const words = fold(fields.text.value).split(/\s+/).filter(Boolean);
    if (!words.length) return true;
    if (!one.text) {
      const cells = [...one.row.cells].filter((cell) => cell.className !== "g").map((cell) => cell.textContent);
      const norm = [...one.group.home.querySelectorAll("h3, .basis")].map((part) => part.textContent);
      one.text = fold([...norm, ...cells, initials(one.row.querySelector(".w").textContent)].join(" | "));
    }
    return words.every((word) => has(one.text, word));
  };

  const heads = (table) => [...table.tHead.rows[0].cells];
  const mark = () => {
    for (const head of document.querySelectorAll("#list .list thead th")) {
      if (sorted.by && head.dataset.by === sorted.by) head.setAttribute("aria-sort", sorted.turn === 1 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  };
  const button = (head, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.append(...head.childNodes);
    head.append(made);
    made.addEventListener("click", press);
  };
  const sortable = (head, by) => {
    head.dataset.by = by;
    // Money, excess and urgency are looked for from the greatest.
    const first = by === "m" || by === "f" ? -1 : 1;
    button(head, () => {
      sorted = { by, turn: sorted.by === by ? -sorted.turn : first };
      show();
      keep();
    });
  };

  const basis = (group) => {
    const cell = document.createElement("td");
    cell.className = "g";
    const link = document.createElement("a");
    link.href = `#${group.id}`;
    link.textContent = keys.g({ group });
    const small = document.createElement("small");
    small.textContent = (group.home.querySelector(".basis")?.textContent ?? "").trim();
    const page = group.home.querySelector("a.page")?.cloneNode(true);
    cell.append(link, small);
    if (page) small.append(small.textContent ? ", " : "", page);
    return cell;
  };
  let table = null;
  const flatten = (on) => {
    if (on && !table) {
      const source = document.querySelector("#groups .list");
      table = source.cloneNode(false);
      table.className = "list stack";
      const caption = document.createElement("caption");
      caption.textContent = flat.getAttribute("aria-label");
      const head = source.tHead.cloneNode(true);
      for (const one of head.rows[0].cells) { one.textContent = one.textContent; delete one.dataset.by; }
      const norm = document.createElement("th");
      norm.scope = "col";
      norm.textContent = "Норма";
      head.rows[0].prepend(norm);
      table.append(caption, head, document.createElement("tbody"));
      heads(table).forEach((one, number) => sortable(one, number ? columns[number - 1] : "g"));
      flat.append(table);
    }
    for (const one of rows) {
      const has = one.row.cells[0].className === "g";
      if (on && !has) one.row.prepend(basis(one.group));
      if (!on && has) one.row.cells[0].remove();
    }
    flat.hidden = !on;
    byId("groups").hidden = on;
  };

  let wasFlat = false, moved = false;
  const show = () => {
    const on = fields.view.value === "flat";
    if (on !== wasFlat) flatten(on);
    // Unsorted rows stand by urgency, as they came; they are touched only if they were moved.
    if (on || sorted.by || moved) {
      const order = inOrder(rows, keys[sorted.by || "s"]);
      if (on) table.tBodies[0].append(...order.map((one) => one.row));
      else for (const one of order) one.group.body.append(one.row);
    }
    moved = on || Boolean(sorted.by);
    wasFlat = on;
    let shown = 0;
    const left = new Set();
    for (const one of rows) {
      const fit = fits(one);
      one.row.hidden = !fit;
      shown += fit;
      if (fit) left.add(one.group);
    }
    const picked = Object.entries(fields).some(([name, field]) => name !== "view" && field.value);
    for (const group of groups) group.home.hidden = picked && !left.has(group);
    found.value = picked || on ? `Показано ${shown} из ${rows.length}${shown ? "" : ": ничего не подошло"}` : "";
    mark();
  };

  // The state stands in the address, by names and not by numbers: a link works in the next report as well.
  const label = (field) => (field.tagName === "SELECT" && field.id === "f-who" ? field.selectedOptions[0].text : field.value);
  const keep = () => {
    const state = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) if (field.value) state.set(name, label(field));
    if (sorted.by) state.set("sort", (sorted.turn === 1 ? "" : "-") + sorted.by);
    history.replaceState(null, "", `#list${[...state].length ? `?${state}` : ""}`);
  };
  const restore = () => {
    if (!location.hash.startsWith("#list?")) return false;
    const state = new URLSearchParams(location.hash.slice(6));
    for (const [name, field] of Object.entries(fields)) {
      const value = state.get(name) ?? "";
      if (field.tagName !== "SELECT") field.value = value;
      else field.value = [...field.options].find((option) => option.value && (name === "who" ? option.text : option.value) === value)?.value ?? "";
    }
    const by = (state.get("sort") ?? "").replace(/^-/, "");
    sorted = keys[by] ? { by, turn: state.get("sort").startsWith("-") ? -1 : 1 } : { by: "", turn: 1 };
    show();
    byId("list").scrollIntoView();
    return true;
  };
  const change = () => { show(); keep(); };
  const clear = () => {
    for (const field of Object.values(fields)) field.value = "";
    sorted = { by: "", turn: 1 };
  };

  if (rows.length) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => { event.preventDefault(); clear(); change(); });
    fields.text.addEventListener("input", change);
    for (const field of Object.values(fields)) if (field !== fields.text) field.addEventListener("change", change);
    for (const one of document.querySelectorAll("#groups .list")) heads(one).forEach((head, number) => sortable(head, columns[number]));
    for (const chip of document.querySelectorAll("a[data-o]")) {
      chip.addEventListener("click", (event) => {
        event.preventDefault();
        clear();
        fields.who.value = chip.dataset.o;
        fields.norm.value = chip.dataset.n;
        change();
        byId("list").scrollIntoView();
        fields.who.focus({ preventScroll: true });
      });
    }
    // A number leads to the rows it counts.
    for (const link of document.querySelectorAll("a[data-q]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        clear();
        for (const [name, value] of new URLSearchParams(link.dataset.q)) if (fields[name]) fields[name].value = value;
        change();
        byId("list").scrollIntoView();
        fields.now.focus({ preventScroll: true });
      });
    }
    // A link to what the filter hides shows it again.
    addEventListener("hashchange", () => {
      if (restore()) return;
      const target = byId(location.hash.slice(1));
      if (target?.closest("#groups, #flat") && target.getClientRects().length === 0) {
        clear();
        show();
        target.scrollIntoView();
      }
    });
    restore();
  }

  const team = byId("team");
  if (team) {
    heads(team).slice(1).forEach((head, number) => {
      // The column of what is new is there only when there is an earlier audit.
      const values = heads(team).length === 6 ? [0, 1, 2, 3, 4] : [0, 1, 2, 4];
      button(head, () => {
        // A low score is bad, and so is a great number of anything else.
        const turn = head.getAttribute("aria-sort") ? -Number(head.dataset.turn) : number ? -1 : 1;
        for (const other of heads(team)) other.removeAttribute("aria-sort");
        head.dataset.turn = turn;
        head.setAttribute("aria-sort", turn === 1 ? "ascending" : "descending");
        const bodies = [...team.tBodies].map((body) => [body.dataset.k.split("|")[values[number]], body]);
        bodies.sort((a, b) => (a[0] === "" || b[0] === "" ? 1 : turn) * compare(a[0], b[0]));
        team.append(...bodies.map((pair) => pair[1]));
      });
    });
  }
  const unfold = () => {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  // The menu shows which section is read: the last one whose head has passed the upper part of the window.
  const menu = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
  const seen = new Set();
  if ("IntersectionObserver" in window) {
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) (entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id));
      const here = [...menu.keys()].filter((id) => seen.has(id)).pop();
      for (const [id, link] of menu) (id === here ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current"));
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const id of menu.keys()) if (byId(id)) watcher.observe(byId(id));
  }
  addEventListener("beforeprint", () => document.querySelectorAll(".picture, .fold").forEach((item) => { item.open = true; }));
})();
