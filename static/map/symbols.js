/* One symbol a site: a donut by layer with its count for a place, a plate with a bar for an area or a river. Form says the status. */
(function (Dateline) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function make(name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  }

  function html(name, className, parent) {
    const element = document.createElement(name);
    element.className = className;
    if (parent) parent.appendChild(element);
    return element;
  }

  /** Hatched fills for every layer, once a page: symbols refer to them by name. */
  Dateline.addHatches = function (parent, count) {
    const svg = make("svg", { width: 0, height: 0, class: "dl-defs", "aria-hidden": "true" }, parent);
    for (let i = 0; i < count; i++) {
      const pattern = make("pattern", { id: "dl-hatch-" + i, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg);
      make("rect", { width: 4, height: 4, class: "dl-blank" }, pattern);
      make("rect", { width: 2.2, height: 4, style: "fill:var(--dl-layer-" + i + ")" }, pattern);
    }
    return svg;
  };

  function sector(from, to, outer, inner) {
    const whole = to - from > 0.9999;
    const a = from * 2 * Math.PI - Math.PI / 2, b = (whole ? from + 0.5 : to) * 2 * Math.PI - Math.PI / 2;
    const p = (angle, r) => (r * Math.cos(angle)).toFixed(2) + " " + (r * Math.sin(angle)).toFixed(2);
    if (whole) {
      const ring = (r) => "M" + p(a, r) + "A" + r + " " + r + " 0 1 1 " + p(b, r) + "A" + r + " " + r + " 0 1 1 " + p(a, r) + "Z";
      return ring(outer) + ring(inner);
    }
    const large = to - from > 0.5 ? 1 : 0;
    return "M" + p(a, outer) + "A" + outer + " " + outer + " 0 " + large + " 1 " + p(b, outer) +
      "L" + p(b, inner) + "A" + inner + " " + inner + " 0 " + large + " 0 " + p(a, inner) + "Z";
  }

  /** Fill `svg` (its middle at 0, 0) with a donut: `parts` are [layer number, count], `form` a status form. Used by the map and its legend. */
  Dateline.drawDonut = function (svg, parts, form, outer) {
    const inner = outer * (outer > 12 ? 0.66 : 0.58);
    const total = parts.reduce((sum, part) => sum + part[1], 0) || 1;
    svg.replaceChildren();
    make("circle", { r: outer + 1.5, class: "dl-casing" }, svg);
    let from = 0;
    for (const [layer, count] of parts) {
      const path = make("path", { d: sector(from, from + count / total, outer, inner), "fill-rule": "evenodd", class: "dl-part dl-" + form }, svg);
      path.style.setProperty("--dl-layer", "var(--dl-layer-" + layer + ")");
      if (form === "claimed") path.style.fill = "url(#dl-hatch-" + layer + ")";
      if (form === "disputed") halve(svg, path, outer, inner);
      from += count / total;
    }
    make("circle", { r: inner - 0.5, class: "dl-middle" }, svg);
  };

  /* The left half filled, the right half outlined. */
  function halve(svg, path, outer) {
    const filled = path.cloneNode();
    filled.setAttribute("class", "dl-part dl-happened");
    filled.style.clipPath = "polygon(0 0, 0 0)";
    filled.style.clipPath = "none";
    filled.setAttribute("clip-path", "url(#dl-left-half)");
    svg.appendChild(filled);
    return outer;
  }

  Dateline.addHalfClip = function (svg) {
    const clip = make("clipPath", { id: "dl-left-half" }, svg);
    make("rect", { x: -60, y: -60, width: 60, height: 120 }, clip);
  };

  const SymbolIcon = L.Icon.extend({
    options: { iconSize: null, className: "" },
    createIcon: function () {
      return this.options.element;
    },
    createShadow: function () {
      return null;
    },
  });

  function partsOf(counts, site, layers) {
    const parts = [];
    for (let layer = 0; layer < layers; layer++) {
      const n = counts.siteLayer[site.index * layers + layer];
      if (n) parts.push([layer, n]);
    }
    return parts;
  }

  Dateline.Symbols = class {
    /** `on` has `select(site)`, `hover(site, element)` and `leave()`. */
    constructor(map, on) {
      this.map = map;
      this.on = on;
      this.entries = [];
    }

    setAtlas(atlas) {
      for (const entry of this.entries) entry.marker.remove();
      this.atlas = atlas;
      this.entries = atlas.sites.map((site) => ({ site, signature: "" }));
      this.order = [...this.entries].sort((a, b) => b.site.total - a.site.total || a.site.index - b.site.index);
    }

    /** Draw what the counts say. Returns whether any site came or went. */
    update(counts) {
      const layers = this.atlas.layers.length;
      let changed = false;
      for (const entry of this.order) {
        const { site } = entry, shown = counts.site[site.index] > 0;
        if (shown !== site.drawn) {
          changed = true;
          site.drawn = shown;
          this.place(entry, shown);
        }
        if (!shown) continue;
        const parts = partsOf(counts, site, layers), form = Dateline.formOf(counts.siteStatus[site.index], this.atlas.statuses);
        const signature = form + parts.join(";");
        if (signature === entry.signature) continue;
        entry.signature = signature;
        this.draw(entry, parts, form, counts.site[site.index]);
      }
      return changed;
    }

    place(entry, shown) {
      if (!shown) {
        entry.marker.remove();
        return;
      }
      if (!entry.marker) this.build(entry);
      entry.marker.addTo(this.map);
    }

    build(entry) {
      const { site } = entry;
      const element = html("div", "dl-site dl-" + site.level);
      element.dataset.site = site.index;
      entry.element = element;
      if (site.level === "point") {
        entry.svg = make("svg", { class: "dl-donut", "aria-hidden": "true" }, element);
        entry.number = html("span", "dl-number", element);
        entry.label = html("span", "dl-label", element);
      } else {
        entry.label = html("span", "dl-plate-name", element);
        entry.number = html("span", "dl-plate-number", element);
        entry.bar = html("span", "dl-bar", element);
      }
      entry.label.textContent = site.label;
      entry.label.dir = "auto";
      for (const part of [entry.label, entry.number]) part.setAttribute("aria-hidden", "true");
      entry.marker = L.marker([site.lat, site.lon], { icon: new SymbolIcon({ element }), keyboard: false, riseOnHover: true, zIndexOffset: site.level === "point" ? 0 : -20000 });
      entry.marker.on("add", () => this.listen(entry));
    }

    listen(entry) {
      const { element, site } = entry;
      element.tabIndex = 0;
      element.setAttribute("role", "button");
      if (entry.heard) return;
      entry.heard = true;
      entry.marker.on("click", () => this.on.select(site));
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        this.on.select(site);
      });
      element.addEventListener("mouseenter", () => this.on.hover(site, element));
      element.addEventListener("focus", () => this.on.hover(site, element));
      element.addEventListener("mouseleave", () => this.on.leave());
      element.addEventListener("blur", () => this.on.leave());
      this.shift(entry);
    }

    draw(entry, parts, form, count) {
      const { element, site } = entry, strings = Dateline.strings;
      const layers = [...parts].sort((a, b) => b[1] - a[1]).map(([layer, n]) => strings.layerCount(this.atlas.layers[layer].label, n)).join(", ");
      element.setAttribute("aria-label", strings.site(site.label, count, layers));
      element.classList.toggle("dl-pale", form === "mentioned");
      element.dataset.form = form;
      element.dataset.count = count;
      entry.number.textContent = strings.number(count);
      if (site.level === "point") this.drawPoint(entry, parts, form, count);
      else this.drawPlate(entry, parts, form);
    }

    drawPoint(entry, parts, form, count) {
      const outer = Dateline.radiusOf(count) * (form === "mentioned" ? 0.82 : 1), full = outer + 3;
      entry.svg.setAttribute("viewBox", [-full, -full, 2 * full, 2 * full].join(" "));
      entry.svg.setAttribute("width", 2 * full);
      entry.svg.setAttribute("height", 2 * full);
      entry.element.style.setProperty("--dl-r", outer + "px");
      Dateline.drawDonut(entry.svg, parts, form, outer);
    }

    drawPlate(entry, parts, form) {
      entry.bar.replaceChildren(...parts.map(([layer, n]) => {
        const piece = html("i", "dl-piece dl-" + form);
        piece.style.flexGrow = n;
        piece.style.setProperty("--dl-layer", "var(--dl-layer-" + layer + ")");
        return piece;
      }));
    }

    shift(entry) {
      const shift = entry.site.shift || [0, 0];
      entry.element.style.marginLeft = shift[0] + "px";
      entry.element.style.marginTop = shift[1] + "px";
    }

    /** Stand anew at the view's zoom. */
    layOut(scale) {
      Dateline.layOut(this.atlas.sites, scale, (site) => [Dateline.textWidth(site.label, 12.5) + 46, 27]);
      for (const entry of this.entries) if (entry.element) this.shift(entry);
    }

    select(index) {
      for (const entry of this.entries) {
        if (!entry.element) continue;
        const chosen = entry.site.index === index;
        entry.element.classList.toggle("dl-selected", chosen);
        entry.element.setAttribute("aria-pressed", String(chosen));
        entry.marker.setZIndexOffset(chosen ? 30000 : entry.site.level === "point" ? 0 : -20000);
      }
    }
  };
})((window.Dateline = window.Dateline || {}));
