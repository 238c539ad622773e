/* «Что изменилось» for one role, norms whose day is still to come, and the ticks of the acquaintance sheet. */
(function () {
  "use strict";

  var store = (window.reglament && window.reglament.store) || { get: function () { return null; }, set: function () {} };
  var ROLE = "changes:role";

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /* Pages are the same on any day; what still lies ahead only the reader's calendar knows. */
  function ahead() {
    var now = new Date();
    var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    all("time[data-since]").forEach(function (one) {
      if (one.getAttribute("datetime") > today) {
        var chip = document.createElement("span");
        chip.className = "rg-chip rg-chip--draft";
        chip.textContent = "впереди";
        one.parentNode.appendChild(document.createTextNode(" "));
        one.parentNode.appendChild(chip);
      }
    });
  }

  function concerns(item, role) {
    return !role || (" " + item.getAttribute("data-roles") + " ").indexOf(" " + role + " ") >= 0;
  }

  /* Under «По ролям»: the heading of a role with everything up to the next one. */
  function chapter(heading) {
    var found = [heading];
    for (var next = heading.nextElementSibling; next && !/^H[1-3]$/.test(next.tagName); next = next.nextElementSibling) {
      if (next.classList.contains("rg-foot")) { break; }
      found.push(next);
    }
    return found;
  }

  /* What was changed for the others is hidden, their lines of the contents with it. */
  function chapters(chosen) {
    all("h3[id^='rol-']").forEach(function (heading) {
      var place = "#" + heading.id;
      var hidden = Boolean(chosen) && place !== chosen;
      chapter(heading).forEach(function (one) { one.hidden = hidden; });
      all(".md-nav--secondary a").forEach(function (link) {
        if (decodeURIComponent(link.hash) === place && link.closest("li")) { link.closest("li").hidden = hidden; }
      });
    });
  }

  function choose(links, state, role, title) {
    var items = all("[data-roles]");
    var seen = 0;
    items.forEach(function (item) {
      item.hidden = !concerns(item, role);
      seen += item.hidden ? 0 : 1;
    });
    all(".rg-first").forEach(function (list) { list.hidden = !all("[data-roles]:not([hidden])", list).length; });
    all("[data-event]").forEach(function (event) { event.hidden = !all("[data-roles]:not([hidden])", event).length; });
    links.forEach(function (link) {
      if ((link.getAttribute("data-role") || "") === role) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
    state.hidden = !role;
    state.textContent = role ? "Показано для роли «" + title + "»: " + seen + " из " + items.length + " на этой странице." : "";
  }

  function filter() {
    var nav = document.querySelector("[data-changes-roles]");
    var state = document.querySelector("[data-changes-state]");
    if (!nav || !state) { return; }
    var every = document.createElement("li");
    every.innerHTML = '<a href="#" data-role="">Все роли</a>';
    nav.querySelector("ul").insertBefore(every, nav.querySelector("ul").firstChild);
    var links = all("a[data-role]", nav);
    var by = document.getElementById("po-rolyam");
    var others = document.createElement("p");
    others.className = "rg-pick__state rg-pick__others";
    others.innerHTML = '<button type="button" class="rg-button rg-button--quiet">Показать все роли</button>';
    others.hidden = true;
    others.firstChild.addEventListener("click", function () {
      pick(links[0], true);
      by.scrollIntoView();
    });
    if (by) { by.parentNode.insertBefore(others, by.nextSibling); }

    function pick(link, keep) {
      // The number of a role may be another tomorrow: what is kept is where its link leads.
      var mine = link.getAttribute("data-role");
      choose(links, state, mine, link.textContent);
      chapters(mine && link.getAttribute("href"));
      others.hidden = !mine;
      if (keep) { store.set(ROLE, link.getAttribute("href")); }
    }

    links.forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        pick(link, true);
      });
    });
    // Who never chose here, but has told the start page or the page of a role who he is, begins with his own.
    var me = store.get("ya");
    var known = store.get(ROLE) || (me && me.role ? "#rol-" + me.role : null);
    var kept = links.filter(function (link) { return link.getAttribute("href") === known; })[0];
    // An address that names a place is followed as it is.
    pick(kept && !location.hash ? kept : links[0], false);
    window.addEventListener("hashchange", function () {
      var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!place || place.getClientRects().length) { return; }
      pick(links[0], false);
      place.scrollIntoView();
    });
  }

  function sheet() {
    var root = document.querySelector("[data-sheet]");
    if (!root) { return; }
    var boxes = all("input[data-read]", root);
    var told = document.querySelector("[data-read-progress]");

    function count() {
      var done = boxes.filter(function (box) { return box.checked; }).length;
      told.textContent = done === boxes.length ? "Прочитано всё: " + done + ". Осталось подписать."
        : "Прочитано: " + done + " из " + boxes.length + ".";
    }

    boxes.forEach(function (box) {
      // A new edition has a key of its own: what was read of the old one says nothing of it.
      var key = "read:" + box.getAttribute("data-read");
      box.checked = store.get(key) === true;
      box.addEventListener("change", function () {
        store.set(key, box.checked ? true : null);
        count();
      });
    });
    all(".rg-signing__read", root).forEach(function (cell) { cell.hidden = false; });
    told.hidden = false;
    count();
    var button = document.querySelector("[data-print]");
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  ahead();
  filter();
  sheet();
})();
