/* First days of a newcomer: boxes keep their ticks in the browser; the start page and the pages of a role tell how far one is. */
(function () {
  "use strict";

  var store = (window.reglament || {}).store;
  if (!store) { return; }

  function each(selector, inside, act) {
    Array.prototype.forEach.call((inside || document).querySelectorAll(selector), act);
  }

  function done(role) {
    var kept = store.get("nachalo:" + role);
    return kept && typeof kept === "object" ? kept : {};
  }

  function words(count, total) {
    return count === total ? "сделано всё" : "сделано " + count + " из " + total;
  }

  /* The list itself. */
  function checklist(head) {
    var role = head.getAttribute("data-checklist");
    var boxes = document.querySelectorAll("[data-task]");

    function save() {
      var kept = {};
      Array.prototype.forEach.call(boxes, function (box) {
        if (box.checked) { kept[box.getAttribute("data-task")] = true; }
      });
      store.set("nachalo:" + role, Object.keys(kept).length ? kept : null);
    }

    function bar(place, inside) {
      var all = inside.querySelectorAll("[data-task]").length;
      var ticked = inside.querySelectorAll("[data-task]:checked").length;
      var line = place.querySelector("[data-progress]");
      line.hidden = false;
      line.querySelector("progress").value = ticked;
      line.querySelector(".rg-progress__words").textContent = words(ticked, all);
    }

    function show() {
      bar(head, document);
      each("[data-stage]", document, function (stage) { bar(stage, stage); });
    }

    function load() {
      var kept = done(role);
      Array.prototype.forEach.call(boxes, function (box) {
        box.checked = kept[box.getAttribute("data-task")] === true;
      });
      show();
    }

    each("[data-reset]", document, function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        if (!window.confirm("Снять все отметки этого списка?")) { return; }
        store.set("nachalo:" + role, null);
        load();
      });
    });
    each("[data-print]", document, function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
    Array.prototype.forEach.call(boxes, function (box) {
      box.addEventListener("change", function () { save(); show(); });
    });
    /* The same list in another tab, or the page taken back from the memory of the browser. */
    window.addEventListener("storage", load);
    window.addEventListener("pageshow", load);
    load();
  }

  function element(name, css, text) {
    var made = document.createElement(name);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }

  function link(href, text) {
    var made = element("a", "", text);
    made.setAttribute("href", href);
    return made;
  }

  /* How far one is: the first stage that is not finished, or the end. */
  function standing(door) {
    var kept = Object.keys(done(door.getAttribute("data-door")));
    var told = "";
    (door.getAttribute("data-stages") || "").split(";").some(function (row) {
      var parts = row.split(":");
      var total = Number(parts[1]);
      if (!total) { return false; }
      var count = kept.filter(function (key) { return key.indexOf(parts[0] + "-") === 0; }).length;
      told = parts.slice(2).join(":").toLowerCase() + " — " + words(Math.min(count, total), total);
      return count < total;
    });
    return told;
  }

  function greet(place) {
    var me = store.get("ya");
    var doors = Array.prototype.filter.call(document.querySelectorAll("[data-door]"), function (door) {
      return me && door.getAttribute("data-door") === me.role;
    });
    var door = doors.filter(function (one) { return one.getAttribute("data-position") === me.position; })[0] || doors[0];
    place.textContent = "";
    place.hidden = !door;
    if (!door) { return; }
    var told = standing(door);
    var line = element("p", "rg-continue__words", "Продолжить: ");
    line.appendChild(element("strong", "", door.getAttribute("data-title")));
    if (told) { line.appendChild(document.createTextNode(", " + told)); }
    var list = element("ul", "rg-continue__links");
    (door.getAttribute("data-pages") || "").split(";").forEach(function (row) {
      var parts = row.split("|");
      if (parts.length < 2) { return; }
      var item = element("li");
      item.appendChild(link(parts[0], parts[1]));
      list.appendChild(item);
    });
    var forget = element("button", "rg-button rg-button--quiet", "Это не я");
    forget.type = "button";
    forget.addEventListener("click", function () {
      store.set("ya", null);
      tell();
    });
    place.appendChild(line);
    place.appendChild(list);
    place.appendChild(forget);
  }

  /* Buttons that say «this is my role»: on the page of a role and beside each role of the start page. */
  function claim(button) {
    var me = store.get("ya");
    var door = button.closest("[data-door]");
    var mine = Boolean(me) && me.role === button.getAttribute("data-mine");
    /* A role that stands behind two positions is named by one of them. */
    var elsewhere = mine && door && me.position && me.position !== door.getAttribute("data-position");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(mine && !elsewhere));
  }

  function tell() {
    each("[data-continue]", document, greet);
    each("[data-mine]", document, claim);
  }

  function remember(role, position) {
    store.set("ya", { role: role, position: position || "" });
  }

  each("[data-checklist]", document, checklist);
  each("[data-remember]", document, function (way) {
    way.addEventListener("click", function () {
      var door = way.closest("[data-door]");
      remember(door.getAttribute("data-door"), door.getAttribute("data-position"));
    });
  });
  each("[data-done]", document, function (place) {
    var count = Object.keys(done(place.getAttribute("data-done"))).length;
    if (count) { place.textContent = "Отмечено дел: " + count + "."; }
  });
  each("[data-mine]", document, function (button) {
    button.addEventListener("click", function () {
      var door = button.closest("[data-door]");
      if (button.getAttribute("aria-pressed") === "true") { store.set("ya", null); }
      else { remember(button.getAttribute("data-mine"), door ? door.getAttribute("data-position") : ""); }
      tell();
    });
  });
  tell();
  window.addEventListener("pageshow", tell);
})();
