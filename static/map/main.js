/* The order of things: start once, then obey commands.

   Dateline.start(map, basemapAddress) draws an empty world. Dateline.receive(command) is what Python calls:
   { seq, data, basemap, theme: "light"|"dark"|null,
     filter: { happened: [first, last]|null, undated, reported, layers, statuses, speakers, sources, mentions },
     selected: { site, mention }, view: { lat, lon, zoom, n }|null, show: { radii, areas } }
   Days count from 1 January 1970; null means all. A command with a lower number than the last is late and is ignored. */
(function (Dateline) {
  "use strict";

  const VIEW_AFTER_MS = 400;
  const BY_HAND_MS = 3000; // a movement that ends so soon after a touch, wheel or key is the reader's own
  const FLIGHT_S = 0.5;
  const SORT_AFTER_MS = 600;
  const MOST = 0.85, FAR_TIMES = 2.5, SMALL_REACH = 0.02; // the map opens on most sentences; 0.02 of the world is about 7 degrees of longitude
  const FIT_PADDING = 44;
  const FIT_MAX_ZOOM = 8;
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  class App {
    constructor(map, basemap) {
      this.map = map;
      this.seq = -Infinity;
      this.selected = null;
      this.reported = [];
      this.container = map.getContainer();
      this.container.classList.add("dl-map");
      this.container.setAttribute("role", "region");
      this.container.setAttribute("aria-label", Dateline.strings.mapName);
      this.addPanes();
      this.addControls();
      this.panel = new Dateline.Panel(this.container, { show: (site) => this.goTo(site), change: () => this.cover() });
      this.basemap = new Dateline.Basemap(map, () => this.panel.boxes());
      this.shapes = new Dateline.Shapes(map);
      this.symbols = new Dateline.Symbols(map, { select: (unit) => this.pick(unit), hover: (unit, element) => this.hover(unit, element), leave: () => this.panel.leave() });
      this.defs = Dateline.addDefinitions(this.container, 0);
      this.listen();
      this.setTheme(null);
      this.loadBasemap(basemap);
    }

    addPanes() {
      for (const [name, z] of [["dl-basemap", 200], ["dl-shapes", 350]]) {
        const pane = this.map.createPane(name);
        pane.style.zIndex = z;
        pane.style.pointerEvents = "none";
      }
    }

    addControls() {
      const { strings } = Dateline;
      L.control.zoom({ position: "topright", zoomInTitle: strings.zoomIn, zoomOutTitle: strings.zoomOut }).addTo(this.map);
      L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(this.map);
      this.map.attributionControl.setPrefix("");
      this.map.attributionControl.addAttribution(strings.credits);
    }

    listen() {
      this.map.on("zoomend", () => this.stand());
      this.map.on("moveend", () => this.moved());
      this.map.on("dragstart zoomstart", () => this.panel.leave());
      this.map.on("click", () => this.choose(null));
      this.container.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.selected !== null) this.choose(null);
      });
      for (const name of ["pointerdown", "wheel", "keydown"]) this.container.addEventListener(name, () => { this.handAt = performance.now(); }, { passive: true });
      this.map.scrollWheelZoom.disable();
      this.container.addEventListener("focusin", () => this.map.scrollWheelZoom.enable());
      this.container.addEventListener("focusout", () => this.map.scrollWheelZoom.disable());
      window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.setTheme(this.wanted));
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.container);
    }

    // --- commands ---

    receive(command) {
      if (command.seq < this.seq) return;
      this.seq = command.seq;
      this.command = command;
      this.setTheme(command.theme || null);
      this.loadBasemap(command.basemap);
      if (command.data && command.data !== this.dataAddress) this.loadData(command.data);
      else if (this.atlas) this.obey();
    }

    async loadData(address) {
      this.dataAddress = address;
      try {
        this.setAtlas(Dateline.readAtlas(await Dateline.bridge.load(address)));
      } catch (error) {
        this.dataAddress = null;
        this.panel.fail(Dateline.strings.failed);
        console.error(error);
      }
    }

    async loadBasemap(address) {
      if (!address || address === this.basemapAddress) return;
      this.basemapAddress = address;
      try {
        const world = Dateline.readWorld(await Dateline.bridge.load(address));
        this.world = world;
        this.basemap.setWorld(world);
        this.shapes.setWorld(world);
        if (!this.atlas) return;
        this.nameCountries();
        this.stand();
      } catch (error) {
        this.panel.speak(Dateline.strings.basemapFailed);
        console.error(error);
      }
    }

    setAtlas(atlas) {
      this.atlas = atlas;
      this.filter = new Dateline.Filter(atlas);
      this.defs.remove();
      this.defs = Dateline.addDefinitions(this.container, atlas.layers.length);
      this.setTheme(this.wanted, true);
      this.symbols.setAtlas(atlas);
      this.panel.setAtlas(atlas);
      this.shapes.setSites(atlas.sites);
      this.opened = false;
      this.obey();
    }

    obey() {
      const { filter, selected, show, view } = this.command;
      this.filter.set(filter || {});
      if (show) this.shapes.set({ show });
      const moves = this.opened ? this.setView(view) : this.open(view);
      this.render();
      this.setSelected(this.indexOf(selected), !moves);
    }

    indexOf(selected) {
      if (!selected) return null;
      if (selected.mention && this.atlas.siteOfMention.has(selected.mention)) return this.atlas.siteOfMention.get(selected.mention);
      return Number.isInteger(selected.site) && this.atlas.sites[selected.site] ? selected.site : null;
    }

    // --- view ---

    open(view) {
      this.viewKey = JSON.stringify(view || null);
      if (view) this.map.setView([view.lat, view.lon], view.zoom, { animate: false });
      else this.fit();
      this.opened = true;
      this.symbols.stand();
      return Boolean(view);
    }

    fit() {
      const points = this.atlas.sites.filter((site) => site.level === "point" && site.total);
      const chosen = points.length ? points : this.atlas.sites;
      if (!chosen.length) return;
      const bounds = L.latLngBounds(Dateline.densest(chosen).map((site) => [site.lat, site.lon]));
      const [left, top] = this.panel.covered();
      this.map.fitBounds(bounds, { paddingTopLeft: [left + FIT_PADDING, top + FIT_PADDING], paddingBottomRight: [FIT_PADDING, FIT_PADDING], maxZoom: FIT_MAX_ZOOM, animate: false });
    }

    /* A view is obeyed when it is new: when its number is, or, without a number, when it is no echo of one that we reported. Returns whether it was. */
    setView(view) {
      const key = JSON.stringify(view || null);
      if (key === this.viewKey) return false;
      this.viewKey = key;
      if (!view || (view.n === undefined && this.hasReported(view))) return false;
      this.fly([view.lat, view.lon], view.zoom);
      return true;
    }

    hasReported(view) {
      return this.reported.some((r) => Math.abs(r.lat - view.lat) < 1e-3 && Math.abs(r.lon - view.lon) < 1e-3 && Math.abs(r.zoom - view.zoom) < 0.01);
    }

    fly(at, zoom) {
      if (still()) this.map.setView(at, zoom, { animate: false });
      else this.map.flyTo(at, zoom, { duration: FLIGHT_S });
    }

    moved() {
      if (!this.opened) return;
      if (this.symbols.clusters.isLarge) this.symbols.update(this.counts);
      this.outside();
      this.label();
      clearTimeout(this.reporting);
      if (!(performance.now() - this.handAt < BY_HAND_MS)) return;
      this.reporting = setTimeout(() => {
        const center = this.map.getCenter().wrap();
        const view = { lat: Number(center.lat.toFixed(4)), lon: Number(center.lng.toFixed(4)), zoom: this.map.getZoom() };
        this.reported = [...this.reported.slice(-9), view];
        Dateline.bridge.send({ kind: "view", ...view });
      }, VIEW_AFTER_MS);
    }

    goTo(site) {
      const zoom = site.level === "point" ? Math.max(this.map.getZoom(), 6) : Math.min(this.map.getZoom(), 5);
      this.fly([site.lat, site.lon], zoom);
    }

    // --- drawing ---

    scale() {
      return 256 * Math.pow(2, this.map.getZoom());
    }

    /* At a new zoom everything finds its place anew. */
    stand() {
      if (!this.opened) return;
      this.panel.measure();
      if (this.symbols.stand()) this.symbols.update(this.counts);
      this.symbols.select(this.selected);
      this.shapes.layer.request();
      this.label();
    }

    label() {
      if (!this.opened) return;
      const { min, max } = this.map.getPixelBounds();
      const covered = this.panel.boxes().map(([left, top, right, bottom]) => [min.x + left, min.y + top, min.x + right, min.y + bottom]);
      Dateline.placeLabels(this.symbols.entries, this.scale(), this.selected, [min.x + 2, min.y + 2, max.x - 2, max.y - 2], covered);
    }

    render() {
      const counts = this.filter.count();
      this.counts = counts;
      const changed = this.symbols.update(counts);
      this.label();
      this.panel.update(counts, this.filter.layerOn);
      this.outside();
      clearTimeout(this.sorting);
      this.sorting = setTimeout(() => this.settle(), SORT_AFTER_MS);
      if (!changed) return;
      this.shapes.layer.request();
      this.nameCountries();
    }

    /* What can wait until the window rests. */
    settle() {
      this.symbols.sort();
      this.cover();
    }

    /* When the panels cover more or less of the map, names make room. */
    cover() {
      if (this.panel.measure()) this.basemap.layer.request();
      this.label();
    }

    /** The seam for a time control in the map: filter here and now, without telling Python. */
    preview(change) {
      this.filter.set({ ...this.filter.filter, ...change });
      if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.render(); });
    }

    outside() {
      if (!this.counts) return;
      const { min, max } = this.map.getPixelBounds(), scale = this.scale();
      const inside = ({ world: [x, y] }) => x * scale >= min.x && x * scale <= max.x && y * scale >= min.y && y * scale <= max.y;
      const found = [];
      for (const site of this.atlas.sites) if (site.drawn && !inside(site)) found.push([site, this.counts.site[site.index]]);
      found.sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
      this.panel.setOutside(found);
    }

    nameCountries() {
      if (!this.world) return;
      const focus = new Set(), named = new Set();
      for (const site of this.atlas.sites) {
        if (site.country && site.total) focus.add(site.country);
        if (site.outline && site.drawn) named.add(site.country);
      }
      const key = [...named].join();
      if (key === this.namedNow) return;
      this.namedNow = key;
      this.basemap.setCountries(focus, named);
    }

    setTheme(wanted, again) {
      this.wanted = wanted;
      const theme = wanted || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      if (theme === this.theme && !again) return;
      this.theme = theme;
      this.container.dataset.theme = theme;
      document.documentElement.dataset.dlTheme = theme;
      if (this.atlas) {
        this.atlas.layers.forEach((layer, i) => {
          this.container.style.setProperty("--dl-layer-" + i, theme === "dark" ? layer.colour_dark || layer.colour : layer.colour);
        });
      }
      const palette = Dateline.readPalette(this.container);
      this.basemap.setPalette(palette);
      this.shapes.setPalette(palette);
    }

    // --- choosing ---

    /* A cluster opens, a site is chosen. */
    pick(unit) {
      if (!unit.members) return this.choose(unit);
      this.fly([unit.lat, unit.lon], Math.min(this.map.getMaxZoom(), this.symbols.clusters.expansion(unit)));
    }

    choose(site) {
      const index = site ? site.index : null;
      if (index === null && this.selected === null) return;
      this.setSelected(index, false);
      Dateline.bridge.send({ kind: "select", site: index });
    }

    setSelected(index, mayMove) {
      if (index === this.selected) return;
      this.selected = index;
      this.symbols.select(index);
      this.shapes.set({ selected: index });
      if (this.atlas) this.label();
      if (index === null || !mayMove) return;
      const site = this.atlas.sites[index];
      if (!this.map.getBounds().pad(-0.08).contains([site.lat, site.lon])) this.goTo(site);
    }

    hover(unit, element) {
      const frame = this.container.getBoundingClientRect(), box = element.getBoundingClientRect();
      const count = Number(element.dataset.count), { strings } = Dateline;
      const text = unit.members ? strings.clusterHover(unit.members.length, count) : unit.label + " · " + strings.sentences(count);
      this.panel.hover(text, { x: box.left + box.width / 2 - frame.left, y: box.top - frame.top, height: box.height });
    }
  }

  /** The sites to open on: all, unless a few lie so far from the most that these would shrink to a spot; those are named at the edge instead. */
  Dateline.densest = function (sites) {
    const [x, y] = [0, 1].map((axis) => middle(sites, (site) => site.world[axis]));
    const away = (site) => Math.hypot(site.world[0] - x, site.world[1] - y);
    const reach = Math.max(SMALL_REACH, FAR_TIMES * quantile(sites, away, MOST));
    return sites.filter((site) => away(site) <= reach);
  };

  const middle = (sites, value) => quantile(sites, value, 0.5);

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

  /** The colours of the style sheet, for what is drawn on canvas. */
  Dateline.readPalette = function (element) {
    const style = getComputedStyle(element), get = (name) => style.getPropertyValue("--dl-" + name).trim();
    const wash = get("wash");
    const palette = { font: Dateline.font, wash: (alpha) => "rgb(" + wash + " / " + alpha + ")" };
    for (const name of ["sea", "land", "focus", "coast", "border", "water", "label", "halo", "ink", "course"]) palette[name] = get(name);
    return palette;
  };

  Dateline.start = function (map, basemap) {
    Dateline.app = new App(map, basemap);
    return Dateline.app;
  };

  Dateline.receive = function (command) {
    Dateline.app.receive(command);
  };
})((window.Dateline = window.Dateline || {}));
