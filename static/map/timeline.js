/* The time control in the map: a histogram with a two-handled range on it, for when things happened or were reported, and "as known on a day". It keeps
   its height whatever it shows, so that nothing moves under a pointer.
   While a handle is dragged, and while it plays, the map filters here; what remains is told to Python when the hand is off. */
(function (Dateline) {
  "use strict";

  const AXES = ["happened", "reported", "known"];
  const TELL_KEYS_MS = 350; // keys come one after the other
  const TRUST_MS = 2500; // so long an answer to an older message is not believed
  const FRAME_MS = 70, FRAMES = 200;
  const PRESETS = { all: 0, year: 12, month: 1 }; // calendar months; none means all

  function add(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (name === "button") element.type = "button";
    parent.appendChild(element);
    return element;
  }

  Dateline.Timeline = class {
    /** `on.preview(change)` filters here and now; `on.passes(axis)` gives a test of a sentence but for its days on that axis; `on.anchor(axis)` a day or null;
        `on.resize()` is called when the control has another height, `on.other(text, hint)` with what is to be said of a window that is not shown, or "". */
    constructor(container, on) {
      this.on = on;
      this.strings = Dateline.strings.time;
      this.mode = "happened";
      this.windows = { happened: null, reported: null };
      this.told = 0;
      this.root = add(container, "div", "dl-time");
      this.root.hidden = true;
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", this.strings.name);
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
      this.root.addEventListener("keydown", (event) => this.key(event));
      this.addHead();
      this.addTrack();
      new ResizeObserver(() => {
        container.style.setProperty("--dl-time", this.root.offsetHeight + "px");
        this.picture.draw();
        on.resize();
      }).observe(this.root);
    }

    addHead() {
      const head = add(this.root, "div", "dl-time-head"), modes = add(head, "div", "dl-switch");
      modes.setAttribute("role", "group");
      modes.setAttribute("aria-label", this.strings.modes);
      this.modes = Object.fromEntries(AXES.map((name) => [name, this.button(modes, this.strings.mode[name], () => this.choose(name))]));
      for (const mode of Object.values(this.modes)) mode.dataset.text = mode.textContent; // the style sheet keeps room for it in bold
      this.ends = new Dateline.Ends(head, { set: (end, day) => this.typed(end, day), step: (by) => this.step(by) }, add);
      const tools = add(head, "div", "dl-tools");
      for (const [name, months] of Object.entries(PRESETS)) this.button(tools, this.strings.preset[name], () => this.preset(months), this.strings.presetHint[name]);
      this.player = this.button(tools, "", () => this.play());
      this.player.classList.add("dl-play");
    }

    addTrack() {
      this.track = add(this.root, "div", "dl-track");
      this.picture = new Dateline.Histogram(this.track);
      this.left = add(this.track, "i", "dl-veil dl-veil-left");
      this.right = add(this.track, "i", "dl-veil dl-veil-right");
      this.handles = add(this.track, "div", "dl-handles");
      this.band = this.button(this.root, "", () => this.toggleUndated());
      this.band.classList.add("dl-band");
    }

    button(parent, text, act, hint) {
      const found = add(parent, "button", "dl-button", text);
      if (hint) found.title = hint;
      found.addEventListener("click", act);
      return found;
    }

    // --- what Python and the atlas say ---

    setAtlas(atlas) {
      this.stop();
      this.axes = { happened: new Dateline.Axis(atlas, "happened"), reported: new Dateline.Axis(atlas, "reported") };
      this.root.hidden = this.axes.happened.isEmpty && this.axes.reported.isEmpty;
      this.built = null;
      this.band.hidden = !atlas.dated.some((dated) => !dated);
      for (const name of AXES) this.modes[name].hidden = this.axisOf(name).isEmpty;
      if (this.axis.isEmpty) this.mode = this.axes.happened.isEmpty ? "reported" : "happened";
    }

    /** Take the windows of a command. What a hand is moving, or has told since (in the `current` filter), is kept. Returns the filter to use. */
    obey(filter, mode, heard, current) {
      const isOld = (heard || 0) < this.told && performance.now() - this.toldAt < TRUST_MS;
      const mine = { ...this.windows, undated: this.undated, dated: this.dated };
      if (isOld) return { ...filter, ...mine, layers: current.layers, statuses: current.statuses };
      if (this.isBusy()) return { ...filter, ...mine };
      this.windows = { happened: filter.happened || null, reported: filter.reported || null };
      this.undated = filter.undated;
      this.dated = Boolean(filter.dated);
      if (AXES.includes(mode) && !this.axisOf(mode).isEmpty) this.mode = mode;
      return filter;
    }

    isBusy() {
      return Boolean(this.dragging || this.playing);
    }

    axisOf(mode) {
      return this.axes[mode === "happened" ? "happened" : "reported"];
    }

    get axis() {
      return this.axisOf(this.mode);
    }

    /* The axis that is not shown, but may be narrowed too. */
    get other() {
      return this.axis.name === "happened" ? "reported" : "happened";
    }

    get window() {
      return this.windows[this.axis.name] || this.axis.domain;
    }

    // --- drawing ---

    /** Draw everything anew: after a command, another axis, another filter. */
    render() {
      if (this.root.hidden) return;
      this.build();
      if (!this.isBusy()) this.slider.set(this.window, false);
      const found = this.axis.histogram(this.on.passes(this.axis.name));
      this.undatedCount = found.undated;
      this.picture.set(this.axis, found, this.strings.histogram(this.axis.name, found.dated, ...this.axis.domain));
      for (const name of AXES) this.modes[name].setAttribute("aria-pressed", String(name === this.mode));
      const other = this.windows[this.other];
      this.on.other(other ? this.strings.only(this.other, ...other) : "", other ? this.strings.drop(this.other) : "");
      this.update();
    }

    /* One slider an axis, made when the axis is first shown. */
    build() {
      if (this.built === this.axis) return;
      if (this.slider) this.slider.destroy();
      this.built = this.axis;
      this.slider = noUiSlider.create(this.handles, {
        start: this.window, range: this.axis.range(), step: 1, connect: true, behaviour: "drag-tap", keyboardPageMultiplier: 30,
        animate: false, // an animated set keeps the handles from being taken for a while
        ariaFormat: { to: (day) => this.strings.day(Math.round(day)) },
        handleAttributes: [{ "aria-label": this.strings.from }, { "aria-label": this.strings.to }],
      });
      this.slider.on("start", () => { this.stop(); this.dragging = true; });
      this.slider.on("slide", () => this.move(this.slider.get(true).map(Math.round)));
      this.slider.on("end", () => { this.dragging = false; });
      this.slider.on("change", () => { this.move(this.slider.get(true).map(Math.round)); this.tell(this.byKey ? TELL_KEYS_MS : 0); this.byKey = false; });
    }

    /* The cheap part, at every step of a drag. */
    update() {
      const [first, last] = this.window, known = this.mode === "known";
      this.ends.show([first, last]);
      this.left.style.width = this.axis.at(first) * 100 + "%";
      this.right.style.width = (1 - this.axis.at(last)) * 100 + "%";
      this.root.classList.toggle("dl-known", known);
      if (known) this.slider.disable(0); else this.slider.enable(0);
      const shown = this.windows.happened ? this.undated !== false : !this.dated;
      this.band.style.visibility = this.mode === "happened" && this.undatedCount ? "" : "hidden";
      this.band.textContent = this.strings.undated(this.undatedCount || 0, shown);
      this.band.setAttribute("aria-pressed", String(shown));
      this.player.textContent = this.playing ? this.strings.pause : this.isStill() ? this.strings.step : this.strings.play;
    }

    isStill() {
      return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    }

    // --- what the reader does ---

    key(event) {
      if (event.key === "Escape" && this.playing) this.stop();
      if (event.target.classList.contains("noUi-handle")) this.byKey = true;
      if (event.key !== "Escape") event.stopPropagation();
    }

    move([first, last]) {
      const { domain, name } = this.axis, from = this.mode === "known" ? domain[0] : first;
      this.windows[name] = from <= domain[0] && last >= domain[1] ? null : [from, last];
      this.update();
      this.on.preview({ [name]: this.windows[name] });
    }

    /* Move and show the handles there too. */
    place(window) {
      const { domain } = this.axis, length = window[1] - window[0];
      const first = Math.max(domain[0], Math.min(window[0], domain[1] - length)), last = Math.min(domain[1], first + length);
      this.slider.set([first, last], false);
      this.move([first, last]);
    }

    choose(mode) {
      if (mode === this.mode) return;
      this.stop();
      this.mode = mode;
      this.render();
      if (mode === "known") this.place([this.axis.domain[0], this.window[1]]);
      this.tell(0);
    }

    /* Put the window there, as far as the axis goes; without any day of the axis in it, nothing is done. */
    put([first, last]) {
      const { domain } = this.axis;
      if (first > domain[1] || last < domain[0]) return;
      this.place([this.mode === "known" ? domain[0] : Math.max(first, domain[0]), Math.min(last, domain[1])]);
      this.tell(0);
    }

    /* The day to put a month or a year around. */
    middle() {
      const { name, middle } = this.axis, [first, last] = this.window, given = this.on.anchor(name);
      if (given !== null) return given;
      return this.mode === "known" ? last : this.windows[name] ? Math.round((first + last) / 2) : middle;
    }

    /* The calendar month or year around a day. */
    preset(months) {
      this.stop();
      if (!months) return this.put(this.axis.domain);
      const from = Math.floor(Dateline.months.of(this.middle()) / months) * months;
      this.put([Dateline.months.first(from), Dateline.months.last(from + months - 1)]);
    }

    /* Whole months go to the next whole months, another window to the same dates a month later; the whole axis narrows to a month first. */
    step(by) {
      this.stop();
      const { months } = Dateline, { domain, name } = this.axis, [first, last] = this.window, isEnd = last === domain[1] || last === months.last(months.of(last));
      if (this.mode === "known") return this.put([first, months.last(months.of(last) + (by < 0 || isEnd ? by : 0))]);
      if (!this.windows[name]) return this.preset(1);
      const isWhole = isEnd && (first === domain[0] || first === months.first(months.of(first)));
      if (isWhole) this.put([months.first(months.of(first) + by), months.last(months.of(last) + by)]);
      else this.put([months.shift(first, by), months.shift(last, by)]);
    }

    /* A typed day for one end of the window. Returns what is wrong with it, or "". */
    typed(end, day) {
      const { domain } = this.axis, window = [...this.window];
      if (day < domain[0] || day > domain[1]) {
        const isWithin = end ? day > domain[1] && Dateline.months.of(day) === Dateline.months.of(domain[1]) : day < domain[0] && Dateline.months.of(day) === Dateline.months.of(domain[0]);
        if (!isWithin) return this.strings.noneThen(...domain);
      }
      window[end] = Math.max(domain[0], Math.min(domain[1], day));
      if (window[0] > window[1]) return this.strings.turned;
      this.stop();
      this.put(window);
      return "";
    }

    /** Show all days again on the axis that is not shown. */
    dropOther() {
      const name = this.other, [first, last] = this.axes[name].domain;
      this.windows[name] = null;
      this.on.preview({ [name]: null });
      this.sent({ kind: "window", axis: name, first, last, mode: this.mode });
      this.render();
    }

    /* Sentences without a date are kept in a narrowed window when asked for, and over all days left out when asked for. */
    toggleUndated() {
      const kind = this.windows.happened ? "undated" : "dated";
      this[kind] = kind === "undated" ? this.undated === false : !this.dated;
      this.update();
      this.on.preview({ [kind]: this[kind] });
      this.sent({ kind, on: this[kind] });
    }

    // --- playing ---

    /* Through time from where the window stands, from the beginning where it stands at the end; step by step where motion is unwanted. */
    play() {
      if (this.playing) return this.stop();
      const { domain } = this.axis;
      if (this.mode === "known") { if (this.window[1] >= domain[1]) this.place([domain[0], domain[0] + 1]); }
      else if (!this.windows[this.axis.name]) this.place([domain[0], this.axis.dayAt(0.08)]);
      else if (this.window[1] >= domain[1]) this.place([domain[0], domain[0] + this.window[1] - this.window[0]]);
      if (this.isStill()) { this.advance(1 / 16); return this.tell(0); }
      this.playing = setInterval(() => { if (!this.advance(1 / FRAMES)) this.stop(); }, FRAME_MS);
      this.update();
    }

    /* Forward by a share of the axis, a day at least. Returns false at the end. */
    advance(share) {
      const { axis, window: [first, last] } = this;
      const next = (day) => Math.max(day + 1, axis.dayAt(axis.at(day) + share));
      if (this.mode === "known") this.place([axis.domain[0], Math.min(axis.domain[1], next(last))]);
      else this.place([next(first), next(first) + last - first]);
      return this.window[1] < axis.domain[1];
    }

    stop() {
      if (!this.playing) return;
      clearInterval(this.playing);
      this.playing = null;
      this.update();
      this.tell(0);
    }

    tell(after) {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => {
        const { name, domain } = this.axis, [first, last] = this.windows[name] || domain;
        this.sent({ kind: "window", axis: name, first, last, mode: this.mode });
      }, after);
      this.told = Number.MAX_SAFE_INTEGER; // nothing that Python says before it hears this is news
      this.toldAt = performance.now();
    }

    sent(message) {
      this.told = Dateline.bridge.send(message);
      this.toldAt = performance.now();
    }
  };
})((window.Dateline = window.Dateline || {}));
