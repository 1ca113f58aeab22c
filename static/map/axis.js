/* A time axis: days ↔ shares of its length, and how many sentences lie where on it. Pure: no page, no map.
   A few far days do not press all others together: the dense part takes most of the length, and what lies before and after it is drawn closer. */
(function (Dateline) {
  "use strict";

  const BINS = 72;
  const MOST = [0.98, 0.95, 0.9, 0.85, 0.8, 0.75]; // the dense part is the shortest stretch of begins that holds the largest of these shares and is short enough
  const FAR_TIMES = 2.5; // an axis so many times longer than its dense part is bent
  const SIDE = 0.08, SIDE_MOST = 0.2; // of the length, for all before and all after the dense part: half of their share of the sentences, within these
  const OPEN_BEGIN = -2147483648, OPEN_END = 2147483647;

  const columnsOf = (atlas, axis) =>
    axis === "happened" ? [atlas.begin, atlas.end] : [atlas.reportedBegin, atlas.reportedEnd];

  /* The shortest stretch of a sorted list of days that holds such a share of them. */
  function dense(days, share) {
    const held = Math.max(1, Math.ceil(days.length * share)), found = [days[0], days[days.length - 1]];
    for (let i = 0; i + held <= days.length; i++) {
      if (days[i + held - 1] - days[i] < found[1] - found[0]) [found[0], found[1]] = [days[i], days[i + held - 1]];
    }
    return found;
  }

  Dateline.Axis = class {
    /** The axis "happened" or "reported" of an atlas. `isEmpty` where no sentence has a day on it. */
    constructor(atlas, name) {
      this.atlas = atlas;
      this.name = name;
      [this.begin, this.end] = columnsOf(atlas, name);
      const known = [];
      let last = -Infinity;
      for (let i = 0; i < atlas.count; i++) {
        if (this.begin[i] !== OPEN_BEGIN) { known.push(this.begin[i]); last = Math.max(last, this.begin[i]); }
        if (this.end[i] !== OPEN_END) { last = Math.max(last, this.end[i] - 1); if (this.begin[i] === OPEN_BEGIN) known.push(this.end[i] - 1); }
      }
      this.isEmpty = known.length === 0;
      if (this.isEmpty) return;
      known.sort((a, b) => a - b);
      this.middle = known[known.length >> 1];
      this.domain = [known[0], Math.max(last, known[0] + 1)];
      this.points = MOST.reduce((points, share) => points || this.bend(known, dense(known, share)), null) || [[this.domain[0], 0], [this.domain[1], 1]];
    }

    /* [[day, share], …], rising, with straight lines between; null where the dense part is not short enough for a bend. */
    bend(days, [from, to]) {
      const [first, last] = this.domain, room = Math.max(14, Math.round((to - from) * 0.06));
      const low = Math.max(first, from - room), high = Math.min(last, to + room);
      if (last - first < FAR_TIMES * (high - low)) return null;
      const side = (isOn) => Math.max(SIDE, Math.min(SIDE_MOST, days.filter(isOn).length / days.length / 2));
      const points = [[first, 0]];
      if (low > first) points.push([low, side((day) => day < low)]);
      if (high < last) points.push([high, 1 - side((day) => day > high)]);
      return [...points, [last, 1]];
    }

    /** A day's share of the length, from 0 to 1. */
    at(day) {
      const k = Math.max(1, this.points.findIndex(([other]) => other >= day)), [a, x] = this.points[k - 1], [b, y] = this.points[k];
      return Math.min(1, Math.max(0, day > b ? 1 : x + ((day - a) / (b - a)) * (y - x)));
    }

    /** The day at a share of the length. */
    dayAt(share) {
      const k = Math.max(1, this.points.findIndex(([, other]) => other >= share)), [a, x] = this.points[k - 1], [b, y] = this.points[k];
      return Math.round(a + ((Math.min(1, Math.max(0, share)) - x) / (y - x)) * (b - a));
    }

    /** The range of noUiSlider that stands on the same shares. Each stretch names its step of a day: one that does not is stepped through by tenths. */
    range() {
      const range = { min: [this.domain[0], 1], max: this.domain[1] };
      for (const [day, share] of this.points.slice(1, -1)) range[share * 100 + "%"] = [day, 1];
      return range;
    }

    /** Bars for sentences whose span lies within a bin, long ones as [first bin, last bin, count], and the numbers with and without a day.
        `passes(i)` says whether a sentence counts. */
    histogram(passes) {
      const { begin, end, domain, atlas } = this, bars = new Uint32Array(BINS), spans = new Map();
      let undated = 0, dated = 0;
      const bin = new Map();
      const binOf = (day) => {
        if (!bin.has(day)) bin.set(day, Math.min(BINS - 1, Math.floor(this.at(day) * BINS)));
        return bin.get(day);
      };
      for (let i = 0; i < atlas.count; i++) {
        if (!passes(i)) continue;
        if (begin[i] === OPEN_BEGIN && end[i] === OPEN_END) { undated++; continue; }
        dated++;
        const from = binOf(Math.max(begin[i], domain[0])), to = binOf(Math.min(end[i] - 1, domain[1]));
        if (to - from <= 1) bars[(from + to) >> 1]++;
        else spans.set(from * BINS + to, (spans.get(from * BINS + to) || 0) + 1);
      }
      const long = [...spans].sort((a, b) => a[0] - b[0]).map(([key, n]) => [Math.floor(key / BINS), key % BINS, n]);
      return { bins: BINS, bars, long, dated, undated };
    }

    /** Where years or months begin, with room between: [{share, label, isLast}]. Each stretch of a bent axis has steps of its own, and its two ends are named;
        the label of the last stands before its mark. `most` labels have room on the whole length. */
    ticks(most) {
      const found = [], room = 1 / most, [first, last] = this.domain;
      const take = (day, withMonth, isLast) => {
        const share = this.at(day), left = isLast ? share - room : share;
        if (left < -1e-9 || left + room > 1 + 1e-9 || found.some((other) => Math.abs(other.left - left) < room)) return;
        found.push({ share, left, isLast: Boolean(isLast), label: Dateline.strings.tick(day, withMonth) });
      };
      const stretches = this.points.slice(1).map(([day, share], k) => ({ from: this.points[k][0], to: day, room: (share - this.points[k][1]) * most }));
      if (stretches.length > 1) { take(first, false); take(last, false, true); }
      for (const stretch of stretches.sort((a, b) => b.room - a.room)) {
        const step = stepOf(stretch);
        for (const day of firsts(stretch, step)) take(day, step < 12);
      }
      return found.sort((a, b) => a.share - b.share);
    }
  };

  const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000]; // months between two labels

  /* The smallest step whose labels have room. */
  function stepOf({ from, to, room }) {
    return STEPS.find((step) => (to - from) / (step * 30.44) <= room) || STEPS[STEPS.length - 1];
  }

  /* The first days of every so many months within a stretch. */
  function firsts({ from, to }, step) {
    const start = new Date(from * 864e5), days = [];
    for (let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step; ; month += step) {
      const date = new Date(0);
      date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
      const day = date.getTime() / 864e5;
      if (day > to) return days;
      if (day >= from) days.push(day);
    }
  }
})((window.Dateline = window.Dateline || {}));
