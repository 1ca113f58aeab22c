/* A small map for a reviewer: one pin that is dragged, moved by the arrow keys, or put where one clicks. It tells where the pin is; the page stores it.

   Dateline.startPin(map, basemapAddress) draws the world; Dateline.receive({ seq, theme, pin: { lat, lon, radius_m, zoom } }) puts the pin. */
(function (Dateline) {
  "use strict";

  const STEP_PX = 4, BIG_STEP_PX = 40;
  const KEYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  class PinMap {
    constructor(map, basemap) {
      this.map = map;
      this.seq = -Infinity;
      this.container = map.getContainer();
      this.container.classList.add("dl-map");
      this.container.setAttribute("role", "region");
      this.container.setAttribute("aria-label", Dateline.strings.pinMapName);
      for (const [name, z] of [["dl-basemap", 200], ["dl-shapes", 350]]) {
        const pane = map.createPane(name);
        pane.style.zIndex = z;
        pane.style.pointerEvents = "none";
      }
      L.control.zoom({ position: "topright", zoomInTitle: Dateline.strings.zoomIn, zoomOutTitle: Dateline.strings.zoomOut }).addTo(map);
      L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
      map.attributionControl.setPrefix("");
      map.attributionControl.addAttribution(Dateline.strings.credits);
      this.basemap = new Dateline.Basemap(map, () => []);
      this.ready = Dateline.stylesReady(map).then(() => { this.theme = new Dateline.Theme(this.container, (palette) => this.basemap.setPalette(palette)); });
      this.load(basemap);
      map.on("click", (event) => this.put(event.latlng));
    }

    async load(address) {
      const world = Dateline.readWorld(await Dateline.bridge.load(address));
      await this.ready;
      this.basemap.setWorld(world);
    }

    receive(command) {
      if (command.seq <= this.seq) return;
      this.seq = command.seq;
      this.ready.then(() => this.theme.set(command.theme || null));
      const { lat, lon, radius_m: radius, zoom } = command.pin;
      this.map.setView([lat, lon], zoom, { animate: false });
      if (this.marker) this.marker.remove();
      if (this.circle) this.circle.remove();
      const icon = L.divIcon({ className: "dl-pin", iconSize: [22, 22], iconAnchor: [11, 11] });
      this.marker = L.marker([lat, lon], { icon, draggable: true, keyboard: true, alt: Dateline.strings.pin, title: Dateline.strings.pin }).addTo(this.map);
      this.circle = L.circle([lat, lon], { radius, className: "dl-pin-circle", interactive: false }).addTo(this.map);
      this.marker.on("drag", () => this.circle.setLatLng(this.marker.getLatLng()));
      this.marker.on("dragend", () => this.tell());
      this.marker.getElement().addEventListener("keydown", (event) => this.step(event));
    }

    step(event) {
      const way = KEYS[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();
      const by = event.shiftKey ? BIG_STEP_PX : STEP_PX, at = this.map.latLngToContainerPoint(this.marker.getLatLng());
      this.put(this.map.containerPointToLatLng([at.x + way[0] * by, at.y + way[1] * by]));
    }

    put(at) {
      if (!this.marker) return;
      this.marker.setLatLng(at);
      this.circle.setLatLng(at);
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.tell(), 300);
    }

    tell() {
      const { lat, lng } = this.marker.getLatLng().wrap();
      Dateline.bridge.send({ kind: "pin", lat: Number(lat.toFixed(5)), lon: Number(lng.toFixed(5)) });
    }
  }

  Dateline.startPin = function (map, basemap) {
    Dateline.app = new PinMap(map, basemap);
    return Dateline.app;
  };

  Dateline.receive = function (command) {
    Dateline.app.receive(command);
  };
})((window.Dateline = window.Dateline || {}));
