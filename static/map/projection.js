/* Degrees → the unit square of Web Mercator, and TopoJSON → lines in it, decoded once and drawn at any zoom. */
(function (Dateline) {
  "use strict";

  const LIMIT = 85.0511287798;

  /** [x, y] in the unit square, x from the 180th meridian eastward, y from the north. */
  Dateline.project = function (lat, lon) {
    const phi = (Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180;
    return [(lon + 180) / 360, 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)];
  };

  /** Metres on the ground → widths of the unit square, at a latitude. */
  Dateline.metres = function (metres, lat) {
    return metres / (40075016.7 * Math.cos((Math.max(-84, Math.min(84, lat)) * Math.PI) / 180));
  };

  function decodeArc(arc, transform) {
    const [sx, sy] = transform.scale, [tx, ty] = transform.translate;
    const xy = new Float64Array(arc.length * 2);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let gx = 0, gy = 0;
    for (let i = 0; i < arc.length; i++) {
      gx += arc[i][0];
      gy += arc[i][1];
      const [x, y] = Dateline.project(gy * sy + ty, gx * sx + tx);
      xy[2 * i] = x;
      xy[2 * i + 1] = y;
      grow(box, x, y);
    }
    return { xy, box };
  }

  function grow(box, x, y) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }

  function boxOf(arcs, rings) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (const index of ring) {
        const b = arcs[index < 0 ? ~index : index].box;
        grow(box, b[0], b[1]);
        grow(box, b[2], b[3]);
      }
    }
    return box;
  }

  /* A polygon is a list of rings, a line a list of one; each ring is a list of arc numbers, negative for backwards. */
  function parts(geometry) {
    switch (geometry.type) {
      case "Polygon": return [geometry.arcs];
      case "MultiPolygon": return geometry.arcs;
      case "LineString": return [[geometry.arcs]];
      case "MultiLineString": return geometry.arcs.map((line) => [line]);
      default: return [];
    }
  }

  function readGeometry(arcs, geometry) {
    return {
      id: geometry.id || "", properties: geometry.properties || {},
      parts: parts(geometry).map((rings) => ({ rings, box: boxOf(arcs, rings) })),
    };
  }

  /** Read the basemap: its arcs projected, and its objects by name: countries, coasts, borders, lakes, rivers, disputed. */
  Dateline.readWorld = function (topology) {
    const arcs = topology.arcs.map((arc) => decodeArc(arc, topology.transform));
    const world = { arcs };
    for (const name of Object.keys(topology.objects)) {
      world[name] = topology.objects[name].geometries.map((geometry) => readGeometry(arcs, geometry));
    }
    world.countryById = new Map(world.countries.map((country) => [country.id, country]));
    return world;
  };

  /** Whether a point of the unit square lies inside a geometry. */
  Dateline.contains = function (world, geometry, x, y) {
    let hit = false;
    for (const part of geometry.parts) {
      if (x < part.box[0] || x > part.box[2] || y < part.box[1] || y > part.box[3]) continue;
      for (const ring of part.rings) {
        for (const index of ring) {
          const xy = world.arcs[index < 0 ? ~index : index].xy;
          for (let i = 2; i < xy.length; i += 2) {
            const ax = xy[i - 2], ay = xy[i - 1], bx = xy[i], by = xy[i + 1];
            if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) hit = !hit;
          }
        }
      }
    }
    return hit;
  };
})((window.Dateline = window.Dateline || {}));
