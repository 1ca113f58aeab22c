/* The map as one SVG drawing with its title, legend and credits: what is saved from the page, and what `geodata export --format svg` writes.
   Pure: no page and no Leaflet. The same code draws land, shapes and layout as on the screen; only the pen is another (pen.js). */
(function (Dateline) {
  "use strict";

  const PAD = 16, LINE = 1.4;
  const FIT_PADDING = 56, FIT_MAX_ZOOM = 8;
  const FORMS = Object.keys(Dateline.strings.form); // in the order of the legend
  const MOST_CREDIT_LINES = 3;

  const n = (number) => String(Math.round(number * 10) / 10);
  const width = (text, size) => Dateline.textWidth(text, size);

  /* A text in lines of a width; what is more than `most` lines ends in an ellipsis. */
  function wrap(text, room, size, most) {
    const lines = [""];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const line = lines[lines.length - 1], longer = line ? line + " " + word : word;
      if (!line || width(longer, size) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    if (lines.length > most) { lines.length = most; lines[most - 1] += " …"; }
    return lines.filter(Boolean);
  }

  function text(words, x, y, size, colour, more) {
    return '<text x="' + n(x) + '" y="' + n(y) + '" font-size="' + size + '"' + Dateline.paint("fill", colour) + (more || "") + ">" + Dateline.escaped(words) + "</text>";
  }

  const circle = (x, y, r, fill, more) => '<circle cx="' + n(x) + '" cy="' + n(y) + '" r="' + n(r) + '"' + Dateline.paint("fill", fill) + (more || "") + "/>";

  Dateline.Picture = class {
    /** `spec` holds the atlas (read anew for this: its layout is changed) and the world, the `filter`, the `view` {lat, lon, zoom} or null, `width` and
        `height` in pixels, `colours` by their names in the style sheet, `isDark`, `show` {radii, areas, borders}, the `title`, lines of `credits`,
        and the `rules` of the layers, which stand in the description only. */
    constructor(spec) {
      Object.assign(this, spec);
      this.layerColours = this.atlas.layers.map((layer) => (this.isDark && layer.colour_dark) || layer.colour);
      const filter = new Dateline.Filter(this.atlas);
      filter.set(this.filter || {});
      this.counts = filter.count();
      this.outsideLines = [];
      this.measure();
      this.nameOutside();
    }

    /** The drawing as SVG. */
    draw() {
      const map = this.drawMap(), { colours: c } = this;
      const hatches = this.layerColours.map((colour, k) => this.hatch(k, colour)).join("") + this.hatch("ink", c.quiet);
      const place = '<clipPath id="dl-frame"><rect width="' + this.width + '" height="' + n(this.map.height) + '"/></clipPath>';
      const half = '<clipPath id="dl-half"><rect x="-60" y="-60" width="60" height="120"/></clipPath>';
      return [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="dl-title dl-desc" width="' + this.width + '" height="' + this.height + '"' +
          ' viewBox="0 0 ' + this.width + " " + this.height + '" font-family="' + Dateline.escaped(Dateline.pictureFont) + '">',
        '<title id="dl-title">' + Dateline.escaped(this.title) + "</title>",
        '<desc id="dl-desc">' + Dateline.escaped([this.counted(), ...this.outsideLines.map((line) => line + "."), ...(this.credits || []), this.rules || ""].join(" ").trim()) + "</desc>",
        "<defs>" + this.definitions.join("") + hatches + place + half + "</defs>",
        '<rect width="' + this.width + '" height="' + this.height + '"' + Dateline.paint("fill", c.blank) + "/>",
        '<g transform="translate(0 ' + n(this.map.top) + ')" clip-path="url(#dl-frame)">' + map + "</g>",
        this.drawHead(), this.drawFoot(), "</svg>", "",
      ].join("\n");
    }

    // --- how the sheet is divided ---

    measure() {
      const room = this.width - 2 * PAD, small = this.width < 620;
      this.titleSize = small ? 17 : 22;
      this.titleLines = wrap(this.title, room, this.titleSize * 1.08, 2);
      this.keys = this.layKeys(room);
      this.creditLines = (this.credits || []).flatMap((line) => wrap(line, room, 11, MOST_CREDIT_LINES));
      const top = PAD + this.titleLines.length * this.titleSize * LINE * 0.9 + 24 + this.outsideLines.length * 13 * LINE, rows = this.keys.length ? this.keys[this.keys.length - 1].row + 1 : 0;
      this.footTop = this.height - (this.creditLines.length * 11 * LINE + rows * 22 + 22);
      this.map = { top, height: Math.max(120, this.footTop - top) };
    }

    /* Name what lies outside the map, as the map does, but as many places as a line holds, since nobody can go there. The line takes room from the map,
       which then shows a little less: so it is asked again. */
    nameOutside() {
      for (let again = 0; again < 2; again++) {
        const sites = this.outside(), names = sites.map((site) => site.label + " " + Dateline.strings.number(this.counts.site[site.index]));
        this.outsideLines = sites.length ? [this.also(names)] : [];
        this.measure();
      }
    }

    also(names) {
      const room = this.width - 2 * PAD, { strings } = Dateline;
      for (let kept = names.length; ; kept--) {
        const rest = names.length - kept, line = strings.outside + " " + [...names.slice(0, kept), ...(rest ? [strings.morePlaces(rest)] : [])].join(", ");
        if (kept <= 1 || width(line, 13) <= room) return line;
      }
    }

    /* The sites whose symbol is not in the picture, most sentences first. */
    outside() {
      const view = this.viewOf(), { units } = this.lay(view), { counts } = this;
      const away = units.filter((unit) => !this.isSeen(unit, view)).flatMap((unit) => unit.members || [unit]).filter((site) => counts.site[site.index]);
      return away.sort((a, b) => counts.site[b.index] - counts.site[a.index] || a.index - b.index);
    }

    isSeen(unit, view) {
      const [x, y] = this.at(unit, view);
      return x >= 0 && y >= 0 && x <= view.width && y <= view.height;
    }

    /* The legend's items one after the other in rows: layers with what is shown of each, then the forms that occur. */
    layKeys(room) {
      const items = this.atlas.layers.map((layer, k) => ({ layer: k, label: layer.label, number: this.counts.byLayer[k] })).filter((item) => item.number);
      const seen = new Set(this.atlas.sites.filter((site) => this.counts.site[site.index]).map((site) => this.formOf(site)));
      if (seen.size > 1 || !seen.has("happened")) for (const form of FORMS) if (seen.has(form)) items.push({ form, label: Dateline.strings.form[form] });
      items.push({ isSize: true, label: Dateline.strings.size });
      let x = 0, row = 0;
      return items.map((item) => {
        const words = item.label + (item.number ? " " + Dateline.strings.number(item.number) : ""), wide = 22 + width(words, 12) + 14;
        if (x && x + wide > room) { x = 0; row++; }
        x += wide;
        return { ...item, words, x: x - wide, row };
      });
    }

    counted() {
      const { shown, total, places, allPlaces } = this.counts, { strings } = Dateline;
      return (shown === total ? strings.sentences(shown) + ", " + strings.places(places) : strings.count(shown, total, places, allPlaces)) + ". " + strings.counted;
    }

    drawHead() {
      const { colours: c } = this, size = this.titleSize;
      const lines = this.titleLines.map((line, k) => text(line, PAD, PAD + size * 0.82 + k * size * LINE * 0.9, size, c.text, ' font-weight="600"'));
      const below = [this.counted(), ...this.outsideLines].reverse();
      return lines.join("") + below.map((line, k) => text(line, PAD, this.map.top - 10 - k * 13 * LINE, 13, c.quiet)).join("");
    }

    drawFoot() {
      const { colours: c } = this, top = this.footTop + 18;
      const keys = this.keys.map((key) => {
        const x = PAD + key.x, y = top + key.row * 22;
        const mark = key.isSize ? circle(x + 4, y - 4, 3, "none", Dateline.paint("stroke", c.quiet)) + circle(x + 11, y - 5, 5, "none", Dateline.paint("stroke", c.quiet)) : key.form ? this.donut(x + 7, y - 4, [["ink", 1]], key.form, key.form === "mentioned" ? 5.5 : 7, 0.42) : '<rect x="' + n(x + 1) + '" y="' + n(y - 10) + '" width="12" height="12" rx="3"' + Dateline.paint("fill", this.layerColours[key.layer]) + "/>";
        return mark + text(key.words, x + 20, y, 12, c.text);
      });
      const first = this.height - 12 - (this.creditLines.length - 1) * 11 * LINE;
      return keys.join("") + this.creditLines.map((line, k) => text(line, PAD, first + k * 11 * LINE, 11, c.quiet)).join("");
    }

    // --- the map ---

    drawMap() {
      const view = this.viewOf(), pen = new Dateline.SvgPen(view.width, view.height, Dateline.pictureFont), { colours: c, atlas } = this;
      const palette = { ...c, font: Dateline.pictureFont, wash: (alpha) => "rgb(" + c.wash + " / " + alpha + ")" };
      const { units, box } = this.lay(view), seen = units.filter((unit) => this.isSeen(unit, view));
      const entries = seen.map((unit) => this.entryOf(unit, view)).filter((entry) => entry.shown);
      this.most = Dateline.mostOf(units);
      Dateline.placeLabels(entries, view.scale, null, box, []);
      const covered = entries.flatMap((entry) => Dateline.boxesOf(entry, view.scale, this.most)).map(([x0, y0, x1, y1]) => [x0 - view.left, y0 - view.top, x1 - view.left, y1 - view.top]);
      this.drawGround(pen, view, palette, covered);
      const order = [...entries].sort((a, b) => Dateline.isRound(a.unit) - Dateline.isRound(b.unit) || b.unit.total - a.unit.total || a.unit.index - b.unit.index);
      this.definitions = pen.definitions;
      return [...pen.elements, ...order.map((entry) => this.symbol(entry, view)), ...order.map((entry) => this.name(entry, view))].join("\n");
    }

    /* The symbols' places: sites and clusters as they stand in a view. */
    lay(view) {
      const box = [view.left, view.top, view.left + view.width, view.top + view.height], { sites } = this.atlas;
      for (const site of sites) site.drawn = this.counts.site[site.index] > 0;
      const clusters = new Dateline.Clusters(sites, (units) => Dateline.layOut(units, view.scale, (site) => [this.plateWidth(site), 27], box, []));
      return { units: clusters.at(view.zoom), box };
    }

    drawGround(pen, view, palette, covered) {
      const basemap = new Dateline.Basemap(null, () => covered), shapes = new Dateline.Shapes(null), { world, atlas } = this, show = this.show || {};
      shapes.setPalette(palette);
      shapes.setWorld(world);
      shapes.setSites(atlas.sites);
      shapes.set({ show: { radii: Boolean(show.radii), areas: show.areas !== false } });
      basemap.showBorders(show.borders !== false);
      basemap.setPalette(palette);
      basemap.setWorld(world);
      basemap.nameAfter(atlas.sites);
      basemap.draw(pen, view);
      shapes.draw(pen, view);
    }

    /* The view asked for, else one that holds most of what is shown. */
    viewOf() {
      const size = [this.width, this.map.height], given = this.view || this.fit(size), scale = 256 * Math.pow(2, given.zoom);
      const [x, y] = given.world || Dateline.project(given.lat, given.lon), left = x * scale - size[0] / 2, top = y * scale - size[1] / 2;
      return {
        zoom: given.zoom, scale, width: size[0], height: size[1], left, top, seen: [0, 0, ...size],
        box: [left / scale, top / scale, (left + size[0]) / scale, (top + size[1]) / scale],
      };
    }

    fit([wide, high]) {
      const shown = this.atlas.sites.filter((site) => this.counts.site[site.index]), points = shown.filter((site) => site.level === "point");
      if (!shown.length) return { world: [0.54, 0.42], zoom: Math.log2(wide / 256) };
      const sites = Dateline.densest(points.length ? points : shown), xs = sites.map((site) => site.world[0]), ys = sites.map((site) => site.world[1]);
      const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const room = (size, length) => Math.log2(Math.max(80, size - 2 * FIT_PADDING) / (256 * Math.max(length, 1e-9)));
      const zoom = Math.max(1, Math.min(FIT_MAX_ZOOM, room(wide, x1 - x0), room(high, y1 - y0)));
      return { world: [(x0 + x1) / 2, (y0 + y1) / 2], zoom: Math.floor(zoom * 2) / 2 };
    }

    entryOf(unit) {
      const layers = this.atlas.layers.length, parts = [];
      for (let layer = 0; layer < layers; layer++) {
        const count = (unit.members || [unit]).reduce((sum, site) => sum + this.counts.siteLayer[site.index * layers + layer], 0);
        if (count) parts.push([layer, count]);
      }
      const count = parts.reduce((sum, part) => sum + part[1], 0);
      return { unit, parts, shown: count > 0, element: { dataset: { count } }, label: { dataset: {} }, side: null };
    }

    formOf(unit) {
      return unit.members ? "happened" : Dateline.formOf(this.counts.siteStatus[unit.index], this.atlas.statuses);
    }

    at({ world, shift }, view) {
      return [world[0] * view.scale - view.left + (shift ? shift[0] : 0), world[1] * view.scale - view.top + (shift ? shift[1] : 0)];
    }

    // --- symbols ---

    symbol(entry, view) {
      const { unit, parts } = entry, [x, y] = this.at(unit, view), form = this.formOf(unit), count = entry.element.dataset.count;
      if (!Dateline.isRound(unit)) return this.plate(unit, x, y, parts, form, count);
      const outer = Dateline.radiusOf(count, this.most) * (form === "mentioned" ? 0.82 : 1);
      const number = text(Dateline.strings.short(count), x, y + 4, 11.5, this.colours.text, ' text-anchor="middle" font-weight="600"');
      return this.donut(x, y, parts, form, outer, Dateline.hole(outer)) + number;
    }

    donut(x, y, parts, form, outer, hole) {
      const { colours: c } = this, inner = outer * hole, total = parts.reduce((sum, part) => sum + part[1], 0) || 1;
      let from = 0, rings = "";
      for (const [layer, count, as] of Dateline.forms(parts, form)) {
        rings += '<path fill-rule="evenodd" d="' + Dateline.sector(from, from + count / total, outer, inner) + '"' + this.part(layer, as) + "/>";
        if (form !== "disputed" || as === "half") from += count / total;
      }
      const pale = form === "mentioned" ? ' opacity="0.72"' : "";
      return '<g transform="translate(' + n(x) + " " + n(y) + ')"' + pale + ">" + circle(0, 0.7, outer + 2.3, c.shade) + circle(0, 0, outer + 1.5, c.blank) + rings + circle(0, 0, inner - 0.5, c.blank) + "</g>";
    }

    part(layer, form) {
      const { colours: c } = this, colour = layer === "ink" ? c.quiet : this.layerColours[layer];
      const stroke = (of, wide) => Dateline.paint("stroke", of) + ' stroke-width="' + wide + '"';
      if (form === "planned") return Dateline.paint("fill", c.blank) + stroke(colour, 1.6);
      if (form === "claimed") return ' fill="url(#dl-h' + layer + ')"' + stroke(colour, 1.1);
      return Dateline.paint("fill", colour) + stroke(c.blank, 1) + (form === "half" ? ' clip-path="url(#dl-half)"' : "");
    }

    hatch(layer, colour) {
      const lines = '<rect width="4" height="4"' + Dateline.paint("fill", this.colours.blank) + '/><rect width="2.2" height="4"' + Dateline.paint("fill", colour) + "/>";
      return '<pattern id="dl-h' + layer + '" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' + lines + "</pattern>";
    }

    plateWidth(site) {
      return width(site.label, 12.5) + 46;
    }

    plate(unit, x, y, parts, form, count) {
      const { colours: c } = this, number = Dateline.strings.short(count), wide = width(unit.label, 12.5) + width(number, 12.5) + 24, left = x - wide / 2, top = y - 14;
      const box = '<rect x="' + n(left) + '" y="' + n(top) + '" width="' + n(wide) + '" height="28" rx="5"' + Dateline.paint("fill", c.panel) + Dateline.paint("stroke", c["panel-edge"]) + "/>";
      const slant = unit.level === "line" ? ' font-style="italic"' : "";
      const words = text(unit.label, left + 7, top + 15, 12.5, form === "mentioned" ? c.quiet : c.text, slant) + text(number, left + wide - 7, top + 15, 12.5, c.text, ' text-anchor="end" font-weight="600"');
      let at = left + 7;
      const bars = parts.map(([layer, share]) => {
        const long = (share / count) * (wide - 14);
        at += long;
        return '<rect x="' + n(at - long) + '" y="' + n(top + 20) + '" width="' + n(Math.max(2, long - 1)) + '" height="4"' + this.part(layer, form === "disputed" ? "claimed" : form) + "/>";
      });
      return box + words + bars.join("");
    }

    name({ unit, side, element }, view) {
      if (!side || unit.level !== "point") return "";
      const { colours: c } = this, [x, y] = this.at(unit, view), r = Dateline.radiusOf(element.dataset.count, this.most);
      const [dx, dy, anchor] = { right: [r + 5, 4, "start"], left: [-r - 5, 4, "end"], below: [0, r + 14, "middle"], above: [0, -r - 6, "middle"] }[side];
      const more = ' font-weight="500" text-anchor="' + anchor + '"';
      const halo = Dateline.paint("stroke", c.blank) + ' stroke-width="3.5" stroke-linejoin="round"';
      return text(unit.label, x + dx, y + dy, 12.5, c.blank, more + halo) + text(unit.label, x + dx, y + dy, 12.5, c.text, more);
    }
  };

  /** Families for a picture, which may be drawn where the map's own type is not: common ones of each system. */
  Dateline.pictureFont = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";

  /** The map as SVG; see `Dateline.Picture` for the spec. */
  Dateline.picture = (spec) => new Dateline.Picture(spec).draw();
})((window.Dateline = window.Dateline || {}));
