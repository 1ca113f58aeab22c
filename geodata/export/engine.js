/* What the map's pure scripts need outside a browser: a window, English numbers and days as Intl gives them, and the width of a text by the kind of its letters. */
globalThis.window = globalThis.self = globalThis;

globalThis.Intl = globalThis.Intl || {
  NumberFormat: class {
    format(number) {
      return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    }
  },
  DateTimeFormat: class {
    constructor(locale, options) {
      this.options = options;
    }
    format(date) {
      const month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[date.getUTCMonth()];
      return (this.options.day ? date.getUTCDate() + " " : "") + month + " " + date.getUTCFullYear();
    }
  },
};

/* Shares of the type's size, those of a wide type, so that no name runs into another where the reader's is narrower. */
function widthOf(char) {
  if (/[iljtfI.,:;'’|! ]/.test(char)) return 0.36;
  if (/[mwMW@…—]/.test(char)) return 0.92;
  return /[A-Z]/.test(char) ? 0.7 : char.codePointAt(0) > 0x2e80 ? 1 : 0.6;
}

/** Called by `picture.py` with JSON texts; gives the drawing. */
function drawPicture(data, world, spec) {
  Dateline.textWidth = (text, size) => [...text].reduce((sum, char) => sum + widthOf(char), 0) * size;
  const atlas = Dateline.readAtlas(JSON.parse(data));
  return Dateline.picture({ ...JSON.parse(spec), atlas, world: Dateline.readWorld(JSON.parse(world)) });
}
