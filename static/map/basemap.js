/* Land, borders, waters and country names on a canvas. What is in dispute is hatched or dashed; whose lines these are stands in the basemap's README. */
(function (Dateline) {
  "use strict";

  const CLOSER_THAN_PX = 0.7;
  const RIVERS_FROM_ZOOM = 3.5;

  const hits = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  function meets(box, view) {
    return box[2] >= view.box[0] && box[0] <= view.box[2] && box[3] >= view.box[1] && box[1] <= view.box[3];
  }

  /* Add an arc to the path, leaving out points nearer than a pixel to the last. */
  function addArc(context, xy, view, backwards, move) {
    const n = xy.length / 2, { scale, left, top } = view;
    let px = 0, py = 0;
    for (let k = 0; k < n; k++) {
      const i = 2 * (backwards ? n - 1 - k : k);
      const x = xy[i] * scale - left, y = xy[i + 1] * scale - top;
      if (k === 0) {
        if (move) context.moveTo(x, y); else context.lineTo(x, y);
      } else if (k < n - 1 && Math.abs(x - px) < CLOSER_THAN_PX && Math.abs(y - py) < CLOSER_THAN_PX) {
        continue;
      } else {
        context.lineTo(x, y);
      }
      px = x;
      py = y;
    }
  }

  /** Put a geometry of the basemap on the context's path. */
  Dateline.tracePath = function (context, world, geometry, view, closed) {
    context.beginPath();
    for (const part of geometry.parts) {
      if (!meets(part.box, view)) continue;
      for (const ring of part.rings) {
        ring.forEach((index, k) => addArc(context, world.arcs[index < 0 ? ~index : index].xy, view, index < 0, k === 0));
        if (closed) context.closePath();
      }
    }
  };

  /** Parallel lines at 45 degrees, as a fill. */
  Dateline.hatch = function (context, colour, gap, width) {
    if (context.hatch) return context.hatch(colour, gap, width);
    const tile = document.createElement("canvas"), ratio = window.devicePixelRatio || 1;
    tile.width = tile.height = gap * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const shift of [-gap, 0, gap]) {
      pen.moveTo(shift - 1, gap + 1);
      pen.lineTo(shift + gap + 1, -1);
    }
    pen.stroke();
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  };

  Dateline.Basemap = class {
    /** `covered()` gives the boxes of the map that panels and symbols hide. Without a map it only draws what it is asked to (see picture.js). */
    constructor(map, covered) {
      this.covered = covered;
      this.focus = new Set();
      this.named = new Set();
      this.hasBorders = true;
      this.layer = Dateline.layerOn(map, "dl-basemap", (context, view) => this.draw(context, view));
    }

    setWorld(world) {
      this.world = world;
      this.bySize = [...world.countries].sort((a, b) => b.properties.km - a.properties.km);
      this.layer.redraw();
    }

    /** Whether borders and the hatching of what is in dispute are drawn. Without them all land has one tone: a shade of countries would draw borders again,
        and give what is in dispute to one of them. */
    showBorders(shown) {
      if (shown === this.hasBorders) return;
      this.hasBorders = shown;
      this.layer.request();
    }

    setPalette(palette) {
      this.palette = palette;
      this.layer.redraw();
    }

    /** The countries of the sites are a shade lighter; those named by a symbol that is drawn get no second name. */
    nameAfter(sites) {
      if (!this.world) return;
      const focus = new Set(), named = new Set();
      for (const site of sites) {
        if (site.country && site.total) focus.add(site.country);
        if (site.outline && site.drawn) named.add(site.country);
      }
      const key = [...focus].join() + "/" + [...named].join();
      if (key === this.key) return;
      this.key = key;
      this.focus = focus;
      this.named = named;
      this.layer.request();
    }

    draw(context, view) {
      if (!this.palette) return;
      context.fillStyle = this.palette.sea;
      context.fillRect(0, 0, view.width, view.height);
      if (!this.world) return;
      context.lineJoin = context.lineCap = "round";
      this.drawLand(context, view);
      this.drawWater(context, view);
      if (this.hasBorders) this.drawDisputed(context, view);
      if (this.hasBorders) this.drawBorders(context, view);
      this.drawNames(context, view);
    }

    drawLand(context, view) {
      for (const country of this.world.countries) {
        Dateline.tracePath(context, this.world, country, view, true);
        context.fillStyle = this.hasBorders && this.focus.has(country.id) ? this.palette.focus : this.palette.land;
        context.fill("evenodd");
        if (this.hasBorders) continue;
        context.strokeStyle = this.palette.land; // over the hairline that two fills leave between them
        context.lineWidth = 1;
        context.stroke();
      }
      Dateline.tracePath(context, this.world, this.world.coasts[0], view, false);
      context.strokeStyle = this.palette.coast;
      context.lineWidth = 0.8;
      context.stroke();
    }

    drawWater(context, view) {
      const { world, palette } = this;
      context.strokeStyle = palette.water;
      for (const lake of world.lakes) {
        if (!meets(lake.parts[0].box, view)) continue;
        Dateline.tracePath(context, world, lake, view, true);
        context.fillStyle = palette.sea;
        context.fill();
        context.lineWidth = 0.7;
        context.stroke();
      }
      if (view.zoom < RIVERS_FROM_ZOOM) return;
      context.globalAlpha = Math.min(1, (view.zoom - RIVERS_FROM_ZOOM) / 1.5 + 0.4);
      context.lineWidth = Math.min(2.4, 0.5 + (view.zoom - 3) * 0.3);
      for (const river of world.rivers) {
        Dateline.tracePath(context, world, river, view, false);
        context.stroke();
      }
      context.globalAlpha = 1;
    }

    drawDisputed(context, view) {
      context.fillStyle = Dateline.hatch(context, this.palette.border, 7, 0.9);
      context.globalAlpha = 0.45;
      for (const area of this.world.disputed) {
        Dateline.tracePath(context, this.world, area, view, true);
        context.fill("evenodd");
      }
      context.globalAlpha = 1;
    }

    drawBorders(context, view) {
      context.strokeStyle = this.palette.border;
      context.lineWidth = view.zoom < 4 ? 0.7 : 1;
      for (const lines of this.world.borders) {
        context.setLineDash(lines.properties.contested ? [4, 3.5] : []);
        Dateline.tracePath(context, this.world, lines, view, false);
        context.stroke();
      }
      context.setLineDash([]);
    }

    drawNames(context, view) {
      const [left, top] = view.seen, placed = this.covered().map((b) => [b[0] + left, b[1] + top, b[2] + left, b[3] + top]);
      const covered = [...placed];
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (const country of this.bySize) {
        if (this.named.has(country.id)) continue;
        const name = Dateline.placeName(context, this.world, country, view, this.palette.font, covered);
        if (!name || placed.some((b) => hits(b, name.box))) continue;
        placed.push(name.box);
        context.lineWidth = 3;
        context.strokeStyle = this.palette.halo;
        context.strokeText(name.text, name.x, name.y);
        context.fillStyle = this.palette.label;
        context.fillText(name.text, name.x, name.y);
      }
      context.letterSpacing = "0px";
    }
  };
})((window.Dateline = window.Dateline || {}));
