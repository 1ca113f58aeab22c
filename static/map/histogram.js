/* The picture under the time control's handles: bars for sentences within a bin, thin bars over their bins for longer spans, ticks with their names. */
(function (Dateline) {
  "use strict";

  const LANES = 4, LANE_PX = 3, BARS_SHARE = 0.94;

  /* Each long span in the lowest lane that is free; those beyond the lanes share the last. */
  function lanesOf(spans) {
    const ends = new Array(LANES).fill(-1);
    return spans.map(([from, to, n]) => {
      const free = ends.findIndex((end) => end < from), lane = free < 0 ? LANES - 1 : free;
      ends[lane] = Math.max(ends[lane], to);
      return { from, to, n, lane };
    });
  }

  Dateline.Histogram = class {
    constructor(parent) {
      this.canvas = document.createElement("canvas");
      this.canvas.className = "dl-bars";
      this.canvas.setAttribute("role", "img");
      this.ticks = document.createElement("div");
      this.ticks.className = "dl-ticks";
      this.ticks.setAttribute("aria-hidden", "true");
      parent.append(this.canvas, this.ticks);
    }

    /** Take what is to be drawn: an axis, its histogram, and the words that say it. */
    set(axis, found, text) {
      this.axis = axis;
      this.found = found;
      this.canvas.setAttribute("aria-label", text);
      this.draw();
    }

    draw() {
      if (!this.found) return;
      const width = this.canvas.clientWidth, height = this.canvas.clientHeight, ratio = window.devicePixelRatio || 1;
      if (!width) return;
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
      const pen = this.canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.fillStyle = getComputedStyle(this.canvas).color;
      this.drawBars(pen, width, height - LANES * LANE_PX - 2);
      this.drawLong(pen, width, height);
      this.drawTicks(width);
    }

    drawBars(pen, width, height) {
      const { bars, bins } = this.found, highest = Math.max(1, ...bars), one = width / bins;
      bars.forEach((n, k) => {
        if (!n) return;
        const tall = Math.max(2.5, (n / highest) * height * BARS_SHARE);
        pen.fillRect(k * one + 0.5, height - tall, Math.max(1, one - 1), tall);
      });
      this.nameHighest(pen, bars.indexOf(highest), highest, one, width);
    }

    /* The highest bar says its number, so that the others can be read by it. */
    nameHighest(pen, k, highest, one, width) {
      this.canvas.dataset.highest = k < 0 ? "" : highest;
      if (k < 0) return;
      const isRight = k * one < width / 2;
      pen.font = "11px " + Dateline.font;
      pen.textAlign = isRight ? "left" : "right";
      pen.fillText(Dateline.strings.number(highest), isRight ? (k + 1) * one + 3 : k * one - 3, 10);
    }

    drawLong(pen, width, height) {
      const { long, bins } = this.found, most = Math.max(1, ...long.map((span) => span[2])), one = width / bins;
      for (const { from, to, n, lane } of lanesOf(long)) {
        pen.globalAlpha = 0.45 + (0.5 * n) / most;
        pen.fillRect(from * one + 0.5, height - (LANES - lane) * LANE_PX, (to - from + 1) * one - 1, LANE_PX - 1);
      }
      pen.globalAlpha = 1;
    }

    drawTicks(width) {
      this.ticks.replaceChildren(...this.axis.ticks(width / 64).map(({ share, label, isLast }) => {
        const tick = document.createElement("span");
        tick.textContent = label;
        if (isLast) tick.className = "dl-last";
        tick.style[isLast ? "right" : "left"] = (isLast ? 1 - share : share) * 100 + "%";
        return tick;
      }));
    }
  };
})((window.Dateline = window.Dateline || {}));
