/*
 * Words of a query: their stems, and what else may have been meant by them.
 *
 * The rules come with the index (generator/site/search/stem.py), so that pages and queries are cut alike. A word stands
 * for itself, for words of its root, for words of its circles (synonyms, abbreviations), for words it begins; one that
 * no page has stands for words it is a slip of, and for the same keys of the other keyboard.
 */
(function (scope) {
  "use strict";

  var LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
  var RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";
  var ROWS = ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];
  // Letters that sound alike: a slip of the ear costs less than a slip of the hand.
  var ALIKE = ["ао", "еи", "еэ", "иы", "тд", "сз", "бп", "гк", "вф", "жш", "шщ", "ья", "ъь", "ею", "оу"];

  // What a word that stands for another one is worth.
  var SAME = 1, ROOT = 0.55, DONE = 0.5, COMPANY = 0.9, CIRCLE = 0.62, PLAIN = 0.5, KIN = 0.8, BEGUN = 0.8, GOES_ON = 0.4, BEGINS = 0.5, SLIP = 0.85;

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[\u00ad\u0301]/g, "");
  }

  function other(text, from, to) {
    return text.replace(/[\s\S]/g, function (letter) {
      var at = from.indexOf(letter);
      return at < 0 ? letter : to.charAt(at);
    });
  }

  function stemmer(rules) {
    var parts = new RegExp(rules.parts);
    var of = function (name) { return new RegExp(rules[name]); };
    var gerund = of("gerund"), reflexive = of("reflexive"), adjective = of("adjective"), participle = of("participle");
    var verb = of("verb"), noun = of("noun"), fleeting = of("fleeting"), suffix = of("suffix");
    var compiled = function (one) { return new RegExp(one); };
    var rest = rules.rest.map(compiled), whole = rules.whole.map(compiled);
    var keep = function (_all, kept) { return typeof kept === "string" ? kept : ""; };

    function ending(text) {
      var bare = text.replace(gerund, keep);
      if (bare === text) {
        text = text.replace(reflexive, "");
        bare = text.replace(adjective, "");
        if (bare !== text) {
          bare = bare.replace(participle, keep);
        } else {
          bare = text.replace(verb, keep);
          if (bare === text) bare = text.replace(noun, "");
        }
      }
      rest.forEach(function (one) { bare = bare.replace(one, keep); });
      return bare;
    }
    function stem(word) {
      var found = parts.exec(word);
      var made = found ? found[1] + ending(found[2]) : word;
      if (Object.prototype.hasOwnProperty.call(rules.odd, made)) made = rules.odd[made];
      whole.forEach(function (one) { made = made.replace(one, "$1"); });
      return made.replace(fleeting, "$1$2");
    }
    function root(name) {
      var bare = name;
      for (var turn = 0; turn < 2; turn += 1) {
        var shorter = bare.replace(suffix, "");
        if (shorter.length < rules.rootLength) break;
        bare = shorter;
      }
      rules.changes.some(function (pair) {
        if (bare.slice(-pair[0].length) !== pair[0]) return false;
        bare = bare.slice(0, -pair[0].length) + pair[1];
        return true;
      });
      bare = bare.replace(fleeting, "$1$2");
      return bare.length < rules.rootLength ? name : bare;
    }
    return { stem: stem, root: root };
  }

  /* What one letter in place of another costs. */
  function swap(one, two) {
    if (ALIKE.indexOf(one + two) >= 0 || ALIKE.indexOf(two + one) >= 0) return 0.6;
    return ROWS.some(function (row) {
      var at = row.indexOf(one);
      return at >= 0 && row.indexOf(two) >= 0 && Math.abs(at - row.indexOf(two)) === 1;
    }) ? 0.85 : 1;
  }

  /* How far two words are apart, or more than `most`. */
  function distance(one, two, most) {
    var before = [], row = [], last, i, j;
    for (j = 0; j <= two.length; j += 1) row[j] = j;
    for (i = 1; i <= one.length; i += 1) {
      last = before;
      before = row;
      row = [i];
      var least = i;
      for (j = 1; j <= two.length; j += 1) {
        var same = one.charAt(i - 1) === two.charAt(j - 1);
        var extra = i > 1 && one.charAt(i - 1) === one.charAt(i - 2) ? 0.7 : 1;
        var lost = j > 1 && two.charAt(j - 1) === two.charAt(j - 2) ? 0.7 : 1;
        var cost = Math.min(
          before[j - 1] + (same ? 0 : swap(one.charAt(i - 1), two.charAt(j - 1))),
          before[j] + extra,
          row[j - 1] + lost
        );
        if (i > 1 && j > 1 && one.charAt(i - 1) === two.charAt(j - 2) && one.charAt(i - 2) === two.charAt(j - 1)) {
          cost = Math.min(cost, last[j - 2] + 0.9);
        }
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
    }
    return row[two.length];
  }

  function Words(data) {
    var self = this;
    var made = stemmer(data.rules);
    var stems = new Map();
    this.stem = function (word) {
      if (!stems.has(word)) stems.set(word, made.stem(word));
      return stems.get(word);
    };
    this.root = made.root;
    this.done = new RegExp(data.rules.done);
    // Words of a query are anything, also names every object has.
    this.stop = Object.create(null);
    data.stop.split(" ").forEach(function (word) { self.stop[word] = true; });
    // By the word that asks, those that then say little: «где взять шаблон» is asked of the template.
    this.aside = Object.create(null);
    Object.keys(data.aside).forEach(function (word) { self.aside[word] = data.aside[word].split(" "); });
    this.denials = Object.create(null);
    data.denials.forEach(function (word) { self.denials[word] = true; });
    this.pattern = new RegExp(data.rules.word, "g");
    // Every word there is to mean: those of the pages by number, those of circles only with no number.
    this.numbers = new Map();
    this.lexicon = data.names.split(" ");
    this.lexicon.forEach(function (name, number) { self.numbers.set(name, number); });
    this.circles = [];
    [[data.company, COMPANY], [data.trade, CIRCLE]].forEach(function (part) {
      part[0].split("\n").filter(Boolean).forEach(function (line) {
        var phrases = line.split("|").map(function (phrase) { return phrase.split(" "); });
        self.circles.push({ phrases: phrases, worth: part[1] });
      });
    });
    this.where = new Map();
    this.circles.forEach(function (circle) {
      circle.phrases.forEach(function (phrase) {
        phrase.forEach(function (name) {
          if (!self.numbers.has(name)) {
            self.numbers.set(name, -1);
            self.lexicon.push(name);
          }
        });
        var list = self.where.get(phrase[0]) || [];
        list.push({ circle: circle, phrase: phrase });
        self.where.set(phrase[0], list);
      });
    });
    // Codes and numbers are not mistyped into words.
    this.slippery = this.lexicon.filter(function (name) { return name.length > 2 && /^[а-я]+$|^[a-z]+$/.test(name); });
  }

  Words.prototype.cut = function (text) {
    return fold(text).match(this.pattern) || [];
  };

  /* Words a query has: what was written, its stem, whether it tells anything; of the other keyboard where that says more. */
  Words.prototype.read = function (query) {
    var self = this;
    var words = [];
    var denied = false, aside = [];
    query.split(/\s+/).filter(Boolean).forEach(function (chunk) {
      var cut = self.cut(chunk);
      var folded = chunk.toLowerCase();
      var turned;
      if (/[a-z]/.test(folded) && !/[а-я]/.test(folded) && !self.known(cut)) {
        turned = self.cut(other(folded, LATIN, RUSSIAN));
        if (turned.length && (self.known(turned) || self.close(turned))) cut = turned;
      } else if (/[а-яё]/.test(folded) && !/[a-z]/.test(folded) && !self.known(cut)) {
        turned = self.cut(other(folded, RUSSIAN, LATIN));
        if (turned.length && self.known(turned)) cut = turned;
      }
      cut.forEach(function (word) {
        if (self.denials[word]) {
          denied = true;
          return;
        }
        if (self.aside[word]) aside = self.aside[word];
        self.parted(word).forEach(function (part) {
          var name = self.stem(part);
          var against = denied && self.numbers.has("!" + name);
          denied = false;
          words.push({
            word: part,
            plain: name,
            name: against ? "!" + name : name,
            empty: !against && !!self.stop[part],
            faint: aside.indexOf(name) >= 0,
            turned: cut === turned
          });
        });
      });
    });
    return words;
  };

  Words.prototype.known = function (words) {
    var self = this;
    return words.every(function (word) { return self.stop[word] || self.numbers.has(self.stem(word)); });
  };

  Words.prototype.close = function (words) {
    var self = this;
    return words.every(function (word) {
      return self.stop[word] || self.begun(word).length || self.slips(word, self.stem(word)).length;
    });
  };

  /* Two words written as one: «лидменеджер». */
  Words.prototype.parted = function (word) {
    if (word.length < 7 || this.numbers.has(this.stem(word)) || this.begun(word).length) return [word];
    for (var at = 3; at <= word.length - 3; at += 1) {
      var left = word.slice(0, at), right = word.slice(at);
      // The first part is whole, so that no ending is taken for a word.
      if (this.numbers.get(left) >= 0 && this.stem(left) === left && this.numbers.get(this.stem(right)) >= 0) {
        return [left, right];
      }
    }
    return [word];
  };

  Words.prototype.begun = function (word) {
    return word.length < 2 ? [] : this.lexicon.filter(function (name) {
      return name.length > word.length && name.lastIndexOf(word, 0) === 0;
    });
  };

  Words.prototype.slips = function (word, name) {
    if (name.length < 3 || /\d/.test(word)) return [];
    var most = name.length < 6 ? 1 : name.length < 8 ? 1.3 : 2;
    var found = [];
    // A slip may have left no vowel before the ending, so that the stem still has it.
    var bare = word.replace(/[аеиоуыэюяйь]{1,2}$/, "");
    var root = this.root(name);
    this.slippery.forEach(function (one) {
      if (Math.abs(one.length - name.length) > 3) return;
      var far = distance(name, one, most);
      if (bare !== name && bare.length > 3) far = Math.min(far, distance(bare, one, most));
      if (root !== name) far = Math.min(far, 0.2 + distance(root, one, most));
      // The slip may be in the ending, and then the stem is cut elsewhere.
      if (one.length > 4 && word.length > one.length && word.length < one.length + 4) {
        far = Math.min(far, 0.2 + distance(word.slice(0, one.length), one, most));
        far = Math.min(far, 0.2 + distance(word.slice(0, one.length + 1), one, most));
      }
      if (one.charAt(0) !== word.charAt(0)) far += 0.3;
      if (far <= most && (one.length > 3 || far < 1)) found.push([far, one]);
    });
    found.sort(function (a, b) { return a[0] - b[0] || (a[1] < b[1] ? -1 : 1); });
    return found.filter(function (one) { return one[0] <= found[0][0] + 0.35; }).slice(0, 8);
  };

  Words.prototype.related = function (name) {
    var self = this;
    if (!this.roots) {
      this.roots = new Map();
      this.lexicon.forEach(function (one) {
        var root = self.root(one);
        if (!self.roots.has(root)) self.roots.set(root, []);
        self.roots.get(root).push(one);
      });
    }
    return (this.roots.get(this.root(name)) || []).filter(function (one) { return one !== name; });
  };

  /* Words of the same doing, done or not: «зарегистрировать» and «регистрация». */
  Words.prototype.paired = function (name) {
    var self = this;
    if (!this.doings) {
      this.doings = new Map();
      this.lexicon.forEach(function (one) {
        var doing = self.doing(one);
        if (!doing) return;
        if (!self.doings.has(doing)) self.doings.set(doing, []);
        self.doings.get(doing).push(one);
      });
    }
    var bare = this.doing(name);
    return (this.doings.get(this.root(name)) || []).concat(bare && this.roots.get(bare) || []);
  };
  Words.prototype.doing = function (name) {
    var found = this.done.exec(name);
    return found ? this.root(found[1]) : "";
  };

  /*
   * What is looked for: of each word that tells something, ways to meet it, each some stems and what meeting it so is
   * worth. The last word may be half written.
   */
  Words.prototype.units = function (query) {
    var self = this;
    var words = this.read(query);
    var open = /[^\s]$/.test(query);
    var told = words.filter(function (word) { return !word.empty; });
    told.forEach(function (word) {
      var last = open && word === words[words.length - 1];
      word.ways = new Map();
      var own = self.numbers.has(word.name);
      if (own) self.way(word, [word.name], SAME);
      if (word.plain !== word.name) self.way(word, [word.plain], PLAIN);
      self.related(word.name).forEach(function (name) { self.way(word, [name], ROOT); });
      self.paired(word.name).forEach(function (name) { self.way(word, [name], DONE); });
      if (own && last && word.word.length > 3) {
        self.begun(word.word).slice(0, 60).forEach(function (name) { self.way(word, [name], GOES_ON); });
      }
      if (!own) {
        var begun = word.word.length > 2 || last ? self.begun(word.word).slice(0, 120) : [];
        begun.forEach(function (name) { self.stand(word, name, BEGUN); });
        if (begun.length < 2 || !last) {
          self.slips(word.word, word.name).forEach(function (one) {
            self.stand(word, one[1], SLIP - 0.2 * one[0]);
            word.mended = word.mended || (begun.length ? "" : one[1]);
          });
        }
      }
      // Of a compound nobody wrote the beginning may still be known.
      if (!word.ways.size) {
        self.lexicon.forEach(function (name) {
          if (name.length > 4 && word.word.lastIndexOf(name, 0) === 0) self.stand(word, name, BEGINS);
        });
      }
    });
    this.turn(told);
    return told;
  };

  Words.prototype.way = function (word, names, worth) {
    var numbers = names.map(this.numbers.get, this.numbers);
    if (numbers.some(function (number) { return !(number >= 0); })) return;
    var key = numbers.join(" ");
    var before = word.ways.get(key);
    if (!before || before.worth < worth) word.ways.set(key, { numbers: numbers, worth: worth });
  };

  /* A word in place of the written one, with its circles. */
  Words.prototype.stand = function (word, name, worth) {
    var self = this;
    this.way(word, [name], worth);
    (this.where.get(name) || []).forEach(function (found) {
      if (found.phrase.length > 1) return;
      found.circle.phrases.forEach(function (phrase) { self.way(word, phrase, worth * found.circle.worth); });
    });
  };

  /* Phrases of circles in the query: each of their words is met by the others of the circle. */
  Words.prototype.turn = function (told) {
    var self = this;
    told.forEach(function (first, at) {
      var names = [first.name];
      if (first.plain !== first.name) names.push(first.plain);
      // A word that has circles of its own needs none of its kin.
      if (!self.where.has(first.name)) names = names.concat(self.related(first.name));
      names.forEach(function (name, nth) {
        (self.where.get(name) || []).forEach(function (found) {
          var phrase = found.phrase;
          var span = told.slice(at, at + phrase.length);
          if (span.length < phrase.length) return;
          var same = span.every(function (word, n) {
            return n === 0 || word.name === phrase[n] || self.root(word.name) === self.root(phrase[n]);
          });
          if (!same) return;
          found.circle.phrases.forEach(function (another) {
            if (another === phrase) return;
            var less = !nth ? 1 : name === first.plain ? PLAIN : KIN;
            span.forEach(function (word) { self.way(word, another, found.circle.worth * less); });
          });
        });
      });
    });
  };

  scope.reglament = scope.reglament || {};
  scope.reglament.Words = Words;
})(typeof window === "undefined" ? globalThis : window);
