/* A pen for the drawing code of the map that writes SVG instead of painting a canvas: the part of CanvasRenderingContext2D that basemap.js and shapes.js use.
   Pure: no page, no map. Text is escaped here, and only here, on its way into a picture. */
(function (Dateline) {
  "use strict";

  const MARGIN = 80; // in pixels: what lies beyond is never seen, strokes included
  const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;
  const NAMED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  /** A text for SVG: escaped, without control characters and those that turn round the reading direction. */
  Dateline.escaped = (text) => String(text).replace(UNSEEN, "").replace(/[&<>"']/g, (char) => NAMED[char]);

  /** What draws on a pane of the map; without a map, what never draws by itself. */
  Dateline.layerOn = function (map, pane, draw) {
    return map ? new Dateline.CanvasLayer(pane, draw).addTo(map) : { request() {}, redraw() {} };
  };

  /** Attributes for a colour of the style sheet: "rgb(60 56 47 / 0.2)" is written as SVG 1.1 has it. */
  Dateline.paint = function (name, colour) {
    const parts = /^rgba?\(([^)]*)\)$/.exec(colour);
    if (!parts) return " " + name + '="' + Dateline.escaped(colour) + '"';
    const [r, g, b, a] = parts[1].split(/[\s,/]+/).filter(Boolean).map(Number);
    return " " + name + '="rgb(' + r + "," + g + "," + b + ')"' + (a === undefined || a === 1 ? "" : " " + name + '-opacity="' + a + '"');
  };

  const round = (number) => String(Math.round(number * 10) / 10);

  Dateline.SvgPen = class {
    /** A picture of so many pixels; `font` is a list of families. `elements` and `definitions` hold what was drawn, as SVG. */
    constructor(width, height, font) {
      Object.assign(this, { width, height, elements: [], definitions: [], path: "", dash: [], globalAlpha: 1, lineWidth: 1, lineJoin: "round", lineCap: "round" });
      Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", textAlign: "center", letterSpacing: "0px", family: font, font: "500 12px " + font });
    }

    beginPath() {
      this.path = "";
      this.held = null;
    }

    moveTo(x, y) {
      this.release();
      this.side = this.sideOf(x, y);
      this.path += "M" + round(x) + " " + round(y);
    }

    /* Of points that lie beyond the same edge one after the other only the last is kept: the line between them is not seen. */
    lineTo(x, y) {
      const side = this.sideOf(x, y);
      if (side && side === this.side) { this.held = [x, y]; return; }
      this.release();
      this.side = side;
      this.path += "L" + round(x) + " " + round(y);
    }

    closePath() {
      this.release();
      this.path += "Z";
    }

    arc(x, y, r) {
      this.path += "M" + round(x - r) + " " + round(y) + "a" + round(r) + " " + round(r) + " 0 1 0 " + round(2 * r) + " 0a" + round(r) + " " + round(r) + " 0 1 0 " + round(-2 * r) + " 0Z";
    }

    release() {
      if (this.held) this.path += "L" + round(this.held[0]) + " " + round(this.held[1]);
      this.held = null;
    }

    sideOf(x, y) {
      return (x < -MARGIN ? 1 : x > this.width + MARGIN ? 2 : 0) + (y < -MARGIN ? 4 : y > this.height + MARGIN ? 8 : 0);
    }

    fill(rule) {
      this.release();
      if (this.path) this.elements.push('<path d="' + this.path + '"' + this.style("fill", this.fillStyle) + (rule ? ' fill-rule="' + rule + '"' : "") + this.alpha("fill") + "/>");
    }

    stroke() {
      this.release();
      if (!this.path) return;
      const dash = this.dash.length ? ' stroke-dasharray="' + this.dash.join(" ") + '"' : "";
      const line = ' stroke-width="' + round(this.lineWidth) + '" stroke-linejoin="' + this.lineJoin + '" stroke-linecap="' + this.lineCap + '"';
      this.elements.push('<path d="' + this.path + '" fill="none"' + this.style("stroke", this.strokeStyle) + line + dash + this.alpha("stroke") + "/>");
    }

    fillRect(x, y, width, height) {
      this.elements.push('<rect x="' + x + '" y="' + y + '" width="' + width + '" height="' + height + '"' + this.style("fill", this.fillStyle) + "/>");
    }

    setLineDash(dash) {
      this.dash = dash;
    }

    measureText(text) {
      return { width: Dateline.textWidth(text, this.size()) + text.length * parseFloat(this.letterSpacing) };
    }

    fillText(text, x, y) {
      this.text(text, x, y, this.style("fill", this.fillStyle));
    }

    strokeText(text, x, y) {
      this.text(text, x, y, ' fill="none" stroke-linejoin="round" stroke-width="' + round(this.lineWidth) + '"' + this.style("stroke", this.strokeStyle));
    }

    text(text, x, y, style) {
      const spacing = parseFloat(this.letterSpacing) ? ' letter-spacing="' + round(parseFloat(this.letterSpacing)) + '"' : "";
      this.elements.push(
        '<text x="' + round(x) + '" y="' + round(y + this.size() * 0.35) + '" text-anchor="middle" font-size="' + round(this.size()) + '" font-weight="500"' + spacing + style + ">" +
        Dateline.escaped(text) + "</text>",
      );
    }

    size() {
      return Number(/([\d.]+)px/.exec(this.font)[1]);
    }

    createRadialGradient(x, y, inner, x1, y1, outer) {
      const id = this.define((id) => '<radialGradient id="' + id + '" gradientUnits="userSpaceOnUse" cx="' + round(x1) + '" cy="' + round(y1) + '" r="' + round(outer) + '">'), at = this.definitions.length - 1;
      return {
        id,
        addColorStop: (share, colour) => {
          const offset = ((inner + share * (outer - inner)) / outer).toFixed(3);
          this.definitions[at] += '<stop offset="' + offset + '"' + Dateline.paint("stop-color", colour).replace("stop-color-opacity", "stop-opacity") + "/>";
        },
        end: "</radialGradient>", at,
      };
    }

    /** Parallel lines at 45 degrees, as a fill. */
    hatch(colour, gap, width) {
      const lines = '<rect width="' + width + '" height="' + gap + '"' + Dateline.paint("fill", colour) + "/></pattern>";
      return { id: this.define((id) => '<pattern id="' + id + '" width="' + gap + '" height="' + gap + '" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' + lines) };
    }

    define(made) {
      const id = "dl-p" + this.definitions.length;
      this.definitions.push(made(id));
      return id;
    }

    style(name, colour) {
      if (!colour.id) return Dateline.paint(name, colour);
      if (colour.end) { this.definitions[colour.at] += colour.end; colour.end = ""; }
      return " " + name + '="url(#' + colour.id + ')"';
    }

    alpha(name) {
      return this.globalAlpha === 1 ? "" : " " + name + '-opacity="' + this.globalAlpha + '"';
    }
  };
})((window.Dateline = window.Dateline || {}));
