/* The order of things: start once, then obey commands.

   Dateline.start(map, basemapAddress) draws an empty world. Dateline.receive(command) is what Python calls:
   { seq, data, basemap, theme: "light"|"dark"|null,
     filter: { happened: [first, last]|null, undated, dated, reported, layers, statuses, speakers, sources, mentions },
     mode: "happened"|"reported"|"known", heard: the number of the last message that Python acted on,
     selected: { site, mention }, view: { lat, lon, zoom, n }|null, show: { radii, areas, borders },
     any: a number that is a new one when something of what passes is to be in sight,
     picture: { title, credits, rules, file }, embed: whether the map stands in another's page,
     spoken: whether the page speaks the count to screen readers itself }
   Days count from 1 January 1970; null means all. A command with a lower number than the last is late and is ignored. */
(function (Dateline) {
  "use strict";

  const SORT_AFTER_MS = 600;

  class App {
    constructor(map, basemap) {
      this.map = map;
      this.seq = -Infinity;
      this.selected = null;
      this.container = map.getContainer();
      this.container.classList.add("dl-map");
      this.container.setAttribute("role", "region");
      this.container.setAttribute("aria-label", Dateline.strings.mapName);
      this.addPanes();
      this.addControls();
      this.panel = new Dateline.Panel(this.container, { show: (site) => this.view.goTo(site), change: () => this.makeRoom(), toggle: (kind, id) => this.toggle(kind, id), drop: () => this.timeline.dropOther() });
      this.timeline = new Dateline.Timeline(this.container, {
        preview: (change) => this.preview(change), passes: (axis) => this.filter.tester(axis), anchor: (axis) => this.dayOf(axis),
        resize: () => this.makeRoom(), other: (text, hint) => this.panel.setOther(text, hint),
      });
      this.view = new Dateline.View(map, this.panel);
      this.basemap = new Dateline.Basemap(map, () => [...this.panel.boxes(), ...(this.symbols ? this.symbols.boxes() : [])]);
      this.shapes = new Dateline.Shapes(map);
      this.symbols = new Dateline.Symbols(map, { select: (unit) => this.pick(unit), hover: (unit, element) => this.hover(unit, element), leave: () => this.panel.leave() }, () => this.panel.boxes());
      this.defs = Dateline.addDefinitions(this.container, 0);
      this.listen();
      this.ready = Dateline.stylesReady(map).then(() => { this.theme = new Dateline.Theme(this.container, (palette) => this.paint(palette)); });
      this.placed = new Promise((done) => { this.havePlaces = done; });
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
      this.saving = new Dateline.Saving(() => Dateline.pictureSpec(this, this.command.picture));
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
      this.gestures = new Dateline.Gestures(this.map);
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.container);
    }

    // --- commands ---

    receive(command) {
      if (command.seq < this.seq) return;
      this.seq = command.seq;
      this.command = command;
      this.ready.then(() => this.theme.set(this.command.theme || null));
      this.panel.leaveCount(Boolean(command.spoken));
      this.gestures.setEmbedded(Boolean(command.embed));
      this.loadBasemap(command.basemap);
      if (command.data && command.data !== this.dataAddress) this.loadData(command.data);
      else if (this.atlas) this.obey();
      else if (!command.data) this.havePlaces();
    }

    async loadData(address) {
      this.dataAddress = address;
      try {
        const json = await Dateline.bridge.load(address);
        await this.ready;
        if (address === this.dataAddress) this.setAtlas(Dateline.readAtlas(json), json);
      } catch (error) {
        if (address !== this.dataAddress) return;
        this.dataAddress = null;
        this.panel.fail(Dateline.strings.failed);
        console.error(error);
      } finally {
        requestAnimationFrame(() => setTimeout(this.havePlaces));
      }
    }

    /* The outlines of land take a while to be read, so the places are drawn and painted first. */
    async loadBasemap(address) {
      if (!address || address === this.basemapAddress) return;
      this.basemapAddress = address;
      try {
        await Promise.all([this.ready, this.placed]);
        const world = Dateline.readWorld(await Dateline.bridge.load(address));
        this.world = world;
        this.basemap.setWorld(world);
        this.shapes.setWorld(world);
        if (!this.atlas) return;
        this.basemap.nameAfter(this.atlas.sites);
        this.stand();
        this.offerSaving();
      } catch (error) {
        this.panel.speak(Dateline.strings.basemapFailed);
        console.error(error);
      }
    }

    setAtlas(atlas, json) {
      this.atlas = atlas;
      this.json = json;
      this.opened = false;
      this.filter = new Dateline.Filter(atlas);
      this.defs.remove();
      this.defs = Dateline.addDefinitions(this.container, atlas.layers.length);
      this.theme.setLayers(atlas.layers);
      this.symbols.setAtlas(atlas);
      this.panel.setAtlas(atlas);
      this.timeline.setAtlas(atlas);
      this.shapes.setSites(atlas.sites);
      this.obey();
      requestAnimationFrame(() => setTimeout(() => Dateline.bridge.send({ kind: "ready" })));
    }

    obey() {
      const { filter, selected, show, view, mode, heard } = this.command;
      this.filter.set(this.timeline.obey(filter || {}, mode, heard, this.filter.filter));
      this.timeline.render();
      if (show) this.shapes.set({ show });
      if (show) this.basemap.showBorders(show.borders !== false);
      const isFirst = !this.opened, moves = this.view.obey(view, this.atlas.sites);
      this.opened = true;
      this.offerSaving();
      if (!this.symbols.units) { this.symbols.stand(); this.panel.setSizes(this.symbols.most); }
      this.render();
      if (isFirst) this.makeRoom();
      if (isFirst && !view) this.view.fit(this.atlas.sites); // once more, now that the panels say all that they say
      if (!isFirst && !moves && this.command.any > (this.any || 0)) this.showAny();
      this.any = this.command.any;
      this.setSelected(this.indexOf(selected), !moves);
    }

    /* Where all that passes lies outside the view, go to it. */
    showAny() {
      const found = this.atlas.sites.filter((site) => this.counts.site[site.index]);
      if (found.length && !found.some((site) => this.symbols.isInSight(site.index))) this.view.showAll(found);
    }

    /* A picture can be saved once there is all that it shows. */
    offerSaving() {
      const isWanted = this.world && this.command.picture && !this.command.embed;
      if (isWanted && !this.saving.getContainer()) this.saving.addTo(this.map);
    }

    /* The day of the chosen sentence on an axis, else of the first of the chosen place; null where there is none. */
    dayOf(axis) {
      const { selected } = this.command, { atlas } = this, days = axis === "happened" ? atlas.begin : atlas.reportedBegin;
      const isDated = (i) => axis !== "happened" || atlas.dated[i];
      const chosen = selected && selected.mention ? atlas.id.indexOf(selected.mention) : -1;
      if (chosen >= 0 && isDated(chosen)) return days[chosen];
      const first = this.selected === null ? -1 : atlas.site.findIndex((site, i) => site === this.selected && isDated(i));
      return first < 0 ? null : days[first];
    }

    indexOf(selected) {
      if (!selected) return null;
      if (selected.mention && this.atlas.siteOfMention.has(selected.mention)) return this.atlas.siteOfMention.get(selected.mention);
      return Number.isInteger(selected.site) && this.atlas.sites[selected.site] ? selected.site : null;
    }

    moved() {
      if (!this.opened) return;
      if (this.symbols.clusters.isLarge) this.symbols.update(this.counts);
      this.symbols.look();
      this.outside();
      this.cover();
    }

    // --- drawing ---

    paint(palette) {
      this.timeline.picture.draw();
      this.basemap.setPalette(palette);
      this.shapes.setPalette(palette);
    }

    scale() {
      return 256 * Math.pow(2, this.map.getZoom());
    }

    /* At a new zoom everything finds its place anew. */
    stand() {
      if (!this.opened) return;
      this.panel.measure();
      if (this.symbols.stand()) this.symbols.update(this.counts);
      this.symbols.look();
      this.panel.setSizes(this.symbols.most);
      this.symbols.select(this.selected);
      this.shapes.layer.request();
      this.label();
    }

    label() {
      if (!this.opened) return;
      const { min, max } = this.map.getPixelBounds();
      Dateline.placeLabels(this.symbols.entries, this.scale(), this.selected, [min.x + 2, min.y + 2, max.x - 2, max.y - 2], this.symbols.hidden());
    }

    render() {
      const counts = this.filter.count();
      this.counts = counts;
      const changed = this.symbols.update(counts);
      this.label();
      this.panel.update(counts, this.filter.layerOn, this.filter.filter.statuses);
      this.outside();
      clearTimeout(this.sorting);
      this.sorting = setTimeout(() => this.settle(), SORT_AFTER_MS);
      if (!changed) return;
      this.isOther = true;
      this.shapes.layer.request();
      this.basemap.nameAfter(this.atlas.sites);
    }

    /* What can wait until the window rests. */
    settle() {
      this.symbols.sort();
      this.cover();
      if (this.isOther) this.basemap.layer.request(); // countries are named where no symbol stands now
      this.isOther = false;
    }

    /* When the panels cover more or less of the map, names make room, and what is now hidden is named. */
    cover() {
      if (this.panel.measure()) {
        this.basemap.layer.request();
        this.symbols.look();
        this.outside();
      }
      this.label();
    }

    /* When a panel opens or shuts, what stands for areas makes room too. */
    makeRoom() {
      if (!this.opened) return;
      this.stand();
      this.outside();
      this.basemap.layer.request();
      this.cover();
    }

    /** What the time control and the legend do: filter here and now, without telling Python. */
    preview(change) {
      this.filter.set({ ...this.filter.filter, ...change });
      if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.render(); });
    }

    /** Show or hide a layer or a status, here and now; Python is told. Where none would be left, all are shown. */
    toggle(kind, id) {
      const all = kind === "layers" ? this.atlas.layers.map((layer) => layer.id) : this.atlas.statuses, on = this.filter.filter[kind] || all;
      const values = all.filter((other) => on.includes(other) !== (other === id)), isAll = !values.length || values.length === all.length;
      this.preview({ [kind]: isAll ? null : values });
      this.timeline.render();
      this.timeline.sent({ kind, values: isAll ? all : values });
    }

    outside() {
      if (this.counts) this.panel.setOutside(this.symbols.unseen().map((site) => [site, this.counts.site[site.index]]));
    }

    // --- choosing ---

    /* A cluster opens, a site is chosen. */
    pick(unit) {
      if (!unit.members) return this.choose(unit);
      this.view.goTo(unit, Math.min(this.map.getMaxZoom(), unit.zoom()));
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
      if (!this.symbols.isInSight(index)) this.view.goTo(site);
    }

    hover(unit, element) {
      const frame = this.container.getBoundingClientRect(), box = element.getBoundingClientRect();
      const count = Number(element.dataset.count), { strings } = Dateline;
      const text = unit.members ? strings.clusterHover(unit.members.length, count) : unit.label + " · " + strings.sentences(count);
      this.panel.hover(text, { x: box.left + box.width / 2 - frame.left, y: box.top - frame.top, height: box.height });
    }
  }

  Dateline.start = function (map, basemap) {
    Dateline.app = new App(map, basemap);
    return Dateline.app;
  };

  Dateline.receive = function (command) {
    Dateline.app.receive(command);
  };
})((window.Dateline = window.Dateline || {}));
