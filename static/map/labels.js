/* Names beside the symbols, left out where they would run into another name or symbol. */
(function (Dateline) {
  "use strict";

  const SIZE = 12.5, HEIGHT = 16;
  const widths = new Map();
  let pen = null;

  /** Width of a text in the map's type, in pixels; measured once. */
  Dateline.textWidth = function (text, size) {
    const key = size + text;
    if (!widths.has(key)) {
      pen = pen || document.createElement("canvas").getContext("2d");
      pen.font = "500 " + size + "px " + Dateline.font;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key);
  };

  Dateline.font = '"Source Sans 3", "Source Sans Pro", "Noto Sans", system-ui, -apple-system, "Segoe UI", sans-serif';

  const SIDES = {
    right: (x, y, r, w) => [x + r + 4, y - HEIGHT / 2, x + r + 4 + w, y + HEIGHT / 2],
    left: (x, y, r, w) => [x - r - 4 - w, y - HEIGHT / 2, x - r - 4, y + HEIGHT / 2],
    below: (x, y, r, w) => [x - w / 2, y + r + 2, x + w / 2, y + r + 2 + HEIGHT],
    above: (x, y, r, w) => [x - w / 2, y - r - 2 - HEIGHT, x + w / 2, y - r - 2],
  };

  const hits = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  /** Show as many names as fit, the chosen site's and the largest first. `entries` are those of the symbols, `view` is the box
      of the world's pixels that is seen, `covered` are those that panels hide. */
  Dateline.placeLabels = function (entries, scale, selected, view, covered) {
    const drawn = entries.filter((entry) => entry.shown), most = Dateline.mostOf(entries.map((entry) => entry.unit));
    const taken = [...drawn.map((entry) => Dateline.symbolBox(entry, scale, most)), ...covered];
    drawn.forEach((entry, k) => { entry.own = k; });
    const points = drawn.filter((entry) => entry.unit.level === "point");
    const rank = (entry) => (entry.unit.index === selected ? Infinity : entry.unit.total);
    points.sort((a, b) => rank(b) - rank(a) || a.unit.index - b.unit.index);
    for (const entry of points) {
      const side = freeSide(entry, scale, most, taken, view) || (entry.unit.index === selected ? "right" : "");
      if (entry.side === side) continue;
      entry.side = side;
      entry.label.dataset.side = side;
    }
  };

  function middle(entry, scale) {
    const { world, shift } = entry.unit;
    return [world[0] * scale + (shift ? shift[0] : 0), world[1] * scale + (shift ? shift[1] : 0)];
  }

  /** What a symbol covers, as a box of the world's pixels. */
  Dateline.symbolBox = function (entry, scale, most) {
    const [x, y] = middle(entry, scale);
    if (entry.unit.level === "point" || entry.unit.members) {
      const r = Dateline.radiusOf(Number(entry.element.dataset.count), most);
      return [x - r, y - r, x + r, y + r];
    }
    const w = Dateline.textWidth(entry.unit.label, SIZE) / 2 + 23;
    return [x - w, y - 14, x + w, y + 14];
  };

  /** A symbol's box, and its name's where it has one. */
  Dateline.boxesOf = function (entry, scale, most) {
    const box = Dateline.symbolBox(entry, scale, most);
    if (!entry.side) return [box];
    const [x, y] = middle(entry, scale), r = Dateline.radiusOf(Number(entry.element.dataset.count), most);
    return [box, SIDES[entry.side](x, y, r, Dateline.textWidth(entry.unit.label, SIZE) + 2)];
  };

  const within = (box, view) => box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3];

  /* A side that is free and that the view does not cut off. */
  function freeSide(entry, scale, most, taken, view) {
    const [x, y] = middle(entry, scale);
    const r = Dateline.radiusOf(Number(entry.element.dataset.count), most), width = Dateline.textWidth(entry.unit.label, SIZE) + 2;
    const boxes = Object.keys(SIDES).map((side) => ({ side, box: SIDES[side](x, y, r, width) }));
    const free = boxes.filter(({ box }) => !taken.some((other, index) => index !== entry.own && hits(box, other)));
    const best = free.find(({ box }) => within(box, view)) || (within([x, y, x, y], view) ? null : free[0]);
    if (!best) return "";
    taken.push(best.box);
    return best.side;
  }
})((window.Dateline = window.Dateline || {}));
