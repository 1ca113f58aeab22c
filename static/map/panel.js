/* What stands on the map's edges: the count, the legend, what lies outside the view, a name under the pointer, and the voice for screen readers. */
(function (Dateline) {
  "use strict";

  const SPEAK_AFTER_MS = 500;
  const NAMED_OUTSIDE = 3;
  const OPEN_LEGEND_WIDTH = 860, OPEN_LEGEND_HEIGHT = 520;
  const SHEET_SHARE = 0.7; // a panel wider than that leaves no room beside it
  const STATUS_OF = { disputed: "denied" };
  const FORMS = Object.keys(Dateline.strings.form); // in the order of the legend

  function add(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  Dateline.Panel = class {
    /** `on.show(site)` is called when the reader asks for a place outside the view, `on.change()` when the legend opens or shuts,
        `on.toggle("layers" or "statuses", id)` when a row of the legend is chosen, `on.drop()` when the window that is not shown is to be dropped. */
    constructor(container, on) {
      this.on = on;
      this.strings = Dateline.strings;
      this.top = add(container, "div", "dl-panel dl-top");
      this.count = add(this.top, "p", "dl-count", this.strings.loading);
      this.note = add(this.top, "p", "dl-note", this.strings.counted);
      this.addOther();
      this.outside = add(this.top, "p", "dl-outside");
      this.legend = add(container, "details", "dl-panel dl-legend");
      this.name = add(container, "div", "dl-hover");
      this.name.hidden = true;
      this.name.setAttribute("aria-hidden", "true");
      this.voice = add(container, "div", "dl-voice");
      this.voice.setAttribute("role", "status");
      this.voice.setAttribute("aria-live", "polite");
      this.container = container;
      this.legend.addEventListener("toggle", () => { on.change(); });
      new ResizeObserver(() => container.style.setProperty("--dl-top", this.top.offsetHeight + "px")).observe(this.top);
      for (const panel of [this.top, this.legend]) {
        L.DomEvent.disableClickPropagation(panel);
        L.DomEvent.disableScrollPropagation(panel);
      }
    }

    addOther() {
      const line = add(this.top, "p", "dl-other");
      line.hidden = true;
      this.other = { line, words: add(line, "span", ""), button: add(line, "button", "dl-button", "✕") };
      this.other.button.type = "button";
      this.other.button.addEventListener("click", () => this.on.drop());
    }

    /** Say what else narrows the count, with a button that drops it; "" where nothing does. */
    setOther(text, hint) {
      const { line, words, button } = this.other;
      line.hidden = !text;
      words.textContent = text;
      button.title = hint;
      button.setAttribute("aria-label", hint);
    }

    setAtlas(atlas) {
      this.atlas = atlas;
      this.legend.replaceChildren();
      this.legend.open = this.container.clientWidth >= OPEN_LEGEND_WIDTH && this.container.clientHeight >= OPEN_LEGEND_HEIGHT;
      add(this.legend, "summary", "", this.strings.legend);
      const layers = add(this.legend, "ul", "dl-layers");
      layers.setAttribute("aria-label", this.strings.layers);
      this.rows = atlas.layers.map((layer, index) => {
        const row = this.switch(layers, () => this.on.toggle("layers", layer.id));
        add(row, "i", "dl-swatch").style.setProperty("--dl-layer", "var(--dl-layer-" + index + ")");
        add(row, "span", "dl-layer-name", layer.label);
        row.append(" ");
        return { row, number: add(row, "span", "dl-layer-number") };
      });
      this.addSizes();
      this.addForms();
      this.addDoubt();
    }

    /** The parts of the map that no panel covers, as [left, top, right, bottom] in its pixels: beside the count, and below it. */
    rooms() {
      const { clientWidth: width, clientHeight: height } = this.container, time = this.container.querySelector(".dl-time"), { top, legend } = this;
      const isSheet = legend.open && legend.offsetWidth > SHEET_SHARE * width, side = legend.open && !isSheet ? legend.offsetLeft + legend.offsetWidth : 0;
      const bottom = height - Math.max(time ? time.offsetHeight : 0, isSheet ? legend.offsetHeight : 0), right = top.offsetLeft + top.offsetWidth;
      const isNarrow = right > SHEET_SHARE * width, buttons = isNarrow ? this.container.querySelector(".leaflet-right").offsetWidth : 0;
      const below = [side, top.offsetTop + top.offsetHeight, width - buttons, bottom];
      return isNarrow ? [below] : [below, [Math.max(side, right), 0, width, bottom]];
    }

    /** The largest of the free parts. */
    room() {
      const area = ([left, top, right, bottom]) => (right - left) * (bottom - top);
      return this.rooms().reduce((best, room) => (area(room) > area(best) ? room : best));
    }

    /** The boxes that the panels cover, in pixels of the map, as they were when last measured. */
    boxes() {
      if (!this.measured) this.measure();
      return this.measured;
    }

    /** Measure the panels anew; returns whether they changed. Costs a layout of the page, so it is done at rest only. */
    measure() {
      const before = String(this.measured);
      const frame = this.container.getBoundingClientRect(), controls = this.container.querySelectorAll(".leaflet-control, .dl-time");
      this.measured = [this.top, this.legend, ...controls].map((panel) => {
        const box = panel.getBoundingClientRect();
        return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
      });
      return String(this.measured) !== before;
    }

    addDoubt() {
      const doubt = add(this.legend, "ul", "dl-forms");
      for (const [name, text] of [["circle", this.strings.circle], ["hatch", this.strings.disputedArea]]) {
        const row = add(doubt, "li", "");
        add(add(row, "i", "dl-sample-box"), "i", "dl-" + name);
        add(row, "span", "", text);
      }
    }

    addSizes() {
      const row = add(add(this.legend, "ul", "dl-forms dl-sizes"), "li", "");
      row.title = this.strings.sizeHint;
      this.sizes = Dateline.svg("svg", { "aria-hidden": "true" }, row);
      this.sizeWords = add(row, "span", "");
      this.mostNow = 0;
    }

    /** Say what size means: the largest symbol, a quarter of it and the smallest, one within the other. */
    setSizes(most) {
      if (most === this.mostNow) return;
      this.mostNow = most;
      const numbers = [...new Set([most, Math.round(most / 4), 1])].filter((number) => number > 0), large = Dateline.radiusOf(most, most) + 1;
      this.sizes.replaceChildren();
      this.sizes.setAttribute("width", 2 * large);
      this.sizes.setAttribute("height", 2 * large);
      for (const number of numbers) {
        const r = Dateline.radiusOf(number, most);
        Dateline.svg("circle", { class: "dl-size", cx: large, cy: 2 * large - 1 - r, r }, this.sizes);
      }
      this.sizeWords.textContent = this.strings.sizes(numbers);
    }

    addForms() {
      const forms = add(this.legend, "ul", "dl-forms");
      forms.setAttribute("aria-label", this.strings.forms);
      this.formRows = FORMS.map((form) => {
        const status = STATUS_OF[form] || form, row = this.switch(forms, () => this.on.toggle("statuses", status));
        const svg = Dateline.svg("svg", { class: "dl-sample", "aria-hidden": "true" }, add(row, "i", "dl-sample-box"));
        new Dateline.Donut(svg).draw([["ink", 1]], form, form === "mentioned" ? 5.5 : 7, 0.42);
        if (form === "mentioned") row.classList.add("dl-pale");
        add(row, "span", "", this.strings.form[form]);
        return { row, status };
      });
    }

    /* A row of the legend that shows or hides what it stands for. */
    switch(list, act) {
      const row = add(add(list, "li", ""), "button", "dl-row");
      row.type = "button";
      row.title = this.strings.toggle;
      row.addEventListener("click", act);
      return row;
    }

    /** Say the counts, and which layers and statuses are shown. */
    update(counts, layersOn, statuses) {
      const text = this.strings.count(counts.shown, counts.total, counts.places, counts.allPlaces);
      this.count.textContent = text;
      this.rows.forEach(({ row, number }, index) => {
        number.textContent = this.strings.number(counts.byLayer[index]);
        row.classList.toggle("dl-off", !layersOn[index] || !counts.byLayer[index]);
        row.setAttribute("aria-pressed", String(Boolean(layersOn[index])));
      });
      for (const { row, status } of this.formRows) {
        const isOn = !statuses || statuses.includes(status);
        row.classList.toggle("dl-off", !isOn);
        row.setAttribute("aria-pressed", String(isOn));
      }
      if (!this.isCountSpoken) this.speak(counts.shown ? text : text + ". " + this.strings.nothing);
    }

    /** Whether the page around the map speaks the count itself: one change is then not said twice. */
    leaveCount(isSpoken) {
      this.isCountSpoken = isSpoken;
    }

    /* Only the state in which a movement ends is spoken. */
    speak(text) {
      clearTimeout(this.speaking);
      this.speaking = setTimeout(() => { if (this.voice.textContent !== text) this.voice.textContent = text; }, SPEAK_AFTER_MS);
    }

    /** Name the sites that lie outside the view, most sentences first; `found` holds [site, count] in any order. */
    setOutside(found) {
      found.sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
      const signature = found.map(([site, count]) => site.index + ":" + count).join(" ");
      if (signature === this.outsideNow) return;
      this.outsideNow = signature;
      this.outside.replaceChildren();
      if (!found.length) return;
      add(this.outside, "span", "", this.strings.also + " ");
      for (const [site, count] of found.slice(0, NAMED_OUTSIDE)) {
        const button = add(this.outside, "button", "dl-link", site.label + " " + this.strings.number(count));
        button.type = "button";
        button.title = this.strings.showPlace(site.label);
        button.addEventListener("click", () => this.on.show(site));
      }
      const rest = found.length - NAMED_OUTSIDE;
      if (rest > 0) add(this.outside, "span", "", this.strings.morePlaces(rest));
    }

    hover(text, at) {
      this.name.textContent = text;
      this.name.hidden = false;
      const width = this.name.offsetWidth, room = this.container.clientWidth;
      this.name.style.left = Math.max(4, Math.min(room - width - 4, at.x - width / 2)) + "px";
      this.name.style.top = (at.y > 44 ? at.y - 10 - this.name.offsetHeight : at.y + at.height + 10) + "px";
    }

    leave() {
      this.name.hidden = true;
    }

    fail(text) {
      this.count.textContent = text;
      this.speak(text);
    }
  };
})((window.Dateline = window.Dateline || {}));
