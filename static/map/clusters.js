/* What one symbol stands for: a site, or a cluster of near ones where there is no room to show each beside its place. Which, depends on all the sites and
   on the zoom, never on the window: clusters stand still while time moves. Areas and rivers keep their plates, unless there are many. */
(function (Dateline) {
  "use strict";

  const RADIUS_PX = 60;
  const LAST_ZOOM = 10;
  const MANY_SITES = 200; // more are never shown one by one, before the last zoom
  const MANY_PLATES = 60;
  const FAR_PX = 46; // a symbol may stand so far from its place; farther misleads

  function clusterOf(feature, sites, tree) {
    const members = tree.getLeaves(feature.id, Infinity).map((leaf) => sites[leaf.properties.site]);
    const [lon, lat] = feature.geometry.coordinates;
    const total = members.reduce((sum, site) => sum + site.total, 0);
    return { index: -1 - feature.id, level: "cluster", lat, lon, members, total, world: Dateline.project(lat, lon), shift: null, drawn: false };
  }

  Dateline.Clusters = class {
    /** `layOut(units, zoom)` places units and returns how far the farthest had to move. */
    constructor(sites, layOut) {
      const used = sites.filter((site) => site.total > 0), plates = used.filter((site) => !Dateline.isRound(site));
      this.layOut = layOut;
      this.all = used;
      this.apart = plates.length > MANY_PLATES ? [] : plates;
      this.joined = plates.length > MANY_PLATES ? used : used.filter(Dateline.isRound);
      this.isLarge = used.length > MANY_SITES;
      this.known = new Map();
    }

    /** The units of a zoom, laid out: sites, and clusters with `members`. The same array for the same zoom. */
    at(zoom) {
      if (!this.known.has(zoom)) this.known.set(zoom, this.find(zoom));
      const units = this.known.get(zoom);
      for (const site of this.all) site.shift = null;
      this.layOut(units, zoom);
      return units;
    }

    find(zoom) {
      if (!this.isLarge && this.layOut(this.all, zoom) <= FAR_PX) return this.all;
      const level = Math.min(LAST_ZOOM + 1, Math.floor(zoom + 0.01));
      const found = this.grown().getClusters([-180, -85, 180, 85], level);
      return [...this.apart, ...found.map((f) => (f.properties.cluster ? clusterOf(f, this.joined, this.tree) : this.joined[f.properties.site]))];
    }

    grown() {
      if (this.tree) return this.tree;
      this.tree = new Supercluster({ radius: RADIUS_PX, extent: 256, maxZoom: LAST_ZOOM, minPoints: 2 });
      this.tree.load(this.joined.map((site, k) => ({
        type: "Feature", properties: { site: k }, geometry: { type: "Point", coordinates: [site.lon, site.lat] },
      })));
      return this.tree;
    }

    /** The zoom at which a cluster falls apart. */
    expansion(unit) {
      return this.tree.getClusterExpansionZoom(-1 - unit.index);
    }
  };
})((window.Dateline = window.Dateline || {}));
