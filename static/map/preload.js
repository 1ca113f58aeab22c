/* Loaded first: asks for all the other files at once, because the component around the map loads scripts one after the other, each a round trip.
   Its own address names them: preload.js?v=…&files=vendor/leaflet.js@VERSION,map/main.js@VERSION,… relative to the folder above this one. */
(function () {
  "use strict";

  const address = new URL(document.currentScript.src);
  const KINDS = { js: "script", css: "style", json: "fetch" };

  for (const file of (address.searchParams.get("files") || "").split(",").filter(Boolean)) {
    const [name, version] = file.split("@");
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = KINDS[name.split(".").pop()];
    if (link.as === "fetch") link.crossOrigin = "anonymous";
    link.href = new URL("../" + name + "?v=" + version, address).href;
    document.head.appendChild(link);
  }
})();
