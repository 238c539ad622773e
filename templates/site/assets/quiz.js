/*
 * Self-tests: one question at a time, the verdict with its reason and place, the score and a sheet to be signed.
 * Questions come in scripts of their own, loaded when a test begins, so that it works from a folder as well.
 */
(function () {
  "use strict";

  var reglament = (window.reglament = window.reglament || {});
  var files = {};
  var waiting = {};
  /* How many questions of a test are about the role itself, and about what it does in the operations of others. */
  var OF_ROLE = 4;
  var OF_OTHERS = 3;
  /* Operations of others that are loaded: some may have nothing for the role. */
  var HELPED = 8;

  reglament.quiz = {
    take: function (name, data) {
      files[name] = data;
      tell(name, data);
    }
  };

  function tell(name, data) {
    var callbacks = waiting[name] || [];
    delete waiting[name];
    callbacks.forEach(function (callback) { callback(data); });
  }

  function load(root, name, then) {
    if (files[name]) return then(files[name]);
    if (waiting[name]) return waiting[name].push(then);
    waiting[name] = [then];
    var script = document.createElement("script");
    script.src = root + "assets/quiz/" + name + ".js";
    script.onerror = function () { script.remove(); tell(name, null); };
    script.onload = function () { if (!files[name]) tell(name, null); };
    document.head.appendChild(script);
  }

  function loadAll(root, names, then) {
    var left = names.length;
    var found = [];
    if (!left) return then(found);
    names.forEach(function (name, index) {
      load(root, name, function (data) {
        found[index] = data;
        left -= 1;
        if (!left) then(found.filter(Boolean));
      });
    });
  }

  /* Small tools */

  function make(tag, values, children) {
    var made = document.createElement(tag);
    Object.keys(values || {}).forEach(function (key) {
      if (key === "text") made.textContent = values[key];
      else if (key.slice(0, 2) === "on") made.addEventListener(key.slice(2), values[key]);
      else if (values[key] !== false && values[key] !== null) made.setAttribute(key, values[key] === true ? "" : values[key]);
    });
    (children || []).forEach(function (child) { if (child) made.appendChild(child); });
    return made;
  }

  function button(words, act, main) {
    return make("button", { type: "button", "class": "rg-button" + (main ? " rg-button--main" : ""), text: words, onclick: act });
  }

  function shuffled(items) {
    var mixed = items.slice();
    for (var index = mixed.length - 1; index > 0; index -= 1) {
      var other = Math.floor(Math.random() * (index + 1));
      var kept = mixed[index];
      mixed[index] = mixed[other];
      mixed[other] = kept;
    }
    return mixed;
  }

  function plural(count, one, few, many) {
    var tens = count % 100;
    var units = count % 10;
    if (tens > 10 && tens < 20) return many;
    return units === 1 ? one : units > 1 && units < 5 ? few : many;
  }

  function same(first, second) {
    return first.length === second.length && first.every(function (one, index) { return one === second[index]; });
  }

  function numerically(first, second) { return first - second; }

  function keep(key, value) { if (reglament.store) reglament.store.set(key, value); }

  function kept(key) { return reglament.store ? reglament.store.get(key) : null; }

  function past(name) {
    var told = kept("quiz:" + name);
    return told && typeof told.tries === "number" && typeof told.best === "number" ? told : { tries: 0, best: 0 };
  }

  /* What is asked this time: kinds and places in turn, so that no two questions are about the same. */

  function choose(pool, count, used) {
    var chosen = [];
    var left = shuffled(pool);
    while (chosen.length < count && left.length) {
      var best = 0;
      var least = Infinity;
      left.forEach(function (one, index) {
        var worth = (used.kinds[one.kind] || 0) * 2 + (used.links[one.link] || 0) * 3 + (used.topics[one.topic.title] || 0) * 4;
        if (worth < least) { least = worth; best = index; }
      });
      var one = left.splice(best, 1)[0];
      used.kinds[one.kind] = (used.kinds[one.kind] || 0) + 1;
      used.links[one.link] = (used.links[one.link] || 0) + 1;
      used.topics[one.topic.title] = (used.topics[one.topic.title] || 0) + 1;
      chosen.push(one);
    }
    return chosen;
  }

  function about(questions, topic) {
    return questions.map(function (one) {
      var made = { topic: topic };
      Object.keys(one).forEach(function (key) { made[key] = one[key]; });
      return made;
    });
  }

  function draw(root, quiz, then) {
    var used = { kinds: {}, links: {}, topics: {} };
    var own = about(quiz.questions, { title: quiz.role ? "Роль в целом" : quiz.title, link: quiz.link });
    if (!quiz.role) return then(choose(own, quiz.asked, used));
    var names = shuffled(quiz.own).slice(0, quiz.asked).concat(shuffled(quiz.helped).slice(0, HELPED));
    loadAll(root, names, function (operations) {
      var mine = [];
      var others = [];
      operations.forEach(function (operation) {
        var topic = { title: operation.title, link: operation.link };
        if (operation.owner === quiz.role) {
          mine = mine.concat(about(operation.questions, topic));
        } else {
          others = others.concat(about(operation.questions.filter(function (one) {
            return one.roles.indexOf(quiz.role) >= 0;
          }), topic));
        }
      });
      var some = Math.min(others.length, mine.length ? OF_OTHERS : quiz.asked);
      var first = choose(own, Math.max(Math.min(OF_ROLE, own.length), quiz.asked - mine.length - some), used);
      var second = choose(mine, quiz.asked - first.length - some, used);
      var third = choose(others, quiz.asked - first.length - second.length, used);
      then(shuffled(first.concat(second, third)));
    });
  }

  /* A test on its card */

  function start(box) {
    if (box.querySelector(".rg-quiz__buttons")) return;
    var name = box.getAttribute("data-quiz");
    var root = box.getAttribute("data-root");
    var card = box.querySelector(".rg-quiz__card");
    var heard = make("p", { "class": "rg-quiz__heard", role: "status" });
    var run = null;
    var quiz = null;
    box.appendChild(heard);
    intro();

    function intro() {
      var before = past(name);
      if (before.tries) {
        card.appendChild(make("p", {
          "class": "rg-quiz__past",
          text: "Попыток: " + before.tries + ", лучшая — " + before.best + " % верных" + (before.passed ? ", пройдено" : "") + "."
        }));
      }
      card.appendChild(make("div", { "class": "rg-quiz__buttons" }, [
        button(before.tries ? "Пройти ещё раз" : "Начать проверку", begin, true)
      ]));
    }

    function begin() {
      heard.textContent = "Загружаем вопросы…";
      load(root, name, function (data) {
        if (!data) return say("Вопросы не загрузились. Проверьте, что папка сайта скопирована целиком, и обновите страницу.");
        quiz = data;
        draw(root, quiz, function (questions) {
          if (!questions.length) return say("Пока спросить не о чем: в описании мало шагов, норм и документов.");
          go(questions, true);
        });
      });
    }

    function say(words) {
      heard.textContent = words;
      fill([make("p", { "class": "rg-quiz__off", text: words })]);
    }

    function fill(parts) {
      card.textContent = "";
      parts.forEach(function (part) { if (part) card.appendChild(part); });
      var head = document.querySelector(".md-header");
      var covered = head ? head.getBoundingClientRect().bottom : 0;
      if (card.getBoundingClientRect().top < covered) card.scrollIntoView({ block: "start" });
    }

    function go(questions, whole) {
      run = { questions: questions, results: [], whole: whole };
      heard.textContent = "";
      ask();
    }

    function dots(number) {
      var signs = { right: "✓", wrong: "✕" };
      return make("span", { "class": "rg-quiz__dots", "aria-hidden": "true" }, run.questions.map(function (_, index) {
        var result = run.results[index];
        var is = result === undefined ? (index === number - 1 ? "now" : "next") : result ? "right" : "wrong";
        return make("i", { "data-is": is, text: signs[is] || "·" });
      }));
    }

    function where(number) {
      var few = run.whole && number === 1 && run.questions.length < quiz.enough;
      return make("p", { "class": "rg-quiz__where" }, [
        make("span", { text: "Вопрос " + number + " из " + run.questions.length }),
        dots(number),
        few ? make("span", { text: "Вопросов мало: в описании пока немного фактов, о которых можно спросить." }) : null
      ]);
    }

    /* One question */

    function ask() {
      var question = run.questions[run.results.length];
      var number = run.results.length + 1;
      var form = question.shape === "order" ? ordering(question, heard) : choosing(question);
      var hint = make("p", { "class": "rg-quiz__hint", text: form.hint });
      var verdict = make("div", { "aria-live": "polite" });
      var reply = make("button", { type: "submit", "class": "rg-button rg-button--main", text: "Ответить" });
      var buttons = make("div", { "class": "rg-quiz__buttons" }, [reply]);
      var told = make("form", { onsubmit: answer }, [
        make("fieldset", {}, [make("legend", { text: question.text }), hint, form.list]),
        verdict,
        buttons
      ]);
      var topic = quiz.role ? make("p", { "class": "rg-quiz__topic", text: question.topic.title }) : null;
      fill([where(number), topic, told]);
      form.first().focus({ preventScroll: true });

      function answer(event) {
        event.preventDefault();
        if (form.told) return;
        var given = form.given();
        if (!given.length) {
          hint.textContent = "Сначала выберите ответ.";
          heard.textContent = "Сначала выберите ответ.";
          return;
        }
        form.told = true;
        var good = same(given, question.right);
        run.results.push(good);
        form.mark(given);
        told.className = "rg-quiz--told";
        card.replaceChild(where(number), card.firstChild);
        verdict.appendChild(judged(question, good));
        var last = run.results.length === run.questions.length;
        var next = button(last ? "Показать результат" : "Дальше", last ? finish : ask, true);
        buttons.replaceChild(next, reply);
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "nearest" });
      }
    }

    function judged(question, good) {
      var link = make("a", { href: root + question.link, target: "_blank", rel: "noopener", text: question.place });
      link.appendChild(make("span", { "class": "rg-quiz__heard", text: " (откроется в новой вкладке)" }));
      var place = make("p", { text: "Где написано: " }, [link]);
      return make("div", { "class": "rg-quiz__verdict", "data-is": good ? "right" : "wrong" }, [
        make("p", {}, [make("strong", { text: good ? "✓ Верно" : "✕ Неверно" })]),
        make("p", { text: question.why }),
        place
      ]);
    }

    /* The result */

    function finish() {
      var total = run.questions.length;
      var right = run.results.filter(Boolean).length;
      var share = Math.round(100 * right / total);
      var passed = 100 * right >= quiz.pass * total;
      var before = past(name);
      if (run.whole) {
        before = { tries: before.tries + 1, best: Math.max(before.best, share), passed: !!before.passed || passed };
        keep("quiz:" + name, before);
      }
      var wrong = run.questions.filter(function (_, index) { return !run.results[index]; });
      var words = run.whole ? (passed ? "Пройдено" : "Пока не пройдено") : wrong.length ? "Ещё есть ошибки" : "Ошибки исправлены";
      var is = (run.whole ? passed : !wrong.length) ? "right" : "wrong";
      var score = make("p", { "class": "rg-quiz__score", "data-is": is, tabindex: "-1" }, [
        make("b", { text: share + " %" }),
        make("span", { text: (is === "right" ? "✓ " : "✕ ") + words + ": верно " + right + " из " + total })
      ]);
      var topics = grouped(wrong);
      fill([
        score,
        run.whole ? meter(share, is) : null,
        make("p", {
          "class": "rg-quiz__past",
          text: run.whole ? "Проходной балл — " + quiz.pass + " %. Попытка " + before.tries + ", лучшая — " + before.best + " %." :
            "Работа над ошибками попыткой не считается."
        }),
        topics.length ? make("p", { "class": "rg-label", text: "Повторите" }) : null,
        topics.length ? repeat(topics) : null,
        make("div", { "class": "rg-quiz__buttons" }, [
          wrong.length ? button("Только ошибки", function () { go(shuffled(wrong), false); }, true) : null,
          button("Другие вопросы", begin, !wrong.length)
        ]),
        run.whole ? sheetForm({ right: right, total: total, share: share, passed: passed, tries: before.tries, topics: topics }) : null
      ]);
      score.focus({ preventScroll: true });
    }

    function meter(share, is) {
      return make("div", { "class": "rg-quiz__meter", "data-is": is, "aria-hidden": "true" }, [
        make("i", { style: "width:" + share + "%" }),
        make("s", { style: "left:" + quiz.pass + "%" })
      ]);
    }

    function grouped(wrong) {
      var found = [];
      wrong.forEach(function (one) {
        var known = found.filter(function (group) { return group.title === one.topic.title; })[0];
        if (!known) {
          known = { title: one.topic.title, link: one.topic.link, questions: [] };
          found.push(known);
        }
        known.questions.push(one);
      });
      return found;
    }

    function repeat(topics) {
      return make("ul", { "class": "rg-quiz__repeat" }, topics.map(function (topic) {
        var places = make("small", {});
        var named = {};
        topic.questions.filter(function (one) {
          var known = named[one.place];
          named[one.place] = true;
          return !known;
        }).forEach(function (one, index) {
          if (index) places.appendChild(document.createTextNode("; "));
          places.appendChild(make("a", { href: root + one.link, text: one.place.replace("«" + topic.title + "», ", "") }));
        });
        return make("li", {}, [make("a", { href: root + topic.link, text: topic.title }), places]);
      }));
    }

    function sheetForm(result) {
      var field = make("input", { type: "text", autocomplete: "name", maxlength: "80", value: String(kept("quiz-name") || "") });
      return make("form", {
        "class": "rg-quiz__sheet",
        onsubmit: function (event) {
          event.preventDefault();
          keep("quiz-name", field.value.trim() || null);
          printSheet(quiz, result, field.value.trim());
        }
      }, [
        make("label", { text: "Фамилия, имя, отчество" }, [field]),
        make("button", { type: "submit", "class": "rg-button", text: "Распечатать результат" })
      ]);
    }
  }

  /* Ways of answering. Each gives its list, what was answered, and shows what was right. */

  function choosing(question) {
    var many = question.shape === "many";
    var places = question.options.map(function (_, index) { return index; });
    /* Values of a scale stay in their order. */
    if (question.kind !== "breach") places = shuffled(places);
    var inputs = {};
    var items = {};
    var list = make("ol", { "class": "rg-quiz__options" }, places.map(function (place) {
      inputs[place] = make("input", { type: many ? "checkbox" : "radio", name: "rg-quiz-answer", value: String(place) });
      items[place] = make("label", { "class": "rg-quiz__option" }, [inputs[place], make("span", { text: question.options[place] })]);
      return make("li", {}, [items[place]]);
    }));

    return {
      list: list,
      hint: many ? "Верных ответов может быть несколько." : "Один ответ.",
      first: function () { return inputs[places[0]]; },
      given: function () {
        return places.filter(function (place) { return inputs[place].checked; }).sort(numerically);
      },
      mark: function (given) {
        places.forEach(function (place) {
          var right = question.right.indexOf(place) >= 0;
          var chosen = given.indexOf(place) >= 0;
          inputs[place].disabled = true;
          if (!right && !chosen) return;
          items[place].setAttribute("data-is", right ? "right" : "wrong");
          items[place].appendChild(make("b", { text: right ? (chosen ? "✓ верно" : "✓ верный ответ") : "✕ ваш ответ" }));
        });
      }
    };
  }

  function ordering(question, heard) {
    var order = question.right.slice();
    do { order = shuffled(order); } while (same(order, question.right));
    var items = {};
    var list = make("ol", { "class": "rg-quiz__options" });
    order.forEach(function (place) {
      var words = question.options[place];
      items[place] = {
        number: make("span", { "class": "rg-quiz__place" }),
        up: make("button", { type: "button", "class": "rg-button", "aria-label": "Выше: " + words, text: "↑", onclick: function () { move(place, -1); } }),
        down: make("button", { type: "button", "class": "rg-button", "aria-label": "Ниже: " + words, text: "↓", onclick: function () { move(place, 1); } })
      };
      items[place].moves = make("span", { "class": "rg-quiz__moves" }, [items[place].up, items[place].down]);
      items[place].row = make("div", { "class": "rg-quiz__option" }, [
        items[place].number, make("span", { text: words }), items[place].moves
      ]);
      items[place].item = make("li", {}, [items[place].row]);
      list.appendChild(items[place].item);
    });
    number();

    function number() {
      order.forEach(function (place, index) {
        items[place].number.textContent = index + 1 + ".";
        items[place].up.disabled = index === 0;
        items[place].down.disabled = index === order.length - 1;
      });
    }

    function move(place, by) {
      var index = order.indexOf(place);
      order.splice(index, 1);
      order.splice(index + by, 0, place);
      order.forEach(function (one) { list.appendChild(items[one].item); });
      number();
      var pressed = by < 0 ? items[place].up : items[place].down;
      (pressed.disabled ? (by < 0 ? items[place].down : items[place].up) : pressed).focus();
      heard.textContent = "Теперь на месте " + (index + by + 1) + " из " + order.length;
    }

    return {
      list: list,
      hint: "Переставьте кнопками ↑ и ↓: сверху то, что раньше.",
      first: function () { return items[order[0]].down; },
      given: function () { return order; },
      mark: function () {
        order.forEach(function (place, index) {
          var right = question.right.indexOf(place);
          items[place].moves.remove();
          items[place].row.setAttribute("data-is", right === index ? "right" : "wrong");
          items[place].row.appendChild(make("b", { text: right === index ? "✓ верно" : "✕ место " + (right + 1) }));
        });
      }
    };
  }

  /* The sheet for the examiner: one page of paper. */

  function printSheet(quiz, result, person) {
    var old = document.querySelector(".rg-sheet");
    if (old) old.remove();
    var day = new Date().toLocaleDateString("ru-RU", { day: "numeric", month: "long", year: "numeric" });
    var rows = [
      ["Сотрудник", person || " "],
      [quiz.what, quiz.title],
      ["Дата", day],
      ["Попытка", String(result.tries)],
      ["Верных ответов", result.right + " из " + result.total + " (" + result.share + " %)"],
      ["Проходной балл", quiz.pass + " %"],
      ["Итог", result.passed ? "пройдено" : "не пройдено"]
    ];
    var sheet = make("section", { "class": "rg-sheet", "aria-label": "Результат проверки" }, [
      make("p", { "class": "rg-sheet__company", text: quiz.company }),
      make("h1", { text: "Результат проверки знаний" }),
      make("table", {}, [make("tbody", {}, rows.map(function (row) {
        return make("tr", {}, [make("th", { scope: "row", text: row[0] }), make("td", { text: row[1] })]);
      }))]),
      make("h2", { text: result.topics.length ? "Повторить" : "Ошибок нет" }),
      result.topics.length ? make("ul", {}, result.topics.map(function (topic) {
        var count = topic.questions.length;
        return make("li", { text: topic.title + " — " + count + " " + plural(count, "ошибка", "ошибки", "ошибок") });
      })) : null,
      make("div", { "class": "rg-sheet__signs" }, ["Сотрудник", "Проверяющий"].map(function (who) {
        return make("div", { "class": "rg-sheet__sign" }, [make("span", { text: who })].concat(
          ["подпись", "фамилия и инициалы", "дата"].map(function (words) {
            return make("span", {}, [make("i"), make("small", { text: words })]);
          })
        ));
      }))
    ]);
    document.body.appendChild(sheet);
    document.body.classList.add("rg-printing-sheet");
    window.addEventListener("afterprint", function over() {
      window.removeEventListener("afterprint", over);
      document.body.classList.remove("rg-printing-sheet");
      sheet.remove();
    });
    window.print();
  }

  function startAll() {
    [].forEach.call(document.querySelectorAll(".rg-quiz"), start);
  }

  /* Material puts another page in place without loading it and tells so here; the first page counts as well. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(startAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
