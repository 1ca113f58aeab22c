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

  function plural(count, one, many) {
    return number.format(count) + " " + (count === 1 ? one : many);
  }

  Dateline.strings = {
    mapName: "Map of the places that the sources name",
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
    counted: "Counts sentences, not events.",
    circle: "where the place may be",
    disputedArea: "area in dispute",
    credits: "Natural Earth · GeoNames",
    also: "also:",
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
      mode: { happened: "Happened", reported: "Reported", known: "As known on" },
      preset: { all: "All", year: "Year", month: "Month" },
      presetHint: { all: "All days", year: "One year around the chosen sentence or the window", month: "Thirty days around the chosen sentence or the window" },
      from: "From",
      to: "To",
      play: "Play",
      pause: "Pause",
      step: "Step forward",
      day,
      span: (first, last) => (first === last ? day(first) : day(first) + " – " + day(last)),
      knownOn: (last) => "up to " + day(last),
      histogram: (axis, count, first, last) => plural(count, "sentence", "sentences") + " " + axis + " between " + day(first) + " and " + day(last),
      undated: (count, shown) => "No date in the text: " + number.format(count) + (shown ? " shown" : " hidden"),
    },
    showPlace: (label) => "Show " + label + " on the map",
  };
})((window.Dateline = window.Dateline || {}));
