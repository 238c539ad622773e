/*
 * What a keyboard and a finger need and the pages cannot say by themselves.
 *
 * Tables that scroll sideways take the focus, so that arrow keys move them; keys open the search in a Russian layout; a finger sees what a term means before the
 * link is followed; Escape puts a tooltip away. Without it everything is still there to read and to follow.
 */
(function () {
  "use strict";

  var SCROLLED = ".rg-table, .rg-sample, .md-typeset__scrollwrap, .rg-scroll";
  /* Keys that open the search: the theme knows them by their letters, which another layout of the keyboard has not. */
  var OPENS = ["KeyF", "KeyS", "Slash"];
  var TYPED = "textarea, select, input:not([type=checkbox]):not([type=radio]), [contenteditable]";
  var told = null;
  var names = {};

  /* The words a region is known by: of its caption, else of the heading above it. */
  function called(region) {
    var caption = region.querySelector("caption");
    var all = [].slice.call(document.querySelectorAll(".md-content h1, .md-content h2, .md-content h3"));
    var above = all.filter(function (one) {
      return one.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
    var words = (caption || above || document.querySelector("title")).cloneNode(true);
    [].forEach.call(words.querySelectorAll(".headerlink"), function (one) { one.remove(); });
    var name = "Таблица: " + words.textContent.trim();
    names[name] = (names[name] || 0) + 1;
    return names[name] > 1 ? name + " (" + names[name] + ")" : name;
  }

  /* On the page of the glossary the meaning stands where the link leads. */
  function meaning(term) {
    var place = document.getElementById(decodeURIComponent(term.hash.slice(1)));
    var words = place && place.querySelector("dd p");
    return words ? words.textContent.replace(/</g, "‹").replace(/>/g, "›") : "";
  }

  /* What a term means stands on a page once; the theme makes tooltips of titles when the page has been read. */
  function explain() {
    var known = {};
    [].forEach.call(document.querySelectorAll("a.rg-term"), function (term) {
      if (term.title) known[term.hash] = term.title;
      else if (known[term.hash] || meaning(term)) term.title = known[term.hash] || meaning(term);
    });
  }

  /* The theme shows titles as HTML; one that a template of the company or a page of its own wrote is text as well. */
  function tame() {
    [].forEach.call(document.querySelectorAll("[title]"), function (one) {
      if (/[<>]/.test(one.title)) one.title = one.title.replace(/</g, "‹").replace(/>/g, "›");
    });
  }

  function weigh(region) {
    var moves = region.scrollWidth > region.clientWidth + 1 && getComputedStyle(region).overflowX !== "visible";
    if (moves && !region.hasAttribute("tabindex")) {
      region.setAttribute("tabindex", "0");
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", called(region));
      region.setAttribute("data-moves", "");
    } else if (!moves && region.hasAttribute("data-moves")) {
      ["tabindex", "role", "aria-label", "data-moves"].forEach(function (name) { region.removeAttribute(name); });
    }
  }

  function weighAll() {
    names = {};
    [].forEach.call(document.querySelectorAll(SCROLLED), weigh);
  }

  /*
   * Behind the menu and the search of a narrow page are boxes, before them labels: of a label the keyboard knows nothing,
   * so that a button takes its place. Boxes start anew with every page; Firefox would restore them.
   */
  function arm(box) {
    var label = document.querySelector("label.md-header__button[for='" + box.id + "']");
    box.setAttribute("autocomplete", "off");
    if (!label) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    /* The style sheet of the theme knows it by this. */
    button.setAttribute("for", box.id);
    button.setAttribute("aria-label", box.getAttribute("aria-label") || "");
    while (label.firstChild) button.appendChild(label.firstChild);
    label.parentNode.replaceChild(button, label);
    var tell = function () { button.setAttribute("aria-expanded", String(box.checked)); };
    button.addEventListener("click", function () { box.click(); });
    box.addEventListener("change", tell);
    tell();
  }

  function start() {
    [].forEach.call(document.querySelectorAll("#__drawer, #__search"), arm);
    weighAll();
  }

  document.addEventListener("click", function (event) {
    var term = event.target.closest && event.target.closest("a.rg-term");
    if (term && term !== told && event.pointerType === "touch") {
      event.preventDefault();
      term.focus({ preventScroll: true });
      told = term;
    } else {
      told = null;
    }
  });
  document.addEventListener("keydown", function (event) {
    var now = document.activeElement;
    var box = document.getElementById("__drawer");
    if (event.key === "Escape" && now && now.hasAttribute("aria-describedby") && now.closest(".md-content")) now.blur();
    if (event.key === "Escape" && box && box.checked) box.click();
    /* A label that opens a part of the menu is a button for everybody else. */
    if (event.key === " " && now && now.tagName === "LABEL" && now.hasAttribute("tabindex")) {
      event.preventDefault();
      now.click();
    }
  });
  document.addEventListener("keydown", function (event) {
    var field = document.querySelector(".md-search__input");
    var russian = /^[а-яё.]$/i.test(event.key) && OPENS.indexOf(event.code) >= 0;
    if (!russian || !field || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest && event.target.closest(TYPED)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  window.addEventListener("resize", weighAll);
  document.addEventListener("toggle", weighAll, true);

  explain();
  tame();
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
