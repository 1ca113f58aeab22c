/* Where symbols stand at a zoom: at their place, or as near to it as lets each be seen. It looks at all sites, not at the window, so nothing jumps in time. */
(function (Dateline) {
  "use strict";

  const ROUNDS = 80;
  const GAP = 2;
  const SMALLEST_PX = 10, FIGURE_PX = 3, LARGEST_PX = 27;
  const REACH_PX = 2 * LARGEST_PX + GAP + 8; // circles farther apart than that cannot touch, nor after a push
  const GOLDEN = 2.399963;
  const SPOTS = 90, NEAR_PX = 70, FAR_PX = 160, ALONG_PX = 260, CROWDED = 1.6;

  /** Whether a unit is drawn round, as a donut; areas and rivers are plates. */
  Dateline.isRound = function (unit) {
    return unit.level === "point" || unit.level === "cluster";
  };

  /** The most sentences that one round symbol of these stands for: what sizes are scaled to. */
  Dateline.mostOf = (units) => units.reduce((most, unit) => (Dateline.isRound(unit) ? Math.max(most, unit.total) : most), 1);

  /** Outer radius in pixels of a symbol for so many sentences where the largest stands for `most`: the area is in proportion to the number, but no symbol is
      too small for its figures, and none larger than the map can bear. */
  Dateline.radiusOf = function (count, most) {
    const largest = Math.min(LARGEST_PX, SMALLEST_PX * Math.sqrt(most)), figures = String(Math.min(count, 9999)).length;
    return Math.max(SMALLEST_PX + FIGURE_PX * (figures - 1), largest * Math.sqrt(Math.min(1, count / most)));
  };

  /* Push overlapping circles apart and draw each back to its place, in turns: at the end they stand close by and clear of each other.
     The larger is the heavier, so that a city keeps its place and its outskirts move. */
  function settle(nodes) {
    for (let round = 0; round < ROUNDS; round++) {
      let moved = false;
      nodes.sort((a, b) => a.x - b.x || a.site.index - b.site.index);
      for (let i = 0; i < nodes.length; i++) {
        for (let j = i + 1; j < nodes.length && nodes[j].x - nodes[i].x < REACH_PX; j++) moved = push(nodes[i], nodes[j]) || moved;
      }
      if (!moved) return;
      if (round < ROUNDS / 2) for (const node of nodes) drawBack(node);
    }
  }

  function drawBack(node) {
    node.x += (node.home[0] - node.x) * 0.12;
    node.y += (node.home[1] - node.y) * 0.12;
  }

  function push(a, b) {
    const need = a.r + b.r + GAP;
    let dx = b.x - a.x, dy = b.y - a.y;
    if (Math.abs(dx) >= need || Math.abs(dy) >= need) return false;
    let d = Math.hypot(dx, dy);
    if (d >= need - 0.01) return false;
    if (d < 0.5) {
      const angle = b.site.index * GOLDEN;
      dx = Math.cos(angle);
      dy = Math.sin(angle);
      d = 1;
      b.x += dx * 0.5;
      b.y += dy * 0.5;
    }
    const step = need - Math.min(d, need) + 0.1, share = b.weight / (a.weight + b.weight);
    a.x -= (dx / d) * step * share;
    a.y -= (dy / d) * step * share;
    b.x += (dx / d) * step * (1 - share);
    b.y += (dy / d) * step * (1 - share);
    return true;
  }

  function overlap(box, boxes) {
    let total = 0;
    for (const other of boxes) {
      const w = Math.min(box[2], other[2]) - Math.max(box[0], other[0]), h = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
      if (w > 0 && h > 0) total += w * h;
    }
    return total;
  }

  /* Where an area's plate may stand: round its middle, nearest first. A river's may stand along its course. */
  function spots(site, x, y, scale) {
    const reach = Math.max(NEAR_PX, Math.min(FAR_PX, Dateline.metres(site.radius, site.lat) * scale * 0.8)), found = [];
    for (const [wx, wy] of site.along || []) found.push([wx * scale, wy * scale]);
    const near = (spot) => Math.hypot(spot[0] - x, spot[1] - y);
    const along = found.filter((spot) => near(spot) < ALONG_PX).sort((a, b) => near(a) - near(b));
    for (let step = 0; step < SPOTS * CROWDED * CROWDED; step++) {
      const away = reach * Math.sqrt(step / SPOTS), angle = step * GOLDEN; // the first so many lie within reach, those after them as densely beyond
      along.push([x + away * Math.cos(angle), y + away * 0.7 * Math.sin(angle)]);
    }
    return along;
  }

  /* The first free spot, else the least covered. */
  function findSpot(candidates, x, y, size, taken, view) {
    const isSeen = x > view[0] && x < view[2] && y > view[1] && y < view[3];
    let best = null;
    for (const [cx, cy] of candidates) {
      const box = [cx - size[0] / 2 - 3, cy - size[1] / 2 - 3, cx + size[0] / 2 + 3, cy + size[1] / 2 + 3];
      const whole = (box[2] - box[0]) * (box[3] - box[1]);
      const covered = overlap(box, taken) + (isSeen ? whole - overlap(box, [view]) : 0);
      if (!best || covered < best.covered - 0.5) best = { box, covered, dx: cx - x, dy: cy - y };
      if (covered < 0.5) break;
    }
    taken.push(best.box);
    return [best.dx, best.dy];
  }

  /** Give each site its `shift` in pixels (null: none) for a world of `scale` pixels. `plateSize(site)` measures what stands for an area or line;
      it is kept inside `view`, a box of the world's pixels, where its middle lies there, and off the boxes of `hidden`. Returns the longest way that a round symbol had to move. */
  Dateline.layOut = function (sites, scale, plateSize, view, hidden) {
    const at = (site) => [site.world[0] * scale, site.world[1] * scale];
    const byTotal = (a, b) => b.total - a.total || a.index - b.index;
    const points = sites.filter((site) => Dateline.isRound(site) && site.total).sort(byTotal);
    const most = Dateline.mostOf(points);
    const nodes = points.map((site) => {
      const [x, y] = at(site);
      const r = Dateline.radiusOf(site.total, most);
      return { site, x, y, r, home: [x, y], weight: r * r * r };
    });
    settle(nodes);
    const taken = [...hidden];
    let farthest = 0;
    for (const node of nodes) {
      const [x, y] = at(node.site);
      const dx = node.x - x, dy = node.y - y;
      node.site.shift = Math.hypot(dx, dy) > 3 ? [dx, dy] : null;
      farthest = Math.max(farthest, Math.hypot(dx, dy));
      taken.push([node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r]);
    }
    for (const site of sites.filter((s) => !Dateline.isRound(s) && s.total).sort(byTotal)) {
      const [x, y] = at(site);
      site.shift = findSpot(spots(site, x, y, scale), x, y, plateSize(site), taken, view);
    }
    return farthest;
  };
})((window.Dateline = window.Dateline || {}));
