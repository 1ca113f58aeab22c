/* Saving what is seen as a picture: a button of the map that gives SVG, or PNG made of it by a canvas. The drawing is that of picture.js, with its credits in it. */
(function (Dateline) {
  "use strict";

  const COLOURS = ["sea", "land", "focus", "coast", "border", "water", "course", "label", "halo", "ink", "wash", "panel", "panel-edge", "text", "quiet", "blank", "shade"];
  const FOOT = 170; // pixels that title, legend and credits take beside the map itself
  const SHARP = 2;

  function add(parent, name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    if (name === "button") element.type = "button";
    parent.appendChild(element);
    return element;
  }

  function download(address, name) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  }

  /* A drawing as PNG. An image that comes from a data address taints no canvas. */
  function pngOf(svg, width, height) {
    return new Promise((resolve, reject) => {
      const image = new Image(), canvas = document.createElement("canvas");
      image.onload = () => {
        canvas.width = width * SHARP;
        canvas.height = height * SHARP;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
      };
      image.onerror = () => reject(new Error("no picture"));
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    });
  }

  Dateline.Saving = L.Control.extend({
    options: { position: "topright" },

    /* `spec()` gives what the picture is to show; see `Dateline.picture`. */
    initialize: function (spec) {
      this._spec = spec;
    },

    onAdd: function () {
      const { strings } = Dateline, root = document.createElement("details");
      root.className = "dl-save leaflet-bar";
      const summary = add(root, "summary", "dl-save-open", "⤓");
      summary.title = strings.savePicture;
      summary.setAttribute("aria-label", strings.savePicture);
      for (const kind of ["PNG", "SVG"]) add(root, "button", "dl-button", kind).addEventListener("click", () => { root.open = false; this._save(kind); });
      L.DomEvent.disableClickPropagation(root);
      L.DomEvent.disableScrollPropagation(root);
      return root;
    },

    _save: async function (kind) {
      const spec = this._spec(), svg = Dateline.picture(spec), name = spec.file + "." + kind.toLowerCase();
      const blob = kind === "SVG" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg, spec.width, spec.height);
      const address = URL.createObjectURL(blob);
      download(address, name);
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    },
  });

  /** What a picture of an app's present view shows. `words` are those that Python sends: title, credits, rules, file. */
  Dateline.pictureSpec = function (app, words) {
    const style = getComputedStyle(app.container), size = app.map.getSize(), { lat, lng } = app.map.getCenter(), time = app.timeline.root.offsetHeight;
    const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue("--dl-" + name).trim()]));
    const middle = app.map.containerPointToLatLng([size.x / 2, (size.y - time) / 2]);
    return {
      title: "", credits: [Dateline.strings.credits], file: "map", ...words,
      atlas: Dateline.readAtlas(app.json), world: app.world, filter: app.filter.filter, show: app.shapes.show && { ...app.shapes.show, borders: app.basemap.hasBorders },
      view: { lat: middle ? middle.lat : lat, lon: middle ? middle.lng : lng, zoom: app.map.getZoom() },
      width: size.x, height: size.y - time + FOOT, colours, isDark: app.theme.name === "dark",
    };
  };
})((window.Dateline = window.Dateline || {}));
