/* Every word the map says, so that another language is another file. Nothing here touches the page. */
(function (Dateline) {
  "use strict";

  const number = new Intl.NumberFormat("en-GB");

  function plural(count, one, many) {
    return number.format(count) + " " + (count === 1 ? one : many);
  }

  Dateline.strings = {
    mapName: "Map of the places that the sources name",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    legend: "Legend",
    layers: "Layers",
    forms: "How the sources put it",
    form: {
      happened: "happened",
      disputed: "disputed or denied",
      claimed: "claimed",
      planned: "planned",
      mentioned: "only mentioned",
    },
    counted: "Counts sentences, not events.",
    circle: "A soft circle or outline is where the place may be.",
    disputedArea: "area in dispute",
    disputedBorder: "border in dispute",
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
    site: (label, count, layers) => label + ", " + plural(count, "sentence", "sentences") + (layers ? ": " + layers : ""),
    layerCount: (label, count) => label.toLowerCase() + " " + number.format(count),
    showPlace: (label) => "Show " + label + " on the map",
  };
})((window.Dateline = window.Dateline || {}));
