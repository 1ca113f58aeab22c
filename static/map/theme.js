/* Light or dark: what the page asks for, else what the browser prefers. The colours stand in the style sheet; canvases read them from there. */
(function (Dateline) {
  "use strict";

  const COLOURS = ["sea", "land", "focus", "coast", "border", "water", "label", "halo", "ink", "course"];
  const LOOK_EVERY_MS = 15, GIVE_UP_MS = 5000;

  /** Resolves when the style sheets, which the component does not wait for, are in force; after five seconds it goes on without them. */
  Dateline.stylesReady = function (map) {
    const until = performance.now() + GIVE_UP_MS, container = map.getContainer(), pane = map.getPane("mapPane");
    const isReady = () => getComputedStyle(container).getPropertyValue("--dl-sea") && getComputedStyle(pane).position === "absolute";
    return new Promise((resolve) => {
      const look = () => (isReady() || performance.now() > until ? resolve() : setTimeout(look, LOOK_EVERY_MS));
      look();
    });
  };

  Dateline.Theme = class {
    /** `paint(palette)` is called whenever the colours change. */
    constructor(container, paint) {
      this.container = container;
      this.paint = paint;
      this.layers = [];
      this.dark = window.matchMedia("(prefers-color-scheme: dark)");
      this.dark.addEventListener("change", () => this.apply());
      this.set(null);
    }

    /** What the page asks for: "light", "dark", or null for the browser's choice. */
    set(wanted) {
      this.wanted = wanted;
      this.apply();
    }

    setLayers(layers) {
      this.layers = layers;
      this.name = null;
      this.apply();
    }

    apply() {
      const name = this.wanted || (this.dark.matches ? "dark" : "light");
      if (name === this.name) return;
      this.name = name;
      this.container.dataset.theme = name;
      document.documentElement.dataset.dlTheme = name;
      this.layers.forEach((layer, i) => {
        this.container.style.setProperty("--dl-layer-" + i, (name === "dark" && layer.colour_dark) || layer.colour);
      });
      this.paint(this.palette());
    }

    palette() {
      const style = getComputedStyle(this.container), get = (name) => style.getPropertyValue("--dl-" + name).trim(), wash = get("wash");
      const palette = { font: Dateline.font, wash: (alpha) => "rgb(" + wash + " / " + alpha + ")" };
      for (const name of COLOURS) palette[name] = get(name);
      return palette;
    }
  };
})((window.Dateline = window.Dateline || {}));
