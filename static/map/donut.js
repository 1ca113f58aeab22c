/* The donut: one ring part a layer, in the form of its status. Used by the map's symbols and by the legend. */
(function (Dateline) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /** An SVG element with attributes, appended to `parent` if there is one. */
  Dateline.svg = function (name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  };

  /** Hatched fills for `count` layers and for the legend's ink, and the clip of a left half, which the donuts refer to by name. */
  Dateline.addDefinitions = function (parent, count) {
    const svg = Dateline.svg("svg", { width: 0, height: 0, class: "dl-defs", "aria-hidden": "true" }, parent);
    for (const layer of [...Array(count).keys(), "ink"]) {
      const pattern = Dateline.svg("pattern", { id: "dl-hatch-" + layer, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg);
      Dateline.svg("rect", { width: 4, height: 4, class: "dl-blank" }, pattern);
      Dateline.svg("rect", { width: 2.2, height: 4, style: "fill:var(--dl-layer-" + layer + ")" }, pattern);
    }
    const clip = Dateline.svg("clipPath", { id: "dl-left-half" }, svg);
    Dateline.svg("rect", { x: -60, y: -60, width: 60, height: 120 }, clip);
    return svg;
  };

  function point(turn, r) {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return (r * Math.cos(angle)).toFixed(2) + " " + (r * Math.sin(angle)).toFixed(2);
  }

  function arc(r, large, sweep, turn) {
    return "A" + r + " " + r + " 0 " + large + " " + sweep + " " + point(turn, r);
  }

  /** The outline of a ring part; `from` and `to` are turns from the top, clockwise. */
  Dateline.sector = function (from, to, outer, inner) {
    if (to - from > 0.9999) {
      const ring = (r) => "M" + point(0, r) + arc(r, 1, 1, 0.5) + arc(r, 1, 1, 0) + "Z";
      return ring(outer) + ring(inner);
    }
    const large = to - from > 0.5 ? 1 : 0;
    return "M" + point(from, outer) + arc(outer, large, 1, to) + "L" + point(to, inner) + arc(inner, large, 0, from) + "Z";
  };

  /** The share of a donut's radius that is open. */
  Dateline.hole = (outer) => (outer > 12 ? 0.66 : 0.58);

  /** What is drawn of each part, [layer, count, form] in order: where a claim is denied each part is an outline and a half. */
  Dateline.forms = function (parts, form) {
    return form === "disputed" ? parts.flatMap((part) => [[...part, "planned"], [...part, "half"]]) : parts.map((part) => [...part, form]);
  };

  /* Setting a style costs more than drawing, so only what changed is set. */
  function paint(path, layer, form) {
    const key = layer + form;
    if (path.dlPaint === key) return;
    path.dlPaint = key;
    path.setAttribute("class", "dl-part dl-" + form);
    path.style.setProperty("--dl-layer", "var(--dl-layer-" + layer + ")");
    path.style.fill = form === "claimed" ? "url(#dl-hatch-" + layer + ")" : "";
  }

  /** A donut kept in an SVG element. `draw` changes it: `parts` are [layer number, count], `form` is a status form, `outer` a radius in pixels. */
  Dateline.Donut = class {
    constructor(svg) {
      this.svg = svg;
      this.shade = Dateline.svg("circle", { class: "dl-shade", cy: 0.7 }, svg);
      this.casing = Dateline.svg("circle", { class: "dl-casing" }, svg);
      this.ring = Dateline.svg("g", {}, svg);
      this.middle = Dateline.svg("circle", { class: "dl-middle" }, svg);
    }

    draw(parts, form, outer, hole) {
      const inner = outer * (hole || Dateline.hole(outer)), full = outer + 3;
      if (outer !== this.outer) {
        this.outer = outer;
        this.svg.setAttribute("viewBox", -full + " " + -full + " " + 2 * full + " " + 2 * full);
        this.svg.setAttribute("width", 2 * full);
        this.svg.setAttribute("height", 2 * full);
        this.shade.setAttribute("r", outer + 2.3);
        this.casing.setAttribute("r", outer + 1.5);
        this.middle.setAttribute("r", inner - 0.5);
      }
      const total = parts.reduce((sum, part) => sum + part[1], 0) || 1;
      const wanted = Dateline.forms(parts, form);
      while (this.ring.childNodes.length > wanted.length) this.ring.lastChild.remove();
      let from = 0;
      wanted.forEach(([layer, count, as], k) => {
        const path = this.ring.childNodes[k] || Dateline.svg("path", { "fill-rule": "evenodd" }, this.ring);
        path.setAttribute("d", Dateline.sector(from, from + count / total, outer, inner));
        paint(path, layer, as);
        if (form !== "disputed" || as === "half") from += count / total;
      });
    }
  };
})((window.Dateline = window.Dateline || {}));
