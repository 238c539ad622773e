/*
 * Puts pictures into their places: of each diagram the view that is shown, the others when they are, and by and by
 * all that may be printed. A picture comes as a script that hands it over, because a page opened from a folder may
 * load nothing else; inlined it has links, keyboard focus and the colours of the page.
 */
(function () {
  "use strict";

  var reglament = (window.reglament = window.reglament || {});
  var drawn = {};
  var waiting = {};

  function name(address) {
    return address.replace(/^(?:\.\.\/)+/, "").replace(/\.js$/, "");
  }

  /* The picture in place of its room; its links lead from its own folder to the root, here from that of the page. */
  function fill(view) {
    var address = view.getAttribute("data-picture");
    var room = view.querySelector(".rg-diagram__room");
    if (!room) return;
    var root = address.slice(0, address.length - name(address).length - 3);
    var box = document.createElement("div");
    box.innerHTML = drawn[name(address)];
    [].forEach.call(box.querySelectorAll("a[href^='../']"), function (link) {
      link.setAttribute("href", root + link.getAttribute("href").replace(/^(?:\.\.\/)+/, ""));
    });
    view.replaceChild(box.firstElementChild, room);
    view.dispatchEvent(new CustomEvent("reglament:picture", { bubbles: true }));
  }

  /* What a script of a picture calls. */
  reglament.picture = function (called, svg) {
    drawn[called] = svg;
    (waiting[called] || []).forEach(fill);
    delete waiting[called];
  };

  function load(view) {
    var address = view.getAttribute("data-picture");
    var called = name(address);
    if (!view.querySelector(".rg-diagram__room")) return;
    if (drawn[called]) return fill(view);
    if (waiting[called]) {
      if (waiting[called].indexOf(view) < 0) waiting[called].push(view);
      return;
    }
    waiting[called] = [view];
    var script = document.createElement("script");
    script.src = address;
    script.onerror = function () {
      var plain = view.querySelector("noscript");
      delete waiting[called];
      if (plain && !view.querySelector("object")) view.insertAdjacentHTML("beforeend", plain.textContent);
    };
    document.head.appendChild(script);
  }

  function views(chosen) {
    [].filter.call(document.querySelectorAll("[data-picture]"), chosen).forEach(load);
  }

  function shown(view) {
    return view.getClientRects().length > 0;
  }

  /* Paper is wide and shows every detail. */
  function printed(view) {
    return !/--(?:tall|brief)/.test(view.className);
  }

  function look() {
    views(shown);
  }

  function later() {
    setTimeout(function () { views(printed); });
  }

  document.addEventListener("change", look);
  document.addEventListener("toggle", look, true);
  window.addEventListener("resize", look);
  window.addEventListener("beforeprint", function () { views(printed); });

  function begin() {
    look();
    if (document.readyState === "complete") later();
    else window.addEventListener("load", later);
  }

  /* Material puts another page in place without loading it and tells so here; the first page counts as well. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
