/* A small map for a reviewer: one pin that is dragged, moved by the arrow keys, or put where one clicks. It tells where the pin is; the page stores it.

   Dateline.startPin(map, basemapAddress) draws the world; Dateline.receive({ seq, theme, pin: { lat, lon, radius_m, zoom }, told, places, towns })
   puts the pin, unless it was told from here, and names the places that may be chosen and the towns around. */
(function (Dateline) {
  "use strict";

  const STEP_PX = 4, BIG_STEP_PX = 40;
  const KEYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  class PinMap {
    constructor(map, basemap) {
      this.map = map;
      this.seq = -Infinity;
      this.marks = [];
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
      map.on("zoomend", () => this.nameThem());
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
      if (!command.told || !this.marker) this.stand(command.pin);
      this.mark(command.towns || [], command.places || []);
    }

    stand({ lat, lon, radius_m: radius, zoom }) {
      this.map.setView([lat, lon], zoom, { animate: false });
      if (this.marker) this.marker.remove();
      if (this.circle) this.circle.remove();
      const icon = L.divIcon({ className: "dl-pin", iconSize: [22, 22], iconAnchor: [11, 11] });
      this.marker = L.marker([lat, lon], { icon, draggable: true, keyboard: true, alt: Dateline.strings.pin, title: Dateline.strings.pin, zIndexOffset: 1000 }).addTo(this.map);
      this.circle = L.circle([lat, lon], { radius, className: "dl-pin-circle", interactive: false }).addTo(this.map);
      this.marker.on("drag", () => this.circle.setLatLng(this.marker.getLatLng()));
      this.marker.on("dragend", () => this.tell());
      this.marker.getElement().addEventListener("keydown", (event) => this.step(event));
    }

    /* The places that may be chosen, which a click chooses, and the towns around; both [name, lat, lon]. */
    mark(towns, places) {
      for (const { marker } of this.marks) marker.remove();
      const known = new Set(places.map(([, lat, lon]) => lat.toFixed(2) + lon.toFixed(2)));
      this.marks = [
        ...places.map((place) => this.sign(place, "dl-offered")),
        ...towns.filter(([, lat, lon]) => !known.has(lat.toFixed(2) + lon.toFixed(2))).map((town) => this.sign(town, "dl-town")),
      ];
      this.nameThem();
    }

    sign([name, lat, lon], className) {
      const element = document.createElement("span");
      element.textContent = name;
      const isOffered = className === "dl-offered";
      const icon = L.divIcon({ className: "dl-sign " + className, iconSize: [0, 0], html: element });
      const marker = L.marker([lat, lon], { icon, interactive: isOffered, keyboard: false, zIndexOffset: isOffered ? 500 : 0 }).addTo(this.map);
      if (isOffered) marker.on("click", () => this.put(marker.getLatLng()));
      return { marker, name, isOffered };
    }

    /* As many names as fit, the first first; a town without its name is not shown. */
    nameThem() {
      const taken = [];
      for (const { marker, name, isOffered } of this.marks) {
        const at = this.map.latLngToContainerPoint(marker.getLatLng()), w = Dateline.textWidth(name, 12.5) + 10;
        const box = [at.x - 5, at.y - 8, at.x + w, at.y + 8];
        const fits = !taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
        if (fits) taken.push(box);
        marker.getElement().dataset.named = fits;
        marker.getElement().hidden = !fits && !isOffered;
      }
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
