/* The map never holds a reader who only scrolls past it. The wheel zooms after a click into the map, or with Ctrl or the command key. One finger scrolls the
   page and two move the map; a hint says so. A mouse drags the map, on a screen that takes fingers too. */
(function (Dateline) {
  "use strict";

  const HINT_MS = 1600;

  Dateline.Gestures = class {
    constructor(map) {
      this.map = map;
      this.container = map.getContainer();
      this.isEmbedded = false;
      this.hasFocus = false;
      map.scrollWheelZoom.disable();
      this.container.classList.add("dl-two-fingers");
      if (window.matchMedia("(pointer: coarse)").matches) this.dragBy("touch");
      this.container.addEventListener("pointerdown", (event) => this.dragBy(event.pointerType), { capture: true, passive: true });
      this.focusInPlace();
      this.container.addEventListener("focusin", () => { this.hasFocus = true; map.scrollWheelZoom.enable(); });
      this.container.addEventListener("focusout", () => { this.hasFocus = false; map.scrollWheelZoom.disable(); });
      this.container.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
      this.container.addEventListener("touchmove", (event) => this.touch(event), { passive: true });
    }

    /** In another's page the wheel needs a hint, since the map may be all that is seen of ours. */
    setEmbedded(isEmbedded) {
      this.isEmbedded = isEmbedded;
    }

    /* What points is known before Leaflet hears of it. The style sheet leaves one finger's way to the page. */
    dragBy(pointer) {
      if (pointer === "touch") this.map.dragging.disable();
      else this.map.dragging.enable();
    }

    /* Leaflet focuses the map when it is pressed. That must not scroll the page around a frame that is half in sight: the map would move away from
       under the finger, and the press would never become a click. */
    focusInPlace() {
      const { container } = this, focus = container.focus;
      container.focus = (options) => focus.call(container, { preventScroll: true, ...options });
    }

    wheel(event) {
      if (event.ctrlKey || event.metaKey) { this.map.scrollWheelZoom.enable(); return; }
      if (this.hasFocus) return;
      this.map.scrollWheelZoom.disable();
      if (this.isEmbedded && !event.target.closest(".dl-panel, .dl-time")) this.say(Dateline.strings.hint.wheel);
    }

    touch(event) {
      const isOne = event.touches.length === 1 && !this.map.dragging.enabled();
      if (isOne && !event.target.closest(".dl-panel, .dl-time")) this.say(Dateline.strings.hint.touch);
    }

    say(text) {
      if (!this.hint) {
        this.hint = document.createElement("div");
        this.hint.className = "dl-hint";
        this.hint.setAttribute("aria-hidden", "true");
        this.container.appendChild(this.hint);
      }
      this.hint.textContent = text;
      this.hint.classList.add("dl-said");
      clearTimeout(this.hiding);
      this.hiding = setTimeout(() => this.hint.classList.remove("dl-said"), HINT_MS);
    }
  };
})((window.Dateline = window.Dateline || {}));
