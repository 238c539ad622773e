/* What a reader keeps in the browser: by company, in words of JSON; in memory only where a browser refuses to keep. */
(function () {
  "use strict";

  var reglament = (window.reglament = window.reglament || {});
  var memory = {};
  /* Companies opened from one disk share one storage: each has its own part of it; the site says whose it is above. */
  var start = "reglament:" + (reglament.company || "") + ":";

  function disk() {
    try {
      return window.localStorage;
    } catch (refused) {
      return null;
    }
  }

  function read(name) {
    var kept = null;
    try {
      kept = disk().getItem(name);
    } catch (refused) {
      kept = null;
    }
    if (kept === null && Object.prototype.hasOwnProperty.call(memory, name)) {
      kept = memory[name];
    }
    try {
      return kept === null ? null : JSON.parse(kept);
    } catch (spoilt) {
      return null;
    }
  }

  function names() {
    var found = {};
    var storage = disk();
    Object.keys(memory).forEach(function (name) { found[name] = true; });
    try {
      for (var index = 0; index < storage.length; index += 1) { found[storage.key(index)] = true; }
    } catch (refused) {
      return Object.keys(found);
    }
    return Object.keys(found);
  }

  reglament.store = {
    /* What is kept under a key; null when nothing is. */
    get: function (key) {
      return read(start + key);
    },

    /* Keep a value; null forgets the key. */
    set: function (key, value) {
      var name = start + key;
      delete memory[name];
      try {
        if (value === null || value === undefined) {
          disk().removeItem(name);
        } else {
          disk().setItem(name, JSON.stringify(value));
        }
      } catch (refused) {
        if (value !== null && value !== undefined) { memory[name] = JSON.stringify(value); }
      }
    },

    /* Every key that begins so, with its value. */
    all: function (prefix) {
      var found = {};
      names().forEach(function (name) {
        if (name.indexOf(start + prefix) === 0) { found[name.slice(start.length)] = read(name); }
      });
      return found;
    }
  };
})();
