/* What one symbol stands for: a site, or a cluster of near ones where there is no room to show each beside its place. Which, depends on all the sites and
   on the zoom, never on the window: clusters stand still while time moves. Areas and rivers keep their plates, unless there are many. */
(function (Dateline) {
  "use strict";

  const RADIUS_PX = 60;
  const LAST_ZOOM = 10;
  const MANY_SITES = 200; // more are never shown one by one, before the last zoom
  const MANY_PLATES = 60;
  const WIDE_PX = 34;
  const FAR_PX = 46; // a symbol may stand so far from its place; farther misleads

  const TREE_IDS = Math.pow(2, 32); // a tree's own numbers stay below

  function clusterOf(feature, tree) {
    const members = tree.getLeaves(feature.id, Infinity).map((leaf) => tree.sites[leaf.properties.site]);
    const [lon, lat] = feature.geometry.coordinates;
    const total = members.reduce((sum, site) => sum + site.total, 0);
    const index = -1 - feature.id - tree.number * TREE_IDS;
    return { index, level: "cluster", lat, lon, members, total, world: Dateline.project(lat, lon), shift: null, zoom: () => tree.getClusterExpansionZoom(feature.id) };
  }

  function treeOf(sites, number) {
    const tree = new Supercluster({ radius: RADIUS_PX, extent: 256, maxZoom: LAST_ZOOM, minPoints: 2 });
    tree.load(sites.map((site, k) => ({ type: "Feature", properties: { site: k }, geometry: { type: "Point", coordinates: [site.lon, site.lat] } })));
    return Object.assign(tree, { sites, number });
  }

  Dateline.Clusters = class {
    /** `layOut(units, zoom)` places units and returns how far the farthest had to move. */
    constructor(sites, layOut) {
      this.layOut = layOut;
      this.all = sites.filter((site) => site.total > 0);
      this.isLarge = this.all.length > MANY_SITES;
      this.hasPlates = this.all.filter((site) => !Dateline.isRound(site)).length <= MANY_PLATES;
      this.known = new Map();
      this.trees = new Map();
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
      const apart = this.all.filter((site) => this.isApart(site, zoom)), tree = this.tree(this.all.filter((site) => !this.isApart(site, zoom)));
      const found = tree.getClusters([-180, -85, 180, 85], Math.min(LAST_ZOOM + 1, Math.floor(zoom + 0.01)));
      return [...apart, ...found.map((feature) => (feature.properties.cluster ? clusterOf(feature, tree) : tree.sites[feature.properties.site]))];
    }

    /* An area wide enough at this zoom keeps its plate; a small one joins the clusters. */
    isApart(site, zoom) {
      return this.hasPlates && !Dateline.isRound(site) && Dateline.metres(site.radius, site.lat) * 256 * Math.pow(2, zoom) >= WIDE_PX;
    }

    /* The sets of joined sites grow towards low zooms, so their number of sites names them. */
    tree(joined) {
      if (!this.trees.has(joined.length)) this.trees.set(joined.length, treeOf(joined, this.trees.size));
      return this.trees.get(joined.length);
    }
  };
})((window.Dateline = window.Dateline || {}));
