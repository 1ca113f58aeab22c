/* Where a place may be: outlines of countries, courses of rivers, soft circles; and the threads from symbols that had to make room. */
(function (Dateline) {
  "use strict";

  const NEAR_RIVER = 0.004; // of the unit square: about 160 km at the equator

  const EVERY = 4; // of a course's points one in so many is a place for its plate

  function words(text) {
    return text.toLowerCase().split(/[^\p{L}]+/u).filter(Boolean);
  }

  function isNear(river, [x, y]) {
    return river.parts.some(({ box }) => x > box[0] - NEAR_RIVER && x < box[2] + NEAR_RIVER && y > box[1] - NEAR_RIVER && y < box[3] + NEAR_RIVER);
  }

  /** The river of the basemap that a site names, or null: all words of its name among the site's, and the site near a part of its course. */
  Dateline.riverOf = function (world, site) {
    const named = words(site.label + " " + site.place);
    const isNamed = ({ properties: p }) => [p.name, ...(p.other_names || [])].some((name) => name && words(name).every((word) => named.includes(word)));
    const pieces = world.rivers.filter(isNamed);
    if (!pieces.some((river) => isNear(river, site.world))) return null;
    return { parts: pieces.flatMap((river) => river.parts) };
  };

  Dateline.Shapes = class {
    constructor(map) {
      this.sites = [];
      this.show = { radii: false, areas: true };
      this.selected = null;
      this.layer = Dateline.layerOn(map, "dl-shapes", (context, view) => this.draw(context, view));
    }

    setPalette(palette) {
      this.palette = palette;
      this.layer.request();
    }

    setWorld(world) {
      this.world = world;
      this.match();
    }

    setSites(sites) {
      this.sites = sites;
      this.match();
    }

    /* What of the basemap is a site's own shape. */
    match() {
      if (!this.world) return;
      for (const site of this.sites) {
        site.outline = site.level === "area" && site.own && site.kind.startsWith("PCL") ? this.world.countryById.get(site.country) || null : null;
        site.course = site.level === "line" ? Dateline.riverOf(this.world, site) : null;
        site.along = site.course && this.along(site.course);
      }
      this.layer.request();
    }

    /* Some points of a course, in the unit square. */
    along(course) {
      const found = [];
      for (const part of course.parts) {
        for (const index of part.rings.flat()) {
          const { xy } = this.world.arcs[index < 0 ? ~index : index];
          for (let i = 0; i < xy.length; i += 2 * EVERY) found.push([xy[i], xy[i + 1]]);
        }
      }
      return found;
    }

    set(state) {
      Object.assign(this, state);
      this.layer.request();
    }

    draw(context, view) {
      if (!this.palette) return;
      for (const site of this.sites) {
        const chosen = site.index === this.selected;
        if (!site.drawn && !chosen) continue;
        if (site.level === "point") {
          if (chosen || this.show.radii) this.circle(context, view, site, chosen, true);
        } else if (this.show.areas || chosen) {
          this.area(context, view, site, chosen);
        }
      }
      this.threads(context, view);
    }

    area(context, view, site, chosen) {
      if (site.outline) return this.outline(context, view, site.outline, chosen);
      if (site.course) return this.course(context, view, site.course, chosen);
      return this.circle(context, view, site, chosen, false);
    }

    outline(context, view, country, chosen) {
      Dateline.tracePath(context, this.world, country, view, true);
      context.fillStyle = this.palette.ink;
      context.globalAlpha = chosen ? 0.1 : 0.035;
      context.fill("evenodd");
      if (chosen) {
        context.globalAlpha = 0.55;
        context.strokeStyle = this.palette.ink;
        context.lineWidth = 1.5;
        context.stroke();
      }
      context.globalAlpha = 1;
    }

    course(context, view, river, chosen) {
      Dateline.tracePath(context, this.world, river, view, false);
      context.lineJoin = context.lineCap = "round";
      context.strokeStyle = this.palette.course;
      context.globalAlpha = chosen ? 0.6 : 0.32;
      context.lineWidth = chosen ? 9 : 7;
      context.stroke();
      context.globalAlpha = 1;
    }

    circle(context, view, site, chosen, edged) {
      const radius = Dateline.metres(site.radius, site.lat) * view.scale;
      if (radius < 3 || radius > Math.hypot(view.width, view.height)) return;
      const x = site.world[0] * view.scale - view.left, y = site.world[1] * view.scale - view.top;
      const wash = context.createRadialGradient(x, y, radius * 0.35, x, y, radius);
      const strength = chosen ? 0.2 : edged ? 0.1 : 0.075;
      wash.addColorStop(0, this.palette.wash(strength));
      wash.addColorStop(0.75, this.palette.wash(strength * 0.8));
      wash.addColorStop(1, this.palette.wash(edged ? strength * 0.55 : 0));
      context.fillStyle = wash;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      if (!edged && !chosen) return;
      context.strokeStyle = this.palette.wash(chosen ? 0.75 : 0.4);
      context.lineWidth = 1;
      context.setLineDash([2, 3]);
      context.stroke();
      context.setLineDash([]);
    }

    threads(context, view) {
      context.strokeStyle = context.fillStyle = this.palette.ink;
      context.lineWidth = 1;
      for (const site of this.sites) {
        if (!site.drawn || site.level !== "point" || !site.shift) continue;
        const x = site.world[0] * view.scale - view.left, y = site.world[1] * view.scale - view.top;
        context.globalAlpha = 0.55;
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(x + site.shift[0], y + site.shift[1]);
        context.stroke();
        context.globalAlpha = 0.9;
        context.beginPath();
        context.arc(x, y, 2, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    }
  };
})((window.Dateline = window.Dateline || {}));
