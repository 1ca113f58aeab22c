/* A canvas under the symbols that follows Leaflet's view: larger than the map, moved with it, drawn again when it comes to rest. */
(function (Dateline) {
  "use strict";

  const PADDING = 0.4;

  /** `draw(context, view)` is called whenever the canvas is to be filled anew; `view` turns the unit square into its pixels. */
  Dateline.CanvasLayer = L.Layer.extend({
    initialize: function (pane, draw) {
      this._paneName = pane;
      this._draw = draw;
    },

    onAdd: function () {
      this._canvas = L.DomUtil.create("canvas", "dl-canvas leaflet-zoom-animated");
      this._canvas.setAttribute("aria-hidden", "true");
      this.getPane(this._paneName).appendChild(this._canvas);
      this.redraw();
    },

    onRemove: function () {
      this._canvas.remove();
      cancelAnimationFrame(this._frame);
    },

    getEvents: function () {
      return { viewreset: this.redraw, zoom: this._follow, zoomanim: this._animate, moveend: this.redraw, resize: this.redraw, move: this._catchUp };
    },

    /** Draw at the next frame; several requests make one drawing. */
    request: function () {
      if (!this._frame) this._frame = requestAnimationFrame(() => { this._frame = 0; this.redraw(); });
    },

    redraw: function () {
      if (!this._map) return;
      const size = this._map.getSize(), ratio = window.devicePixelRatio || 1;
      const min = this._map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
      const full = size.multiplyBy(1 + 2 * PADDING).round();
      const canvas = this._canvas;
      this._topLeft = min;
      this._zoom = this._map.getZoom();
      this._center = this._map.getCenter();
      if (canvas.width !== full.x * ratio || canvas.height !== full.y * ratio) {
        canvas.width = full.x * ratio;
        canvas.height = full.y * ratio;
        canvas.style.width = full.x + "px";
        canvas.style.height = full.y + "px";
      }
      L.DomUtil.setPosition(canvas, min);
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, full.x, full.y);
      this._draw(context, this._viewOf(min, full));
    },

    _viewOf: function (min, full) {
      const origin = this._map.getPixelOrigin().add(min), scale = 256 * Math.pow(2, this._zoom);
      const size = this._map.getSize(), edge = size.multiplyBy(PADDING);
      return {
        zoom: this._zoom, scale, width: full.x, height: full.y, left: origin.x, top: origin.y,
        seen: [edge.x, edge.y, edge.x + size.x, edge.y + size.y],
        box: [origin.x / scale, origin.y / scale, (origin.x + full.x) / scale, (origin.y + full.y) / scale],
      };
    },

    /* A long drag would run off the drawn part before it ends. */
    _catchUp: function () {
      const seen = this._map.containerPointToLayerPoint([0, 0]).subtract(this._topLeft);
      const slack = this._map.getSize().multiplyBy(PADDING);
      if (Math.abs(seen.x - slack.x) > slack.x || Math.abs(seen.y - slack.y) > slack.y) this.request();
    },

    _follow: function () {
      this._transform(this._map.getCenter(), this._map.getZoom());
    },

    _animate: function (event) {
      this._transform(event.center, event.zoom);
    },

    _transform: function (center, zoom) {
      const map = this._map, scale = map.getZoomScale(zoom, this._zoom);
      const half = map.getSize().multiplyBy(0.5 + PADDING);
      const was = map.project(this._center, zoom);
      const offset = half.multiplyBy(-scale).add(was).subtract(map._getNewPixelOrigin(center, zoom));
      L.DomUtil.setTransform(this._canvas, offset, scale);
    },
  });
})((window.Dateline = window.Dateline || {}));
