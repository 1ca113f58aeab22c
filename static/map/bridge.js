/* The way out of the map. In the component's frame it leads to Python; an export sets `Dateline.bridge` to its own before the map starts. */
(function (Dateline) {
  "use strict";

  const REMEMBERED_MS = 3000;

  let last = 0, recent = [];

  /* Numbers grow over frames too, so that Python can tell a new message from one it has seen. */
  function next() {
    last = Math.max(last + 1, Date.now());
    return last;
  }

  Dateline.bridge = {
    /** Send one message and return its number: {kind: "ready"} once the map stands, {kind: "select", site}, {kind: "view", lat, lon, zoom}, {kind: "undated" or "dated", on},
        {kind: "layers" or "statuses", values}, {kind: "window", axis, first, last, mode}. The page may see only the last of several, so each carries those just before it. */
    send: function (message) {
      const n = next(), numbered = { ...message, n };
      if (window.Streamlit) window.Streamlit.setComponentValue({ ...numbered, before: recent });
      recent = [...recent.filter((other) => n - other.n < REMEMBERED_MS), numbered];
      return n;
    },

    /** Fetch JSON from an address relative to the page. Rejects where there is none. */
    load: async function (address) {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(address + " answered " + answer.status);
      return answer.json();
    },
  };
})((window.Dateline = window.Dateline || {}));
