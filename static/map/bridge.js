/* The way out of the map. In the component's frame it leads to Python; an export sets `Dateline.bridge` to its own before the map starts. */
(function (Dateline) {
  "use strict";

  let last = 0;

  /* Numbers grow over frames too, so that Python can tell a new message from one it has seen. */
  function next() {
    last = Math.max(last + 1, Date.now());
    return last;
  }

  Dateline.bridge = {
    /** Send one message: {kind: "select", site} or {kind: "view", lat, lon, zoom}. */
    send: function (message) {
      if (window.Streamlit) window.Streamlit.setComponentValue({ ...message, n: next() });
    },

    /** Fetch JSON from an address relative to the page. Rejects where there is none. */
    load: async function (address) {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(address + " answered " + answer.status);
      return answer.json();
    },
  };
})((window.Dateline = window.Dateline || {}));
