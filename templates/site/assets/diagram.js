/*
 * Zoom, panning and full screen for the diagrams of a page. Without it a diagram still scrolls and fits the width.
 *
 * Only the width of the picture changes, so that scrolling stays the browser's own: by wheel, finger and keyboard.
 * Nothing is remembered and nothing is fetched.
 */
(function () {
  "use strict";

  var STEP = 1.25;
  var LEAST = 0.1;
  var MOST = 4;
  /* Below this the words of a picture cannot be read. */
  var LEGIBLE = 0.6;
  /* A shorter movement of a pressed mouse is a click. */
  var STILL = 4;

  function equip(diagram) {
    var scroll = diagram.querySelector(".rg-diagram__scroll");
    var zoom = diagram.querySelector(".rg-diagram__zoom");
    if (!scroll || !zoom || diagram.classList.contains("rg-diagram--ready")) return;
    var button = function (name) { return zoom.querySelector('[data-zoom="' + name + '"]'); };
    var has = function (name) { return diagram.classList.contains("rg-diagram--" + name); };
    var mark = function (name, on) { diagram.classList.toggle("rg-diagram--" + name, on); };

    /* The view that the style sheet shows at this width and in this detail. */
    function picture() {
      var all = [].slice.call(scroll.querySelectorAll("svg[role]"));
      return all.filter(function (one) { return one.getClientRects().length; })[0];
    }

    function scale() {
      var svg = picture();
      return svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    }

    function tell() {
      var now = scale();
      var cut = scroll.scrollWidth > scroll.clientWidth + 1;
      var whole = !cut && (has("fitted") || (!has("zoomed") && now < 0.995));
      mark("pannable", cut || scroll.scrollHeight > scroll.clientHeight + 1);
      button("fit").setAttribute("aria-pressed", String(whole));
      button("one").setAttribute("aria-pressed", String(!whole && Math.abs(now - 1) < 0.005));
      button("out").disabled = now <= LEAST * 1.001;
      button("in").disabled = now >= MOST * 0.999;
    }

    /* Keeps the point of the picture that lies at x, y of the window where it is. */
    function zoomTo(next, x, y) {
      var svg = picture();
      if (!svg) return;
      var room = scroll.getBoundingClientRect();
      var before = svg.getBoundingClientRect();
      if (x === undefined) {
        x = room.left + scroll.clientWidth / 2;
        y = (Math.max(room.top, 0) + Math.min(room.bottom, window.innerHeight)) / 2;
      }
      var across = (x - before.left) / before.width;
      var down = (y - before.top) / before.height;
      mark("fitted", false);
      mark("zoomed", true);
      diagram.style.setProperty("--rg-zoom", String(Math.min(MOST, Math.max(LEAST, next))));
      var after = svg.getBoundingClientRect();
      scroll.scrollLeft += after.left + across * after.width - x;
      scroll.scrollTop += after.top + down * after.height - y;
      tell();
    }

    /* On a page a picture fits the width, on a full screen the whole of it. */
    function fit() {
      var svg = picture();
      if (!svg) return;
      var box = svg.viewBox.baseVal;
      mark("zoomed", false);
      mark("fitted", true);
      if (has("full")) {
        var style = getComputedStyle(scroll);
        var wide = scroll.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        var high = scroll.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
        diagram.style.setProperty("--rg-zoom", String(Math.min(MOST, wide / box.width, high / box.height)));
        mark("zoomed", true);
      }
      tell();
    }

    function spread(on) {
      mark("full", on);
      button("full").textContent = on ? "Свернуть" : "Во весь экран";
      if (on) {
        fit();
        if (scale() < LEGIBLE) zoomTo(LEGIBLE, 0, 0);
      } else {
        mark("fitted", false);
        mark("zoomed", false);
        tell();
      }
    }

    function toggleFull() {
      if (document.fullscreenElement === diagram) {
        document.exitFullscreen();
      } else if (has("full")) {
        spread(false);
      } else if (diagram.requestFullscreen) {
        diagram.requestFullscreen().catch(function () { spread(true); });
      } else {
        spread(true);
      }
    }

    var acts = {
      "in": function () { zoomTo(scale() * STEP); },
      out: function () { zoomTo(scale() / STEP); },
      one: function () { zoomTo(1); },
      fit: fit,
      full: toggleFull
    };
    var keys = { "+": "in", "=": "in", "-": "out", "−": "out", "0": "one" };

    zoom.addEventListener("click", function (event) {
      var pressed = event.target.closest("[data-zoom]");
      if (pressed) acts[pressed.getAttribute("data-zoom")]();
    });
    /* Another view is shown, or the one that is shown has come. */
    ["change", "reglament:picture"].forEach(function (name) {
      diagram.addEventListener(name, function () { if (has("fitted")) fit(); else tell(); });
    });
    diagram.addEventListener("fullscreenchange", function () { spread(document.fullscreenElement === diagram); });
    diagram.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && has("full") && !document.fullscreenElement) spread(false);
      else if (keys[event.key]) acts[keys[event.key]]();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    scroll.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomTo(scale() * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), event.clientX, event.clientY);
    }, { passive: false });

    /* Two fingers. */
    var pinch = null;
    function fingers(event) {
      var one = event.touches[0];
      var two = event.touches[1];
      return {
        apart: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
        x: (one.clientX + two.clientX) / 2,
        y: (one.clientY + two.clientY) / 2
      };
    }
    scroll.addEventListener("touchstart", function (event) {
      pinch = event.touches.length === 2 ? { apart: fingers(event).apart, scale: scale() } : null;
    }, { passive: true });
    scroll.addEventListener("touchmove", function (event) {
      if (!pinch || event.touches.length !== 2) return;
      event.preventDefault();
      var now = fingers(event);
      zoomTo(pinch.scale * now.apart / pinch.apart, now.x, now.y);
    }, { passive: false });

    /* A pressed mouse drags the picture; a finger scrolls it without help. */
    var grip = null;
    scroll.addEventListener("pointerdown", function (event) {
      if (event.pointerType !== "mouse" || event.button !== 0 || !has("pannable")) return;
      grip = { x: event.clientX, y: event.clientY, left: scroll.scrollLeft, top: scroll.scrollTop };
    });
    scroll.addEventListener("pointermove", function (event) {
      if (!grip) return;
      if (!(event.buttons & 1)) return release();
      var right = event.clientX - grip.x;
      var down = event.clientY - grip.y;
      if (!has("panning") && Math.hypot(right, down) < STILL) return;
      if (!has("panning")) {
        mark("panning", true);
        scroll.setPointerCapture(event.pointerId);
      }
      scroll.scrollLeft = grip.left - right;
      scroll.scrollTop = grip.top - down;
    });
    function release() {
      grip = null;
      mark("panning", false);
    }
    scroll.addEventListener("pointerup", function () {
      /* The click that ends a drag opens nothing; it comes before the next task. */
      if (has("panning")) {
        var swallow = function (event) { event.preventDefault(); event.stopPropagation(); };
        scroll.addEventListener("click", swallow, true);
        setTimeout(function () { scroll.removeEventListener("click", swallow, true); });
      }
      release();
    });
    scroll.addEventListener("pointercancel", release);
    scroll.addEventListener("dragstart", function (event) { event.preventDefault(); });

    new ResizeObserver(function () {
      if (has("full") && has("fitted")) fit();
      else tell();
    }).observe(scroll);

    zoom.hidden = false;
    mark("ready", true);
    tell();
  }

  function equipAll() {
    [].forEach.call(document.querySelectorAll(".rg-diagram"), equip);
  }

  /* Material puts another page in place without loading it and tells so here; the first page counts as well. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(equipAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", equipAll);
  else equipAll();
})();
