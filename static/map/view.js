/* What part of the world is seen: where the map opens, where Python or a choice takes it, and telling Python where the reader took it. */
(function (Dateline) {
  "use strict";

  const TELL_AFTER_MS = 400;
  const BY_HAND_MS = 3000; // a movement that ends so soon after a touch, wheel or key is the reader's own
  const FLIGHT_S = 0.5;
  const FIT_PADDING = 44, FIT_NARROW = 26, NARROW_PX = 480, FIT_MAX_ZOOM = 8;
  const NEAR_ZOOM = 6, WIDE_ZOOM = 5; // how a place, and how an area, is shown when it is gone to
  const MOST = 0.85, FAR_TIMES = 2.5, SMALL_REACH = 0.02; // the map opens on most sentences; 0.02 of the world is about 7 degrees of longitude
  const TOLD = 10;

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  Dateline.View = class {
    constructor(map, panel) {
      this.map = map;
      this.panel = panel;
      this.told = [];
      this.key = null;
      const noteHand = () => { this.handAt = performance.now(); };
      for (const name of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(name, noteHand, { passive: true });
      map.on("moveend", () => this.tell());
    }

    /** Obey the view of a command, the first time by opening on it or, without one, on the sites. Returns whether the view was a new one. */
    obey(view, sites) {
      const key = JSON.stringify(view || null), isFirst = this.key === null;
      if (key === this.key) return false;
      this.key = key;
      if (isFirst) {
        if (view) this.map.setView(this.centreFor([view.lat, view.lon], view.zoom, this.middle()), view.zoom, { animate: false });
        else this.fit(sites);
      } else if (view && (view.n !== undefined || !this.hasTold(view))) {
        this.fly(this.centreFor([view.lat, view.lon], view.zoom, this.middle()), view.zoom);
      } else {
        return false;
      }
      return Boolean(view);
    }

    /** Open on the places, in the roomiest part that no panel covers; areas do not widen the view. */
    fit(sites) {
      const points = sites.filter((site) => site.level === "point" && site.total), chosen = points.length ? points : sites;
      if (!chosen.length) return;
      const bounds = L.latLngBounds(Dateline.densest(chosen).map((site) => [site.lat, site.lon])), { x, y } = this.map.getSize();
      const pad = x < NARROW_PX ? FIT_NARROW : FIT_PADDING;
      const fits = this.panel.rooms().map(([left, top, right, bottom]) => {
        const before = L.point(left + pad, top + pad), after = L.point(x - right + pad, y - bottom + pad);
        return { zoom: this.map.getBoundsZoom(bounds, false, before.add(after)), paddingTopLeft: before, paddingBottomRight: after };
      });
      this.map.fitBounds(bounds, { ...fits.reduce((best, fit) => (fit.zoom > best.zoom ? fit : best)), maxZoom: FIT_MAX_ZOOM, animate: false });
    }

    /** Show these places because the reader asked for them: it is told as a movement of the reader's own. */
    showAll(sites) {
      this.handAt = performance.now();
      this.fit(sites);
    }

    /* The map's centre that brings a place to a point of the map, in pixels. */
    centreFor(at, zoom, [x, y]) {
      const size = this.map.getSize();
      return this.map.unproject(this.map.project(at, zoom).add([size.x / 2 - x, size.y / 2 - y]), zoom);
    }

    /* The middle of what is seen above the time control: what a view's position means, whatever the screen. */
    middle() {
      const { x, y } = this.map.getSize(), time = this.map.getContainer().querySelector(".dl-time");
      return [x / 2, (y - (time ? time.offsetHeight : 0)) / 2];
    }

    fly(at, zoom) {
      if (still()) this.map.setView(at, zoom, { animate: false });
      else this.map.flyTo(at, zoom, { duration: FLIGHT_S });
    }

    /** Bring a place or a cluster to the middle of the part that no panel covers. */
    goTo(unit, zoom = this.zoomFor(unit)) {
      const [left, top, right, bottom] = this.panel.room();
      this.fly(this.centreFor([unit.lat, unit.lon], zoom, [(left + right) / 2, (top + bottom) / 2]), zoom);
    }

    zoomFor(site) {
      const zoom = this.map.getZoom();
      return site.level === "point" ? Math.max(zoom, NEAR_ZOOM) : Math.min(zoom, WIDE_ZOOM);
    }

    tell() {
      clearTimeout(this.telling);
      if (!(performance.now() - this.handAt < BY_HAND_MS)) return;
      this.telling = setTimeout(() => {
        const { lat, lng } = this.map.containerPointToLatLng(this.middle()).wrap();
        const view = { lat: Number(lat.toFixed(4)), lon: Number(lng.toFixed(4)), zoom: this.map.getZoom() };
        this.told = [...this.told.slice(1 - TOLD), view];
        Dateline.bridge.send({ kind: "view", ...view });
      }, TELL_AFTER_MS);
    }

    /* A view without a number may be the echo of one that we told. */
    hasTold(view) {
      return this.told.some((t) => Math.abs(t.lat - view.lat) < 1e-3 && Math.abs(t.lon - view.lon) < 1e-3 && Math.abs(t.zoom - view.zoom) < 0.01);
    }
  };

  /** The sites to open on: all, unless a few lie so far from the most that these would shrink to a spot; those are named at the edge instead. */
  Dateline.densest = function (sites) {
    const [x, y] = [0, 1].map((axis) => quantile(sites, (site) => site.world[axis], 0.5));
    const away = (site) => Math.hypot(site.world[0] - x, site.world[1] - y);
    const reach = Math.max(SMALL_REACH, FAR_TIMES * quantile(sites, away, MOST));
    return sites.filter((site) => away(site) <= reach);
  };

  /* The value below which a share of all sentences lies. */
  function quantile(sites, value, share) {
    const sorted = sites.map((site) => [value(site), site.total]).sort((a, b) => a[0] - b[0]);
    const wanted = sorted.reduce((sum, item) => sum + item[1], 0) * share;
    let sum = 0;
    for (const [v, weight] of sorted) {
      sum += weight;
      if (sum >= wanted) return v;
    }
    return 0;
  }
})((window.Dateline = window.Dateline || {}));
