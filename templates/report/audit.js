"use strict";
// The page reads whole without this: it only sorts and filters the lists of violators.
(() => {
  const tables = [...document.querySelectorAll("table.list")];
  const form = document.getElementById("filter");
  if (!tables.length || !form) return;
  const find = document.getElementById("find");
  const owner = document.getElementById("owner");
  const found = document.getElementById("found");
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const texts = new Map();
  const fold = (text) => text.toLocaleLowerCase("ru").replaceAll("ё", "е");

  const filter = () => {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      if (!texts.has(row)) texts.set(row, fold(row.textContent));
      const fits = (!owner.value || row.dataset.owner === owner.value) && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    found.value = words.length || owner.value ? `Показано ${shown} из ${rows.length}` : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  find.addEventListener("input", filter);
  owner.addEventListener("change", filter);
  for (const chip of document.querySelectorAll("[data-pick]")) {
    chip.addEventListener("click", () => {
      owner.value = chip.dataset.pick;
      filter();
    });
  }

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent.trim();
  };
  const compare = (a, b) => {
    const x = Number(a), y = Number(b);
    if (a === "" || b === "") return (a === "") - (b === "");
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "ru", { numeric: true }) : x - y;
  };
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", turn === 1 ? "ascending" : "descending");
        const body = table.tBodies[0];
        const keyed = [...body.rows].map((row) => [value(row, column), row]);
        keyed.sort((a, b) => turn * compare(a[0], b[0]));
        body.append(...keyed.map((pair) => pair[1]));
      });
    });
  }
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((item) => { item.open = true; }));
})();
