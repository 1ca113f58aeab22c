/* The two ends of the time window as fields for typed days, with a step of a month on either side. */
(function (Dateline) {
  "use strict";

  const DAY_MS = 864e5;
  const SAID_MS = 6000; // how long a word on what was typed stays

  /* The day of a date, or null where the calendar has none such (31 February). `month` counts from 0. */
  function dayNumber(year, month, date) {
    const found = new Date(0);
    found.setUTCFullYear(year, month, date);
    return found.getUTCMonth() === month && found.getUTCDate() === date ? Math.round(found.getTime() / DAY_MS) : null;
  }

  const monthOf = (day) => { const date = new Date(day * DAY_MS); return date.getUTCFullYear() * 12 + date.getUTCMonth(); };
  const firstOf = (month) => dayNumber(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);

  /** Calendar months: their number counts from year 0. */
  Dateline.months = {
    of: monthOf,
    first: firstOf,
    last: (month) => firstOf(month + 1) - 1,
    /** The same date so many months later; the last of the month where it has none such. */
    shift: (day, by) => {
      const month = monthOf(day) + by;
      return Math.min(firstOf(month) + day - firstOf(monthOf(day)), firstOf(month + 1) - 1);
    },
  };

  /* The number of a month by its name or the beginning of it, or -1. */
  function monthNamed(name) {
    const begin = name.toLowerCase().replace(".", "");
    return begin.length < 3 ? -1 : Dateline.strings.time.months.findIndex((month) => month.toLowerCase().startsWith(begin));
  }

  /** The day that a text means: "14 Feb 2017", "Feb 14, 2017", "2017-02-14"; of "Feb 2017" and "2017" the first day, or the last. Null where it is none.
      Days in figures alone ("05/03/2017") are not guessed at. */
  Dateline.readDay = function (text, isLast) {
    const words = text.trim().replace(/,/g, " ").split(/\s+/), iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words.join(" "));
    if (iso) return dayNumber(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
    const figures = words.filter((word) => /^\d{1,4}$/.test(word)), names = words.filter((word) => !/\d/.test(word)), year = figures.pop();
    if (!year || year.length < 3 || figures.length + names.length + 1 !== words.length || figures.length > names.length || names.length > 1) return null;
    if (!names.length) return isLast ? dayNumber(Number(year), 11, 31) : dayNumber(Number(year), 0, 1);
    const month = monthNamed(names[0]);
    if (month < 0) return null;
    if (figures.length) return dayNumber(Number(year), month, Number(figures[0]));
    return isLast ? Dateline.months.last(Number(year) * 12 + month) : Dateline.months.first(Number(year) * 12 + month);
  };

  Dateline.Ends = class {
    /** `on.set(end, day)` takes a typed day for end 0 or 1 and returns a word on what is wrong with it, or ""; `on.step(by)` goes a month back or forward;
        `make(parent, name, className, text)` makes an element. */
    constructor(parent, on, make) {
      this.on = on;
      this.strings = Dateline.strings.time;
      const root = make(parent, "div", "dl-window");
      this.step(root, make, -1);
      this.fields = [this.strings.from, this.strings.to].map((name, end) => {
        if (end) make(root, "span", "dl-dash", "–");
        return this.field(root, make, end, name);
      });
      this.step(root, make, 1);
      this.wrong = make(parent, "p", "dl-wrong");
      this.wrong.setAttribute("role", "alert");
    }

    step(root, make, by) {
      const button = make(root, "button", "dl-button dl-step", by < 0 ? "‹" : "›");
      button.title = by < 0 ? this.strings.monthBack : this.strings.monthForward;
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => this.on.step(by));
    }

    field(root, make, end, name) {
      const field = make(root, "input", "dl-day");
      field.type = "text";
      field.autocomplete = "off";
      field.spellcheck = false;
      field.title = this.strings.typed;
      field.setAttribute("aria-label", this.strings.dayOf(name));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.take(end);
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.restore(end);
        this.say("");
      });
      field.addEventListener("focus", () => field.select());
      field.addEventListener("blur", () => { this.take(end); this.restore(end); });
      return field;
    }

    /** Show the window's two days. A field in which somebody writes is left alone. */
    show(days) {
      this.days = days;
      this.fields.forEach((field, end) => { if (document.activeElement !== field || this.taking) this.restore(end); });
    }

    restore(end) {
      this.fields[end].value = this.strings.day(this.days[end]);
      this.fields[end].removeAttribute("aria-invalid");
    }

    take(end) {
      const field = this.fields[end], text = field.value;
      if (text === this.strings.day(this.days[end])) return;
      const day = Dateline.readDay(text, end === 1);
      this.taking = true;
      const wrong = day === null ? this.strings.noDay(text) : this.on.set(end, day);
      this.taking = false;
      this.say(wrong);
      if (wrong) field.setAttribute("aria-invalid", "true"); else this.restore(end);
    }

    say(text) {
      clearTimeout(this.hiding);
      this.wrong.textContent = text;
      if (text) this.hiding = setTimeout(() => { this.wrong.textContent = ""; }, SAID_MS);
    }
  };
})((window.Dateline = window.Dateline || {}));
