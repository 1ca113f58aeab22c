/* map.json → an atlas of typed arrays, one element a mention, so that a hundred thousand can be filtered within a frame. */
(function (Dateline) {
  "use strict";

  const OPEN_BEGIN = -2147483648;
  const OPEN_END = 2147483647;
  const VERSION = 1;

  function days(column, open) {
    const out = new Int32Array(column.length);
    for (let i = 0; i < column.length; i++) out[i] = column[i] === null ? open : column[i];
    return out;
  }

  /* Columns may hold positions or the values themselves: both are read. */
  function positions(column, names, Kind) {
    const at = new Map(names.map((name, index) => [name, index]));
    return Kind.from(column, (value) => (typeof value === "number" ? value : at.get(value)));
  }

  function readSite(feature, index) {
    const p = feature.properties;
    const [lon, lat] = feature.geometry.coordinates;
    return {
      index, lat, lon, label: p.label, place: p.place || "", radius: p.radius_m || 0, level: p.level || "point", kind: p.kind || "", country: p.country || "",
      own: p.own !== 0, // false: a part of its place, its border, a spot near it
      world: Dateline.project(lat, lon), total: 0, drawn: false,
    };
  }

  /** Read map.json. Throws an Error where its version is another than this script knows. */
  Dateline.readAtlas = function (json) {
    if (json.version !== VERSION) throw new Error("map.json has version " + json.version + ", this script reads " + VERSION);
    const m = json.mentions;
    const layers = json.layers;
    const atlas = {
      layers, statuses: json.statuses, speakers: json.speakers, sources: json.sources,
      sites: json.sites.features.map(readSite),
      count: m.id.length,
      id: m.id,
      site: Uint32Array.from(m.site),
      layer: positions(m.layer, layers.map((layer) => layer.id), Uint8Array),
      status: positions(m.status, json.statuses, Uint8Array),
      speaker: positions(m.speaker, json.speakers, Uint32Array),
      source: positions(m.source, json.sources.map((source) => source.id), Uint32Array),
      begin: days(m.begin, OPEN_BEGIN), end: days(m.end, OPEN_END), dated: Uint8Array.from(m.dated), disputed: Uint8Array.from(m.disputed),
      reportedBegin: days(m.reported_begin, OPEN_BEGIN), reportedEnd: days(m.reported_end, OPEN_END),
    };
    for (let i = 0; i < atlas.count; i++) atlas.sites[atlas.site[i]].total++;
    atlas.siteOfMention = new Map(atlas.id.map((id, i) => [id, atlas.site[i]]));
    return atlas;
  };
})((window.Dateline = window.Dateline || {}));
