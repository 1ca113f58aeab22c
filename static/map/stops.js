/* The symbols as one stop of the Tab key: arrows go from one that is in sight to the next, most sentences first. */
(function (Dateline) {
  "use strict";

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  Dateline.Stops = class {
    /** `entries()` gives those of the symbols that can be reached now, in their order. */
    constructor(pane, entries) {
      this.entries = entries;
      this.current = null;
      pane.setAttribute("role", "group");
      pane.setAttribute("aria-label", Dateline.strings.symbols);
      pane.addEventListener("keydown", (event) => this.key(event));
      pane.addEventListener("focusin", (event) => this.arrive(event.target));
    }

    /** After symbols came, went or moved: there is a stop as long as any is in sight. */
    settle() {
      const reached = this.entries();
      if (!reached.includes(this.current)) this.stopAt(reached[0] || null);
    }

    stopAt(entry) {
      if (this.current && this.current.element) this.current.element.tabIndex = -1;
      this.current = entry;
      if (entry) entry.element.tabIndex = 0;
    }

    arrive(element) {
      const entry = this.entries().find((other) => other.element === element);
      if (entry) this.stopAt(entry);
    }

    key(event) {
      const step = STEPS[event.key], reached = this.entries();
      if (!step || !reached.length) return;
      event.preventDefault();
      event.stopPropagation(); // or the map would move away
      const at = reached.indexOf(this.current), next = Number.isFinite(step) ? (at + step + reached.length) % reached.length : step < 0 ? 0 : reached.length - 1;
      this.stopAt(reached[next]);
      reached[next].element.focus({ preventScroll: true });
    }
  };
})((window.Dateline = window.Dateline || {}));
