/* What one symbol stands for: a site, or a cluster of near ones where an atlas has too many to show each. Clusters look at all sites and at the zoom only,
   never at the window, so they stand still while time moves. */
(function (Dateline) {
  "use strict";

  const RADIUS_PX = 52;
  const LAST_ZOOM = 10;

  /** Up to so many sites, every site has its own symbol at every zoom. */
  Dateline.CLUSTER_ABOVE = 200;

  function clusterOf(feature, sites, index) {
    const members = index.getLeaves(feature.id, Infinity).map((leaf) => sites[leaf.properties.site]);
    const [lon, lat] = feature.geometry.coordinates;
    const total = members.reduce((sum, site) => sum + site.total, 0);
    return { index: -1 - feature.id, level: "cluster", lat, lon, members, total, world: Dateline.project(lat, lon), shift: null, drawn: false };
  }

  Dateline.Clusters = class {
    constructor(sites) {
      this.sites = sites.filter((site) => site.total > 0);
      this.needed = this.sites.length > Dateline.CLUSTER_ABOVE;
      this.known = new Map();
      if (!this.needed) return;
      this.tree = new Supercluster({ radius: RADIUS_PX, extent: 256, maxZoom: LAST_ZOOM, minPoints: 2 });
      this.tree.load(this.sites.map((site, k) => ({
        type: "Feature", properties: { site: k }, geometry: { type: "Point", coordinates: [site.lon, site.lat] },
      })));
    }

    /** The units of a zoom: sites, and clusters with `members`. The same array for the same zoom. */
    at(zoom) {
      if (!this.needed) return this.sites;
      const level = Math.min(LAST_ZOOM + 1, Math.floor(zoom + 0.01));
      if (!this.known.has(level)) {
        const found = this.tree.getClusters([-180, -85, 180, 85], level);
        this.known.set(level, found.map((f) => (f.properties.cluster ? clusterOf(f, this.sites, this.tree) : this.sites[f.properties.site])));
      }
      return this.known.get(level);
    }

    /** The zoom at which a cluster falls apart. */
    expansion(unit) {
      return this.tree.getClusterExpansionZoom(-1 - unit.index);
    }
  };
})((window.Dateline = window.Dateline || {}));
