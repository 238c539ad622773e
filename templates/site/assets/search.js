/*
 * The search of the site: which pages answer a query, best first, in the words of Material's own search.
 *
 * The index (search/words.js, made by generator/site/search) is handed to `take`; `ask` answers. A page answers by its
 * best section: every word of the query is looked for there, in the title of the page and, for less, elsewhere on it.
 */
(function (scope) {
  "use strict";

  var TITLE = 0.9, ELSEWHERE = 0.4, APART = 0.08;
  var MOST_PAGES = 30, MOST_PLACES = 4, PLAIN_TEXT = 12, RAREST = 2.4, LIKELY = 120;
  var SHOWN = 170;
  // How much of its weight a word keeps that says what one wants to do with a thing: «где взять …».
  var FAINT = 0.3;
  // How pages of the reader's own role are weighed, what concerns it, and what is asked of the page of another one;
  // how many like pages are shown first, and how the others are weighed.
  var MINE = 1.3, CONCERNS = 1.12, FOREIGN = 0.5, SURELY = 0.85, MOST_LIKE = 2, CROWDED = 0.5;
  // How surely a question is about oneself, and how much before the others the page where a role is chosen then stands.
  var OF_ONESELF = 30, BEFORE = 1.05;
  var FLED = /^(...+[бвгджзклмнпрстфхцчшщ])[кцнлрт]$/;

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function better(one, two) {
    return two.score - one.score || one.page - two.page;
  }

  /* The role that the reader has told is his; empty when he has told none. */
  function mine() {
    var store = scope.reglament.store;
    var me = store && store.get("ya");
    return me && typeof me.role === "string" ? me.role : "";
  }
  function owns(role, address) {
    return role !== "" && address.lastIndexOf("roles/" + role + "/", 0) === 0;
  }

  function Search(data) {
    var self = this;
    this.words = new scope.reglament.Words(data);
    this.asked = data.asked;
    this.kinds = data.kinds;
    this.digits = {};
    this.half = Math.floor(data.digits.length / 2);
    data.digits.split("").forEach(function (letter, value) { self.digits[letter] = value; });
    this.packed = data.postings.split(" ");
    this.open = new Map();
    this.headings = new Map();
    this.pageOf = [];
    this.first = [];
    this.pages = data.pages.split("\n").map(function (line, number) {
      var cells = line.split("\t");
      self.first.push(self.pageOf.length);
      for (var left = +cells[4]; left > 0; left -= 1) self.pageOf.push(number);
      return { address: cells[0], title: cells[1], kind: cells[2], ready: +cells[3], roles: " " + cells[5] + " " };
    });
    this.first.push(this.pageOf.length);
    this.lines = data.sections.split("\n");
    this.sayings = new scope.reglament.Sayings(data, this.words);
  }

  /* Sections a stem stands in: their numbers and its weight there. */
  Search.prototype.postings = function (number) {
    var made = this.open.get(number);
    if (made) return made;
    made = [];
    var text = this.packed[number], section = -1, at = 0;
    while (at < text.length) {
      var value = 0, power = 1, digit;
      for (;;) {
        digit = this.digits[text.charAt(at)];
        at += 1;
        if (digit < this.half) break;
        value += (digit - this.half) * power;
        power *= this.half;
      }
      section += value + digit * power;
      made.push(section, this.digits[text.charAt(at)]);
      at += 1;
    }
    this.open.set(number, made);
    return made;
  };

  /* Where a word of the query is met, and how well: by section. */
  Search.prototype.met = function (unit) {
    var self = this;
    var found = new Map();
    unit.ways.forEach(function (way) {
      var sums = new Map();
      way.numbers.forEach(function (number, nth) {
        var list = self.postings(number);
        for (var at = 0; at < list.length; at += 2) {
          var before = nth ? sums.get(list[at]) : [0, 0];
          if (before) sums.set(list[at], [before[0] + list[at + 1], nth + 1]);
        }
      });
      sums.forEach(function (sum, section) {
        if (sum[1] < way.numbers.length) return;
        var worth = way.worth * sum[0] / way.numbers.length;
        if (worth > (found.get(section) || 0)) found.set(section, worth);
      });
    });
    return found;
  };

  /* How much a word tells: the fewer pages have it itself, or what stands for it, the more. */
  Search.prototype.weight = function (unit) {
    var self = this;
    var ways = Array.from(unit.ways.values());
    var own = ways.filter(function (way) { return way.worth > 0.8 && way.numbers.length === 1; });
    var seen = new Set();
    (own.length ? own : ways).forEach(function (way) {
      var list = self.postings(way.numbers[0]);
      for (var at = 0; at < list.length; at += 2) if (list[at + 1] > 4) seen.add(self.pageOf[list[at]]);
    });
    return Math.min(RAREST, Math.max(0.4, Math.log((this.pages.length + 1) / (seen.size + 0.5))));
  };

  Search.prototype.line = function (section) {
    var cells = this.lines[section].split("\t");
    return { place: cells[0], heading: cells[1], text: cells[2] };
  };

  /* How much of a heading the query says. */
  Search.prototype.covers = function (heading, numbers) {
    var self = this;
    var told = this.headings.get(heading);
    if (!told) {
      told = this.words.cut(heading).filter(function (word) { return !self.words.stop[word]; })
        .map(function (word) { return self.words.numbers.get(self.words.stem(word)); });
      this.headings.set(heading, told);
    }
    return told.length ? told.filter(function (number) { return numbers.has(number); }).length / told.length : 0;
  };

  Search.prototype.ask = function (query) {
    var self = this;
    var units = this.words.units(query);
    var result = { items: [], suggest: this.suggested(query), mended: [] };
    var total = 0;
    var pages = new Map();
    units.forEach(function (unit) {
      unit.met = self.met(unit);
      unit.weight = self.weight(unit) * (unit.faint ? FAINT : 1);
      total += unit.weight;
      unit.met.forEach(function (worth, section) {
        var page = self.pageOf[section];
        if (!pages.has(page)) pages.set(page, new Set());
        pages.get(page).add(section);
      });
      unit.numbers = new Set();
      unit.ways.forEach(function (way) {
        way.numbers.forEach(function (number) { unit.numbers.add(number); });
      });
    });
    var numbers = new Set();
    units.forEach(function (unit) { unit.numbers.forEach(function (number) { numbers.add(number); }); });
    var heard = this.sayings.heard(query, units);
    heard.forEach(function (_worth, page) { if (!pages.has(page)) pages.set(page, new Set()); });
    if (!pages.size) return result;
    var asked = { units: units, total: total, numbers: numbers, words: this.words.cut(query), heard: heard };
    asked.mine = this.named(units) || mine();
    var found = this.likely(pages, asked).map(function (page) { return self.judged(page, pages.get(page), asked); });
    found = this.thinned(found.sort(better), asked.mine).sort(better);
    found = this.welcomed(found, asked).sort(better).slice(0, MOST_PAGES);
    result.items = found
      .filter(function (one) { return one.score > found[0].score * 0.12; })
      .map(function (one) { return self.shown(one, units, numbers); });
    result.mended = units.filter(function (unit) { return unit.mended || unit.turned; })
      .map(function (unit) { return self.written(unit.mended || unit.name); }).filter(Boolean);
    return result;
  };

  /* The role that the query names by its whole title or by what stands for it; empty when it names none. */
  Search.prototype.named = function (units) {
    var self = this;
    var meant = new Set();
    var best = "", longest = 0;
    units.forEach(function (unit) {
      unit.ways.forEach(function (way) {
        if (way.worth >= SURELY) way.numbers.forEach(meant.add, meant);
      });
    });
    this.pages.forEach(function (page) {
      var name = page.kind === "role" && page.title.length > longest && self.covers(page.title, meant) === 1 && page.address.split("/")[1];
      if (!name || !self.pages.some(function (one) { return one.kind === "part" && owns(name, one.address); })) return;
      best = name;
      longest = page.title.length;
    });
    return best;
  };

  /* Of like pages of many roles or processes a few are shown first, then what else there is. */
  Search.prototype.thinned = function (found, role) {
    var self = this;
    var counts = {};
    return found.map(function (one) {
      var about = self.pages[one.page];
      if (about.kind !== "part" && about.kind !== "chapter") return one;
      var like = about.kind + about.address.slice(about.address.lastIndexOf("/"));
      counts[like] = (counts[like] || 0) + (owns(role, about.address) ? MOST_LIKE : 1);
      return counts[like] > MOST_LIKE ? { page: one.page, score: one.score * CROWDED, places: one.places } : one;
    });
  };

  /* What one asks of oneself before any role is chosen no page of a role answers: where a role is chosen comes first. */
  Search.prototype.welcomed = function (found, asked) {
    var self = this;
    if (!asked.mine) found.filter(function (one) {
      return self.pages[one.page].kind === "home" && asked.heard.get(one.page) >= OF_ONESELF;
    }).forEach(function (home) { home.score = found[0].score * BEFORE; });
    return found;
  };

  /* Pages worth a closer look: those where the words of the query are met best. */
  Search.prototype.likely = function (pages, asked) {
    var self = this;
    var rough = [];
    pages.forEach(function (sections, page) {
      var sum = asked.total * (asked.heard.get(page) || 0);
      asked.units.forEach(function (unit) {
        var most = 0;
        sections.forEach(function (section) { most = Math.max(most, unit.met.get(section) || 0); });
        sum += unit.weight * (most + (most ? 10 : 0));
      });
      rough.push([sum * self.pages[page].ready, page]);
    });
    rough.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    return rough.slice(0, LIKELY).map(function (one) { return one[1]; });
  };

  Search.prototype.judged = function (page, sections, asked) {
    var self = this;
    var units = asked.units, total = asked.total || 1, numbers = asked.numbers;
    var about = this.pages[page];
    var top = this.first[page];
    // On a page of many small things, such as the glossary, one of them answers, not all together.
    var elsewhere = about.kind === "reference" || about.kind === "list" ? APART : ELSEWHERE;
    var best = units.map(function (unit) {
      var most = 0;
      sections.forEach(function (section) { most = Math.max(most, unit.met.get(section) || 0); });
      return most;
    });
    // A word that is everywhere, such as the name of a role, is missed less than a rare one.
    var told = 0, wanted = 0, inTitle = 0;
    units.forEach(function (unit, n) {
      var missed = Math.min(1.5, Math.max(0.1, unit.weight - 0.35));
      wanted += missed;
      told += missed * Math.min(1, best[n] / PLAIN_TEXT);
      if ((unit.met.get(top) || 0) > 20) inTitle += unit.weight;
    });
    var places = [];
    sections.add(top);
    sections.forEach(function (section) {
      var sum = 0, own = 0;
      units.forEach(function (unit, n) {
        var here = unit.met.get(section) || 0;
        sum += unit.weight * Math.max(here, TITLE * (unit.met.get(top) || 0), elsewhere * best[n]);
        own += here > 0 ? unit.weight * (1 + here / 40) : 0;
      });
      if (about.kind === "reference" && section !== top) {
        var said = 0;
        units.forEach(function (unit) { if ((unit.met.get(section) || 0) > 12) said += unit.weight; });
        if (said) sum *= 1 + 0.9 * self.covers(self.line(section).heading, numbers) * said / total;
      }
      places.push({ section: section, score: sum, own: own });
    });
    places.sort(function (a, b) { return b.score - a.score || b.own - a.own || a.section - b.section; });
    var score = places[0].score / total;
    var share = wanted ? told / wanted : 0;
    score *= 0.2 + 0.8 * share * share;
    score *= 1 + 0.7 * this.covers(about.title, numbers) * inTitle / total;
    if (about.title.length < 80 && this.words.cut(about.title).join(" ") === asked.words.join(" ")) score *= 1.5;
    score *= about.ready;
    asked.words.forEach(function (word) {
      var liked = Object.prototype.hasOwnProperty.call(self.asked, word) && self.asked[word][about.kind];
      if (liked) score *= liked;
    });
    var own = owns(asked.mine, about.address);
    var foreign = asked.mine && !own && /^roles\/.*\//.test(about.address);
    if (about.kind !== "home") score += (asked.heard.get(page) || 0) * (foreign ? FOREIGN : 1);
    if (own) score *= MINE;
    else if (asked.mine && about.roles.indexOf(" " + asked.mine + " ") >= 0) score *= CONCERNS;
    return { page: page, score: score, places: places };
  };

  /* A page as Material shows it: the page, then its best places; a lower score is folded away. */
  Search.prototype.shown = function (found, units, numbers) {
    var self = this;
    var about = this.pages[found.page];
    var top = this.first[found.page];
    var terms = {};
    units.forEach(function (unit) {
      var met = false;
      found.places.forEach(function (place) { met = met || unit.met.has(place.section); });
      if (!met) { if (about.kind !== "home") terms[unit.word] = false; }
      else self.marks(unit, found).forEach(function (name) { terms[name] = true; });
    });
    var score = Math.max(0.02, found.score);
    var lead = this.line(top).text;
    var name = this.kinds[about.kind];
    var items = [this.item(about.address, about.title, lead, score, terms, numbers)];
    if (name) items[0].text = "<p>" + escaped(name) + (lead ? " · " + items[0].text.slice(3) : "</p>");
    found.places.filter(function (place) { return place.section !== top && place.own > 0; })
      .slice(0, MOST_PLACES)
      .forEach(function (place, nth) {
        var line = self.line(place.section);
        var better = nth === 0 && place === found.places[0];
        var address = about.address + "#" + line.place;
        items.push(self.item(address, line.heading || about.title, line.text, better ? score : score / 2, terms, numbers));
      });
    return items;
  };

  /* Stems to be marked on the page when it opens. */
  Search.prototype.marks = function (unit, found) {
    var self = this;
    var made = [];
    unit.ways.forEach(function (way) {
      if (way.worth < 0.5 || made.length > 3) return;
      way.numbers.forEach(function (number) {
        var name = self.words.lexicon[number];
        var list = self.postings(number);
        var here = false;
        for (var at = 0; at < list.length && !here; at += 2) here = self.pageOf[list[at]] === found.page;
        // What a fleeting vowel was dropped from is no part of the word any more: all but its last letter is.
        if (here && name.length > 2 && name.charAt(0) !== "!") made.push(name.replace(FLED, "$1"));
      });
    });
    return made.length ? made : [unit.word];
  };

  Search.prototype.item = function (location, title, text, score, terms, numbers) {
    return {
      location: location,
      title: this.marked(title, numbers),
      text: text ? "<p>" + this.marked(this.excerpt(text, numbers), numbers) + "</p>" : "",
      score: score,
      terms: terms
    };
  };

  Search.prototype.marked = function (text, numbers) {
    var self = this;
    return text.split(/([0-9A-Za-zА-Яа-яЁё]+)/).map(function (piece, nth) {
      if (nth % 2 === 0) return escaped(piece);
      var cut = self.words.cut(piece);
      var met = cut.length === 1 && !self.words.stop[cut[0]] && numbers.has(self.words.numbers.get(self.words.stem(cut[0])));
      return met ? "<mark>" + escaped(piece) + "</mark>" : escaped(piece);
    }).join("");
  };

  /* The sentence that says most of the query, with what follows it. */
  Search.prototype.excerpt = function (text, numbers) {
    var self = this;
    if (text.length <= SHOWN) return text;
    var sentences = text.match(/[^.!?…]+[.!?…]*\s*/g) || [text];
    var best = 0, most = -1;
    sentences.forEach(function (sentence, nth) {
      var met = self.words.cut(sentence).filter(function (word) {
        return numbers.has(self.words.numbers.get(self.words.stem(word)));
      });
      var count = new Set(met).size;
      if (count > most) {
        most = count;
        best = nth;
      }
    });
    var made = sentences.slice(best).join("");
    if (made.length > SHOWN) made = made.slice(0, made.lastIndexOf(" ", SHOWN)).replace(/[\s,;:—–.…]+$/, "") + "…";
    return (best > 0 ? "… " : "") + made;
  };

  /* Words of titles, to go on with a half-written word and to name a mended one. */
  Search.prototype.forms = function () {
    var self = this;
    if (!this.titles) {
      this.titles = new Map();
      this.pages.forEach(function (page) {
        page.title.toLowerCase().split(/[^0-9a-zа-яё]+/).forEach(function (word) {
          if (word.length > 2) self.titles.set(word, (self.titles.get(word) || 0) + 1);
        });
      });
    }
    return this.titles;
  };

  Search.prototype.suggested = function (query) {
    var words = query.split(/([\s-]+)/);
    var last = words[words.length - 1].toLowerCase();
    if (last.length < 2) return [];
    var best = "", most = 0;
    this.forms().forEach(function (count, word) {
      if (word.length > last.length && word.lastIndexOf(last, 0) === 0 && count > most) {
        best = word;
        most = count;
      }
    });
    return best ? [best] : [];
  };

  Search.prototype.written = function (name) {
    var self = this;
    var best = "";
    this.forms().forEach(function (_count, word) {
      if (self.words.stem(self.words.cut(word)[0] || "") === name && (!best || word.length < best.length)) best = word;
    });
    return best;
  };

  scope.reglament = scope.reglament || {};
  scope.reglament.search = {
    Search: Search,
    take: function (data) { scope.reglament.search.made = new Search(data); },
    ask: function (query) { return scope.reglament.search.made.ask(query); }
  };
})(typeof window === "undefined" ? globalThis : window);
