/*
 * Search that understands Russian word forms and works from a plain folder.
 *
 * Material runs its search in a Web Worker, which browsers refuse to pages opened from a disk; there an invisible
 * frame takes the worker's place. In both, before the search proper starts:
 *   - «ё» counts as «е», in the pages and in the query;
 *   - words of the query lose their endings: the search adds «*» to each, and lunr does not stem such words itself.
 */
(function () {
  "use strict";

  var prelude = function (scope) {
    var lower = scope.String.prototype.toLowerCase;
    scope.String.prototype.toLowerCase = function () {
      return lower.call(this).replace(/ё/g, "е");
    };
    var listen = scope.addEventListener;
    var stem = function (query) {
      return query.replace(/[а-яё]{4,}/gi, function (word) {
        var text = word.toLowerCase();
        var russian = scope.lunr && scope.lunr.ru && scope.lunr.ru.stemmer;
        var short = russian ? String(russian(new scope.lunr.Token(text, {}))) : text;
        return short.length > 2 ? short : text;
      });
    };
    scope.addEventListener = function (type, handler) {
      if (type !== "message") return listen.apply(scope, arguments);
      return listen.call(scope, type, function (event) {
        var data = event.data;
        if (data && data.type === 2 && typeof data.data === "string") data = { type: 2, data: stem(data.data) };
        handler({ data: data });
      });
    };
  };
  var code = "(" + prelude.toString() + ")(self);";

  if (location.protocol !== "file:") {
    var Native = window.Worker;
    window.Worker = function (url, options) {
      var full = new URL(url, document.baseURI).href;
      // Scripts of a worker made from text are looked up relative to nothing, so the way is written out.
      var body = code +
        "var load=importScripts.bind(self);importScripts=function(){return load.apply(self,[].map.call(arguments," +
        "function(one){return new URL(one," + JSON.stringify(full) + ").href}))};load(" + JSON.stringify(full) + ");";
      try {
        return new Native(URL.createObjectURL(new Blob([body], { type: "text/javascript" })), options);
      } catch (error) {
        return new Native(url, options);
      }
    };
    return;
  }

  var IFrameWorker = function (url) {
    var worker = this;
    var target = new EventTarget();
    var waiting = [];
    var frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "Поиск";
    worker.onmessage = null;
    worker.onerror = null;
    worker.addEventListener = target.addEventListener.bind(target);
    worker.removeEventListener = target.removeEventListener.bind(target);
    worker.dispatchEvent = target.dispatchEvent.bind(target);
    worker.terminate = function () { frame.remove(); };
    worker.postMessage = function (data) {
      if (waiting) waiting.push(data);
      else frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: data }));
    };
    document.body.appendChild(frame);

    var inner = frame.contentWindow;
    var page = frame.contentDocument;
    var load = function (address) {
      return new Promise(function (done, failed) {
        var script = page.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = failed;
        page.body.appendChild(script);
      });
    };
    inner.postMessage = function (data) {
      var event = new MessageEvent("message", { data: data });
      target.dispatchEvent(event);
      if (worker.onmessage) worker.onmessage(event);
    };
    inner.importScripts = function () {
      return [].reduce.call(arguments, function (before, address) {
        return before.then(function () { return load(address); });
      }, Promise.resolve());
    };
    inner.eval(code);
    load(new URL(url, document.baseURI).href).then(function () {
      var queue = waiting;
      waiting = null;
      queue.forEach(worker.postMessage);
    });
  };
  // Material's worker looks for this name to learn that it runs in a frame.
  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
