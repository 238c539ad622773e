/*
 * The site's own search in the place of Material's.
 *
 * Material asks a Web Worker, which knows no Russian word forms and which browsers refuse to pages opened from a folder.
 * Here an object that looks like that worker answers in its words from the page itself, over a network and from a folder
 * alike. The search and its index are loaded when a reader turns to them; until then a page carries this file only.
 */
(function () {
  "use strict";

  var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  var FILES = ["assets/search-words.js", "assets/search-sayings.js", "assets/search.js", "search/words.js"];
  var THEIRS = /assets\/javascripts\/workers\/search[^/]*$/;
  var NOTHING = "Ничего не нашлось. Назовите иначе или короче: «скидка», «первый звонок», «КП»";
  var BROKEN = "Поиск не загрузился: обновите страницу";
  var Native = window.Worker;

  function load(address) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    });
  }

  /* Say how the search went where Material counts what was found: after it, in the same place. */
  function tell(text, after) {
    setTimeout(function () {
      var place = document.querySelector(".md-search-result__meta");
      if (place) place.textContent = after ? place.textContent + after : text;
    });
  }

  function Answering(root) {
    var worker = this;
    var target = new EventTarget();
    var loading = null;
    var waiting = null;

    function send(data) {
      var event = new MessageEvent("message", { data: data });
      target.dispatchEvent(event);
      if (worker.onmessage) worker.onmessage(event);
    }
    function prepare() {
      loading = loading || FILES.reduce(function (before, file) {
        return before.then(function () { return load(root + file); });
      }, Promise.resolve());
      return loading;
    }
    function answer(query) {
      var found = window.reglament.search.ask(query);
      send({ type: RESULT, data: found });
      if (!found.items.length) tell(NOTHING);
      else if (found.mended.length) tell("", " · показано для «" + found.mended.join(" ") + "»");
    }
    function ask(query) {
      if (!query.trim()) {
        waiting = null;
        send({ type: RESULT, data: { items: [] } });
        return;
      }
      var first = waiting === null;
      waiting = query;
      if (!first) return;
      prepare().then(function () {
        var last = waiting;
        waiting = null;
        if (last !== null) answer(last);
      }, function () {
        waiting = null;
        loading = null;
        send({ type: RESULT, data: { items: [] } });
        tell(BROKEN);
      });
    }
    worker.onmessage = null;
    worker.onerror = null;
    worker.addEventListener = target.addEventListener.bind(target);
    worker.removeEventListener = target.removeEventListener.bind(target);
    worker.dispatchEvent = target.dispatchEvent.bind(target);
    worker.terminate = function () {};
    worker.postMessage = function (message) {
      if (message.type === SETUP) setTimeout(function () { send({ type: READY }); });
      if (message.type === QUERY) ask(message.data);
    };
    document.addEventListener("focusin", function (event) {
      if (event.target.closest && event.target.closest("[data-md-component=search]")) prepare().catch(function () {});
    });
  }

  window.Worker = function (url, options) {
    var full = new URL(url, document.baseURI).href;
    if (THEIRS.test(full)) return new Answering(full.replace(THEIRS, ""));
    return new Native(url, options);
  };

  /* Material asks for what is kept at once, and without an answer does nothing more: no search, no menu. */
  function memory() {
    var kept = new Map();
    return {
      get length() { return kept.size; },
      key: function (place) { return place < kept.size ? Array.from(kept.keys())[place] : null; },
      getItem: function (name) { return kept.has(name) ? kept.get(name) : null; },
      setItem: function (name, value) { kept.set(name, String(value)); },
      removeItem: function (name) { kept.delete(name); },
      clear: function () { kept.clear(); }
    };
  }
  ["localStorage", "sessionStorage"].forEach(function (name) {
    var given = null;
    try {
      given = window[name];
    } catch (refused) {
      given = null;
    }
    if (!given) Object.defineProperty(window, name, { configurable: true, value: memory() });
  });
})();
