/* Which mentions a filter lets through, counted by site and layer. Pure: no page, no map. */
(function (Dateline) {
  "use strict";

  function flags(names, wanted) {
    const on = new Uint8Array(names.length);
    const set = wanted && new Set(wanted);
    for (let i = 0; i < names.length; i++) on[i] = !set || set.has(names[i]) ? 1 : 0;
    return on;
  }

  /* All that does not move while a window is dragged, worked out once: 1 where a mention passes everything but its layer and its dates. */
  function fixed(atlas, filter) {
    const status = flags(atlas.statuses, filter.statuses);
    const speaker = flags(atlas.speakers, filter.speakers);
    const source = flags(atlas.sources.map((s) => s.id), filter.sources);
    const mentions = filter.mentions && new Set(filter.mentions);
    const passes = new Uint8Array(atlas.count);
    for (let i = 0; i < atlas.count; i++) {
      passes[i] = status[atlas.status[i]] & speaker[atlas.speaker[i]] & source[atlas.source[i]];
      if (mentions && !mentions.has(atlas.id[i])) passes[i] = 0;
    }
    return passes;
  }

  const FIXED = ["statuses", "speakers", "sources", "mentions"];
  const sameFixed = (a, b) => FIXED.every((key) => JSON.stringify(a[key] || null) === JSON.stringify(b[key] || null));

  /** A filter over one atlas. `set` takes the filter of a command, `count` returns the same object each time, filled anew. */
  Dateline.Filter = class {
    constructor(atlas) {
      const layers = atlas.layers.length;
      this.atlas = atlas;
      this.counts = {
        shown: 0, total: atlas.count, places: 0, allPlaces: atlas.sites.length,
        byLayer: new Uint32Array(layers),
        site: new Uint32Array(atlas.sites.length),
        siteLayer: new Uint32Array(atlas.sites.length * layers),
        siteStatus: new Uint8Array(atlas.sites.length),
      };
      this.set({});
    }

    set(filter) {
      if (!this.filter || !sameFixed(filter, this.filter)) this.passes = fixed(this.atlas, filter);
      this.layerOn = flags(this.atlas.layers.map((layer) => layer.id), filter.layers);
      this.filter = filter;
    }

    /** A test of a sentence by its number: for everything, or everything but its days on one axis. */
    tester(axis) {
      const { atlas, passes, layerOn, filter } = this, { dated, begin, end, reportedBegin, reportedEnd, layer } = atlas;
      const happened = axis === "happened" ? null : filter.happened, reported = axis === "reported" ? null : filter.reported;
      const undated = filter.undated !== false, datedOnly = axis !== "happened" && !filter.happened && filter.dated;
      return (i) => Boolean(
        passes[i] && layerOn[layer[i]] &&
        (!datedOnly || dated[i]) &&
        (!happened || (dated[i] ? begin[i] <= happened[1] && end[i] > happened[0] : undated)) &&
        (!reported || (reportedBegin[i] <= reported[1] && reportedEnd[i] > reported[0])),
      );
    }

    /** Counts under the filter. `byLayer` ignores the choice of layers, so that a legend can say what a layer would add. */
    count() {
      const { atlas, passes, layerOn, counts } = this;
      const { site, siteLayer, siteStatus, byLayer } = counts;
      const { begin, end, dated, reportedBegin, reportedEnd, layer, status, disputed } = atlas;
      const layers = atlas.layers.length, statuses = atlas.statuses.length;
      const happened = this.filter.happened, reported = this.filter.reported, undated = this.filter.undated !== false, datedOnly = !happened && this.filter.dated;
      const first = happened ? happened[0] : 0, last = happened ? happened[1] : 0;
      const since = reported ? reported[0] : 0, until = reported ? reported[1] : 0;
      site.fill(0); siteLayer.fill(0); siteStatus.fill(0); byLayer.fill(0);
      let shown = 0;
      for (let i = 0; i < atlas.count; i++) {
        if (!passes[i] || (datedOnly && !dated[i])) continue;
        if (happened && !(dated[i] ? begin[i] <= last && end[i] > first : undated)) continue;
        if (reported && !(reportedBegin[i] <= until && reportedEnd[i] > since)) continue;
        byLayer[layer[i]]++;
        if (!layerOn[layer[i]]) continue;
        const s = atlas.site[i];
        shown++;
        site[s]++;
        siteLayer[s * layers + layer[i]]++;
        siteStatus[s] |= (1 << status[i]) | (disputed[i] << statuses);
      }
      counts.shown = shown;
      counts.places = site.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
      return counts;
    }
  };

  /** The form of a set of statuses: the strongest that is present; "disputed" for a denial, and for a claim that is denied beside it (the bit above them). */
  Dateline.formOf = function (bits, statuses) {
    const has = (name) => (bits >> statuses.indexOf(name)) & 1;
    if (has("happened")) return "happened";
    if (has("denied") || (bits >> statuses.length) & 1) return "disputed";
    if (has("claimed")) return "claimed";
    return has("planned") ? "planned" : "mentioned";
  };
})((window.Dateline = window.Dateline || {}));
