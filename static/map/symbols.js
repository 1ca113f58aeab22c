/* The symbols: a donut with its count for a place or a cluster, a plate with a bar for an area or a river. Form says the status, on single sites only. */
(function (Dateline) {
  "use strict";

  const BEHIND = -20000, BEFORE = 30000;
  const SEEN_PADDING = 0.15;
  const LAID_OUT = 3000; // more units are never together on one screen
  const HIT_PX = 16; // so far from its edge a symbol can be hit, by a finger
  const IN_SIGHT_PX = 10; // so much of a symbol's middle must be clear of panels and edges for it to count as seen

  function html(name, className, parent) {
    const element = document.createElement(name);
    element.className = className;
    if (parent) parent.appendChild(element);
    return element;
  }

  const SymbolIcon = L.Icon.extend({
    options: { iconSize: null, className: "" },
    createIcon: function () {
      return this.options.element;
    },
    createShadow: function () {
      return null;
    },
  });

  Dateline.Symbols = class {
    /** `on` has `select(unit)`, `hover(unit, element)` and `leave()`; `covered()` gives the boxes of the map that panels hide. */
    constructor(map, on, covered) {
      this.map = map;
      this.on = on;
      this.covered = covered;
      this.entries = [];
      this.all = new Map();
      this.stops = new Dateline.Stops(map.getPane("markerPane"), () => this.entries.filter((entry) => entry.shown && entry.isSeen));
    }

    setAtlas(atlas) {
      for (const entry of this.all.values()) if (entry.marker) entry.marker.remove();
      this.atlas = atlas;
      this.all = new Map();
      this.entries = [];
      this.clusters = new Dateline.Clusters(atlas.sites, (units, zoom) => this.layOut(units, zoom));
      this.units = null;
    }

    /** Take the units of the view's zoom, most sentences first, and lay them out. Returns whether they are others than before. */
    stand() {
      const units = this.clusters.at(this.map.getZoom()), changed = units !== this.units;
      if (changed) this.take(units);
      for (const entry of this.entries) if (entry.element) this.shift(entry);
      return changed;
    }

    layOut(units, zoom) {
      const size = (site) => [Dateline.textWidth(site.label, 12.5) + 46, 27];
      if (units.length <= LAID_OUT) return Dateline.layOut(units, 256 * Math.pow(2, zoom), size, this.view(), this.hidden());
      for (const unit of units) unit.shift = null;
      return 0;
    }

    take(units) {
      const kept = new Set(units.map((unit) => unit.index));
      for (const entry of this.entries) if (!kept.has(entry.unit.index)) this.hide(entry);
      this.units = units;
      this.most = Dateline.mostOf(units);
      this.entries = units.map((unit) => this.entryOf(unit));
      this.entries.sort((a, b) => b.unit.total - a.unit.total || a.unit.index - b.unit.index);
    }

    entryOf(unit) {
      if (!this.all.has(unit.index)) this.all.set(unit.index, { unit, signature: "", element: null, marker: null, shown: false });
      return Object.assign(this.all.get(unit.index), { unit }); // the same cluster is another unit at half a zoom level, laid out on its own
    }

    /** Draw what the counts say. Returns whether any symbol came or went. */
    update(counts) {
      let changed = false;
      for (const site of this.atlas.sites) site.drawn = counts.site[site.index] > 0;
      const seen = this.clusters.isLarge ? this.seen() : null;
      for (const entry of this.entries) {
        const parts = this.partsOf(counts, entry.unit);
        const shown = parts.length > 0 && (!seen || this.isSeen(entry.unit, seen));
        if (shown !== entry.shown) {
          changed = true;
          if (shown) this.show(entry); else this.hide(entry);
        }
        if (shown) this.draw(entry, parts, this.formOf(counts, entry.unit));
      }
      if (changed) this.stops.settle();
      return changed;
    }

    view() {
      const { min, max } = this.map.getPixelBounds();
      return [min.x, min.y, max.x, max.y];
    }

    /** What panels hide, as boxes of the world's pixels. */
    hidden() {
      const { min } = this.map.getPixelBounds();
      return this.covered().map(([left, top, right, bottom]) => [min.x + left, min.y + top, min.x + right, min.y + bottom]);
    }

    /** What the symbols that are drawn cover with their names, as boxes of the map's pixels: no country is named under them. */
    boxes() {
      const { min } = this.map.getPixelBounds(), scale = 256 * Math.pow(2, this.map.getZoom());
      return this.entries.filter((entry) => entry.shown).flatMap((entry) => Dateline.boxesOf(entry, scale, this.most)).map(([left, top, right, bottom]) => [left - min.x, top - min.y, right - min.x, bottom - min.y]);
    }

    /** Note of each symbol whether it can be seen: within the map, and not under a panel. */
    look() {
      const view = this.view(), hidden = this.hidden(), scale = 256 * Math.pow(2, this.map.getZoom()), r = IN_SIGHT_PX;
      for (const entry of this.entries) {
        const { world, shift } = entry.unit, x = world[0] * scale + (shift ? shift[0] : 0), y = world[1] * scale + (shift ? shift[1] : 0);
        const isInside = x - r >= view[0] && x + r <= view[2] && y - r >= view[1] && y + r <= view[3];
        entry.isSeen = isInside && !hidden.some((box) => x + r > box[0] && x - r < box[2] && y + r > box[1] && y - r < box[3]);
      }
      this.stops.settle();
    }

    /** The sites that are drawn but cannot be seen. */
    unseen() {
      return this.entries.filter((entry) => !entry.isSeen).flatMap(({ unit }) => (unit.members || [unit]).filter((site) => site.drawn));
    }

    /** Whether a site, or the cluster that holds it, can be seen. */
    isInSight(index) {
      return this.entries.some(({ unit, isSeen }) => isSeen && (unit.index === index || (unit.members || []).some((site) => site.index === index)));
    }

    seen() {
      const { min, max } = this.map.getPixelBounds(), scale = 256 * Math.pow(2, this.map.getZoom());
      const padX = (max.x - min.x) * SEEN_PADDING, padY = (max.y - min.y) * SEEN_PADDING;
      return [(min.x - padX) / scale, (min.y - padY) / scale, (max.x + padX) / scale, (max.y + padY) / scale];
    }

    isSeen(unit, [west, north, east, south]) {
      return unit.world[0] >= west && unit.world[0] <= east && unit.world[1] >= north && unit.world[1] <= south;
    }

    /* [layer number, count] of a unit, in the order of the layers. */
    partsOf(counts, unit) {
      const layers = this.atlas.layers.length, parts = [];
      const members = unit.members || [unit];
      for (let layer = 0; layer < layers; layer++) {
        let n = 0;
        for (const site of members) n += counts.siteLayer[site.index * layers + layer];
        if (n) parts.push([layer, n]);
      }
      return parts;
    }

    formOf(counts, unit) {
      return unit.members ? "happened" : Dateline.formOf(counts.siteStatus[unit.index], this.atlas.statuses);
    }

    show(entry) {
      if (!entry.marker) this.build(entry);
      entry.shown = true;
      entry.marker.addTo(this.map);
      entry.element.setAttribute("role", "button");
      this.shift(entry);
    }

    hide(entry) {
      if (!entry.shown) return;
      entry.shown = false;
      if (entry.element === document.activeElement) this.map.getContainer().focus();
      entry.marker.remove();
    }

    build(entry) {
      const { unit } = entry, isRound = Dateline.isRound(unit);
      const element = html("div", (unit.members ? "dl-cluster" : "dl-site") + " dl-" + (isRound ? "round" : "plate") + " dl-" + unit.level);
      entry.element = element;
      element.tabIndex = -1;
      if (!unit.members) element.dataset.site = unit.index;
      element.setAttribute("aria-pressed", "false");
      if (isRound) {
        entry.donut = new Dateline.Donut(Dateline.svg("svg", { class: "dl-donut", "aria-hidden": "true" }, element));
        entry.label = html("span", "dl-label", element);
      } else {
        entry.label = html("span", "dl-plate-name", element);
      }
      element.append(" "); // so that what is seen, name and number, is part of the spoken name
      entry.number = html("span", isRound ? "dl-number" : "dl-plate-number", element);
      if (!isRound) entry.bar = html("span", "dl-bar", element);
      entry.label.textContent = unit.label || "";
      entry.label.dir = "auto";
      entry.marker = L.marker([unit.lat, unit.lon], {
        icon: new SymbolIcon({ element }), keyboard: false, riseOnHover: true, autoPanOnFocus: false, zIndexOffset: isRound ? 0 : BEHIND,
      });
      this.listen(entry);
    }

    listen({ element, unit, marker }) {
      marker.on("click", ({ containerPoint }) => this.on.select(Dateline.isRound(unit) ? this.nearest(containerPoint, unit) : unit));
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        this.on.select(unit);
      });
      element.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") this.on.hover(unit, element); }); // a finger does not hover
      element.addEventListener("focus", () => { if (element.matches(":focus-visible")) this.on.hover(unit, element); });
      for (const name of ["pointerleave", "blur"]) element.addEventListener(name, () => this.on.leave());
    }

    /* The round symbol whose edge is nearest to a point of the map: what a finger can hit of two close ones overlaps. */
    nearest(point, hit) {
      const { min } = this.map.getPixelBounds(), scale = 256 * Math.pow(2, this.map.getZoom());
      const away = ({ unit: { world, shift }, element }) => {
        const [dx, dy] = shift || [0, 0], r = Dateline.radiusOf(Number(element.dataset.count), this.most);
        return Math.hypot(world[0] * scale + dx - min.x - point.x, world[1] * scale + dy - min.y - point.y) - r;
      };
      if (away(this.entryOf(hit)) > HIT_PX) return hit; // pressed without a pointer, as screen readers do
      return this.entries.filter((entry) => entry.shown && Dateline.isRound(entry.unit)).reduce((a, b) => (away(b) < away(a) ? b : a)).unit;
    }

    draw(entry, parts, form) {
      const signature = form + this.most + ":" + parts.join(";");
      if (signature === entry.signature) return;
      entry.signature = signature;
      const { element, unit } = entry, count = parts.reduce((sum, part) => sum + part[1], 0);
      element.classList.toggle("dl-pale", form === "mentioned");
      element.dataset.form = form;
      element.dataset.count = count;
      element.setAttribute("aria-label", this.describe(unit, parts, count, form));
      entry.number.textContent = Dateline.strings.short(count);
      if (Dateline.isRound(unit)) {
        const outer = Dateline.radiusOf(count, this.most) * (form === "mentioned" ? 0.82 : 1);
        element.style.setProperty("--dl-r", outer + "px");
        entry.donut.draw(parts, form, outer);
      } else {
        this.drawBar(entry.bar, parts, form);
      }
    }

    drawBar(bar, parts, form) {
      bar.replaceChildren(...parts.map(([layer, n]) => {
        const piece = html("i", "dl-piece dl-" + form);
        piece.style.flexGrow = n;
        piece.style.setProperty("--dl-layer", "var(--dl-layer-" + layer + ")");
        return piece;
      }));
    }

    describe(unit, parts, count, form) {
      const { strings } = Dateline;
      const layers = [...parts].sort((a, b) => b[1] - a[1]).map(([layer, n]) => strings.layerCount(this.atlas.layers[layer].label, n)).join(", ");
      if (unit.members) return strings.cluster(unit.members.length, count, layers);
      return strings.site(unit.label, count, layers, form);
    }

    shift({ element, unit }) {
      const [dx, dy] = unit.shift || [0, 0];
      element.style.marginLeft = dx + "px";
      element.style.marginTop = dy + "px";
    }

    /** Mark the chosen site, or the cluster that holds it. */
    select(index) {
      for (const entry of this.all.values()) {
        if (!entry.element) continue;
        const { unit } = entry;
        const chosen = index !== null && (unit.index === index || Boolean(unit.members && unit.members.some((site) => site.index === index)));
        entry.element.classList.toggle("dl-selected", chosen);
        entry.element.setAttribute("aria-pressed", String(chosen));
        entry.marker.setZIndexOffset(chosen ? BEFORE : Dateline.isRound(unit) ? 0 : BEHIND);
      }
    }

    /** At rest, put the elements in the order of their counts, which is the order of a screen reader. */
    sort() {
      const pane = this.map.getPane("markerPane");
      if (pane.contains(document.activeElement)) return;
      for (const entry of this.entries) if (entry.shown) pane.appendChild(entry.element);
    }
  };
})((window.Dateline = window.Dateline || {}));
