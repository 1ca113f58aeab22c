/* Where a country's name stands: in its middle or, where that is out of sight, in the roomiest part that is seen. Left out where there is no room. */
(function (Dateline) {
  "use strict";

  const COLUMNS = 16, ROWS = 10;

  function meets(country, seen) {
    return country.parts.some(({ box }) => box[2] >= seen[0] && box[0] <= seen[2] && box[3] >= seen[1] && box[1] <= seen[3]);
  }

  /* For each cell of a grid over the view, whether its middle lies in the country. */
  function cover(world, country, view, covered) {
    const [x0, y0, x1, y1] = view.seen, cells = new Uint8Array(COLUMNS * ROWS);
    for (let row = 0; row < ROWS; row++) {
      for (let column = 0; column < COLUMNS; column++) {
        const x = x0 + ((x1 - x0) * (column + 0.5)) / COLUMNS, y = y0 + ((y1 - y0) * (row + 0.5)) / ROWS;
        const free = !covered.some((b) => x > b[0] && x < b[2] && y > b[1] && y < b[3]);
        cells[row * COLUMNS + column] = free && Dateline.contains(world, country, (x + view.left) / view.scale, (y + view.top) / view.scale) ? 1 : 0;
      }
    }
    return cells;
  }

  function run(cells, column, row, dx, dy) {
    let n = 0;
    for (let c = column, r = row; c >= 0 && c < COLUMNS && r >= 0 && r < ROWS && cells[r * COLUMNS + c]; c += dx, r += dy) n++;
    return n;
  }

  /* The cell with most room to both sides, and above and below. */
  function roomiest(cells) {
    let best = null;
    for (let row = 0; row < ROWS; row++) {
      for (let column = 0; column < COLUMNS; column++) {
        const wide = Math.min(run(cells, column, row, 1, 0), run(cells, column, row, -1, 0));
        const high = Math.min(run(cells, column, row, 0, 1), run(cells, column, row, 0, -1));
        const score = Math.min(wide, 3) * 4 + Math.min(high, 3) * 3;
        if (wide && (!best || score > best.score)) best = { score, column, row, wide, high };
      }
    }
    return best;
  }

  function inSight(world, country, view, covered, width, size) {
    const [x0, y0, x1, y1] = view.seen, cellWidth = (x1 - x0) / COLUMNS, cellHeight = (y1 - y0) / ROWS;
    const spot = roomiest(cover(world, country, view, covered));
    if (!spot || (2 * spot.wide - 1) * cellWidth < width || (2 * spot.high - 1) * cellHeight < size * 1.6) return null;
    return [x0 + (spot.column + 0.5) * cellWidth, y0 + (spot.row + 0.5) * cellHeight];
  }

  /** The name of a country with its place and box in the view's pixels, or null; sets the context's font for it. `covered` are boxes that panels hide. */
  Dateline.placeName = function (context, world, country, view, font, covered) {
    const { at, km, name } = country.properties, [x0, y0, x1, y1] = view.seen;
    const seen = [(x0 + view.left) / view.scale, (y0 + view.top) / view.scale, (x1 + view.left) / view.scale, (y1 + view.top) / view.scale];
    if (!meets(country, seen)) return null;
    const room = Dateline.metres(km * 1000, at[1]) * view.scale, size = Math.max(10, Math.min(14, 7 + room / 45)), text = name.toUpperCase();
    context.font = "500 " + size + "px " + font;
    context.letterSpacing = size * 0.14 + "px";
    const width = context.measureText(text).width;
    if (width > room * 1.05) return null;
    const [wx, wy] = Dateline.project(at[1], at[0]);
    let [x, y] = [wx * view.scale - view.left, wy * view.scale - view.top];
    const box = () => [x - width / 2 - 4, y - size, x + width / 2 + 4, y + size];
    const isHidden = covered.some((b) => b[0] < box()[2] && b[2] > box()[0] && b[1] < box()[3] && b[3] > box()[1]);
    if (isHidden || x < x0 + width / 2 || x > x1 - width / 2 || y < y0 + size || y > y1 - size) {
      const spot = inSight(world, country, view, covered, width, size);
      if (spot) [x, y] = spot;
    }
    return { text, x, y, box: box() };
  };
})((window.Dateline = window.Dateline || {}));
