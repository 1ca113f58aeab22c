/* Every word the map says, so that another language is another file. Nothing here touches the page. */
(function (Dateline) {
  "use strict";

  const number = new Intl.NumberFormat("en-GB");

  const DAY_MS = 864e5;
  const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const monthly = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

  /* Days count from 1 January 1970; the month is always in letters. "Sept" is three letters like the others. */
  const day = (number) => long.format(new Date(number * DAY_MS)).replace("Sept", "Sep");
  const month = (number) => monthly.format(new Date(number * DAY_MS)).replace("Sept", "Sep");

  const FORMS = { happened: "happened", disputed: "disputed or denied", claimed: "claimed", planned: "planned", mentioned: "only mentioned" };

  const AXES = { happened: "Happened", reported: "Reported" };

  function plural(count, one, many) {
    return number.format(count) + " " + (count === 1 ? one : many);
  }

  Dateline.strings = {
    mapName: "Map of the places that the sources name",
    symbols: "Places on the map: arrow keys go from one to the next, Enter chooses",
    pinMapName: "Map on which a pin can be put: drag it, click, or move it by the arrow keys",
    pin: "The pin: drag it, or move it by the arrow keys",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    savePicture: "Save the map as a picture",
    hint: { wheel: "To zoom, hold Ctrl or ⌘, or click the map first", touch: "Use two fingers to move the map" },
    legend: "Legend",
    toggle: "Show or hide on the map and in the list",
    layers: "Layers",
    forms: "How the sources put it",
    form: FORMS,
    size: "area: number of sentences",
    sizes: (numbers) => numbers.map((one) => number.format(one)).join(" · ") + " sentences, by area",
    sizeHint: "Symbols of few sentences are drawn a little larger, so that their figure can be read",
    counted: "Counts sentences, not events.",
    circle: "where the place may be",
    disputedArea: "area in dispute",
    credits: "Natural Earth · GeoNames",
    also: "also:",
    outside: "Outside the picture:",
    onlyPlace: (label) => "Only " + label + " – show all places",
    nothing: "No sentence matches.",
    loading: "Loading the places …",
    failed: "The map could not load its places. Reload the page to try again.",
    basemapFailed: "The outlines of land could not be loaded.",
    sentences: (count) => plural(count, "sentence", "sentences"),
    places: (count) => plural(count, "place", "places"),
    morePlaces: (count) => plural(count, "more place", "more places"),
    number: (count) => number.format(count),
    count: (shown, total, places, allPlaces) =>
      number.format(shown) + " of " + plural(total, "sentence", "sentences") + ", " +
      number.format(places) + " of " + plural(allPlaces, "place", "places"),
    site: (label, count, layers, form) => label + ", " + plural(count, "sentence", "sentences") + ": " + layers + "; " + FORMS[form],
    cluster: (places, count, layers) => plural(places, "place", "places") + " close together, " + plural(count, "sentence", "sentences") + ": " + layers,
    clusterHover: (places, count) => plural(places, "place", "places") + " · " + plural(count, "sentence", "sentences"),
    short: (count) => (count < 10000 ? String(count) : Math.round(count / 1000) + "k"),
    layerCount: (label, count) => label.toLowerCase() + " " + number.format(count),
    tick: (number, withMonth) => (withMonth ? month(number) : month(number).slice(-4)),
    time: {
      name: "Time: counts sentences, not events",
      modes: "Which dates",
      mode: { ...AXES, known: "As known on" },
      preset: { all: "All", year: "Year", month: "Month" },
      presetHint: {
        all: "All days", year: "The calendar year of the chosen sentence, else of the middle of the window",
        month: "The calendar month of the chosen sentence, else of the middle of the window",
      },
      from: "From",
      to: "To",
      months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
      dayOf: (end) => end + ", day",
      typed: "Type a day (14 Feb 2017), a month (Feb 2017) or a year, then Enter",
      monthBack: "A month back",
      monthForward: "A month forward",
      noDay: (text) => "“" + text.trim().slice(0, 24) + "” is not read as a day: write 14 Feb 2017",
      noneThen: (first, last) => "The days here are " + day(first) + " – " + day(last),
      turned: "From would be after To",
      only: (axis, first, last) => AXES[axis] + ": only " + (first === last ? day(first) : day(first) + " – " + day(last)),
      drop: (axis) => AXES[axis] + ": show all days again",
      play: "Play",
      pause: "Pause",
      step: "Step forward",
      day,
      histogram: (axis, count, first, last) => plural(count, "sentence", "sentences") + " " + axis + " between " + day(first) + " and " + day(last),
      undated: (count, shown) => "No date in the text: " + number.format(count) + (shown ? " shown" : " hidden"),
    },
    showPlace: (label) => "Show " + label + " on the map",
  };
})((window.Dateline = window.Dateline || {}));
