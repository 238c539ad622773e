/*
 * Questions that mean a page though they have none of its words: «к кому обратиться», «что подписать».
 *
 * They come with the index (generator/site/search/questions.py): places in any order, each filled by one of its words.
 */
(function (scope) {
  "use strict";

  function Sayings(data, words) {
    this.words = words;
    var self = this;
    this.groups = data.sayings.split("\n").filter(Boolean).map(function (line) {
      var cells = line.split("\t");
      return {
        worth: +cells[0],
        pages: cells[1].split(" ").map(Number),
        sayings: cells[2].split(",").map(function (saying) {
          return saying.split(" ").map(function (place) { return self.filling(place.split("/")); });
        })
      };
    });
  }

  /* Words that fill a place, and their roots: «ознакомиться» as well as «ознакомление». */
  Sayings.prototype.filling = function (names) {
    var self = this;
    var made = names.slice();
    names.forEach(function (name) {
      var root = self.words.stop[name] ? name : self.words.root(name);
      if (made.indexOf(root) < 0) made.push(root);
    });
    return made;
  };

  /* By page, what is added to it: less the more the query tells besides the question. */
  Sayings.prototype.heard = function (query, units) {
    var self = this;
    var said = new Map();
    var found = new Map();
    var total = 0;
    this.words.read(query).forEach(function (word) { if (word.empty) said.set(word.word, []); });
    units.forEach(function (unit) {
      total += unit.weight;
      [unit.plain, self.words.root(unit.plain), unit.mended].forEach(function (name) {
        if (name) said.set(name, (said.get(name) || []).concat(unit));
      });
    });
    this.groups.forEach(function (group) {
      var most = 0;
      group.sayings.forEach(function (saying) { most = Math.max(most, self.share(saying, said, total)); });
      if (!most) return;
      group.pages.forEach(function (page) {
        found.set(page, Math.max(found.get(page) || 0, group.worth * most * most));
      });
    });
    return found;
  };

  /* How much of the query a question is; nothing when one of its places is empty. */
  Sayings.prototype.share = function (saying, said, total) {
    var told = new Set();
    var whole = saying.every(function (place) {
      var filled = place.filter(function (name) { return said.has(name); });
      filled.forEach(function (name) { said.get(name).forEach(told.add, told); });
      return filled.length > 0;
    });
    if (!whole || !total) return whole ? 1 : 0;
    var covered = 0;
    told.forEach(function (unit) { covered += unit.weight; });
    return covered / total;
  };

  scope.reglament = scope.reglament || {};
  scope.reglament.Sayings = Sayings;
})(typeof window === "undefined" ? globalThis : window);
