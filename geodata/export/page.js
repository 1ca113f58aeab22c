/* The one-file export: the same map, fed from this page, and the list of sentences beside it. Nothing is asked of any network. */
(function (Dateline) {
  "use strict";

  const DAY_MS = 86400000, COPIED_MS = 2000;
  const PAPER_PX = { width: 1040, height: 760 };
  const MAP = "map.json", WORLD = "world.json";
  const CHOICES = ["layers", "statuses"];

  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const dayOf = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY_MS);
  const isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  /* How words are looked for: the rule of geodata/searching.py, letter by letter. */
  const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;
  const EXCHANGED = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th",
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
  };
  Dateline.folded = (text) => text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/['’‘ʻʼʽʾʿ`´ـ]/g, "").replace(/[-‐‑‒–—]/g, " ")
    .replace(/[ıłøđħæœßðþةىیکٱ]/g, (letter) => EXCHANGED[letter]).normalize("NFC");

  const files = { [MAP]: read("dx-data"), [WORLD]: read("dx-world") };
  const atlas = Dateline.readAtlas(files[MAP]), rule = new Dateline.Filter(atlas), picture = read("dx-picture");
  const form = byId("dx-filters"), cards = [...document.querySelectorAll(".dx-card")], leave = byId("dx-leave");
  const searched = cards.map((card) => [...card.querySelectorAll("[data-s]")].map((element) => Dateline.folded(element.textContent)));
  const isEmbedded = new URLSearchParams(location.search).get("embed") === "true";
  let selected = { site: null, mention: null }, mode, seq = 0, told = 0;

  const boxes = (name) => [...form.elements[name] instanceof RadioNodeList ? form.elements[name] : [form.elements[name]]];

  /* None chosen means all, as on the page of the server. */
  function chosen(name) {
    const values = boxes(name).filter((box) => box.checked).map((box) => box.value);
    return values.length ? values : null;
  }

  const one = (name) => (form.elements[name].value === "" ? null : [form.elements[name].value]);

  function windowOf(axis) {
    const [first, last] = ["first", "last"].map((end) => form.elements[axis + "_" + end].value);
    return first || last ? [first ? dayOf(first) : -800000, last ? dayOf(last) : 3000000] : null;
  }

  function found(text) {
    const words = Dateline.folded(text.trim());
    return words ? atlas.id.filter((id, i) => searched[i].some((part) => part.includes(words))) : null;
  }

  function filterOf() {
    return {
      happened: windowOf("happened"), reported: windowOf("reported"), undated: form.elements.undated.checked, dated: form.elements.dated.checked, layers: chosen("layers"),
      statuses: chosen("statuses"), speakers: one("speaker"), sources: one("source"), mentions: found(form.elements.text.value),
    };
  }

  function list(filter) {
    rule.set(filter);
    const passes = rule.tester(), { shown, total, places, allPlaces } = rule.count();
    byId("dx-count").textContent = Dateline.strings.count(shown, total, places, allPlaces);
    cards.forEach((card, i) => {
      card.hidden = !passes(i) || (selected.site !== null && atlas.site[i] !== selected.site);
      card.toggleAttribute("data-chosen", atlas.id[i] === selected.mention);
    });
    byId("dx-none").hidden = cards.some((card) => !card.hidden);
    leave.hidden = selected.site === null;
    if (selected.site !== null) leave.textContent = Dateline.strings.onlyPlace(atlas.sites[selected.site].label);
  }

  function refresh() {
    const filter = filterOf();
    list(filter);
    seq += 1;
    Dateline.receive({ seq, data: MAP, basemap: WORLD, theme: null, filter, selected, view: null, mode, heard: told, picture, embed: isEmbedded, spoken: true, show: { radii: false, areas: true, borders: true } });
  }

  /* A window as wide as its axis is none. */
  function setWindow(axis, first, last) {
    const { timeline } = Dateline.app, axes = timeline && timeline.axes, domain = axes && axes[axis] && axes[axis].domain;
    const isAll = domain && first <= domain[0] && last >= domain[1];
    form.elements[axis + "_first"].value = isAll ? "" : isoOf(first);
    form.elements[axis + "_last"].value = isAll ? "" : isoOf(last);
  }

  /* What the map tells: a choice, or what its own controls now show. What it tells of its view is of no use here. */
  function hear(message) {
    if (message.kind === "select") selected = { site: message.site, mention: null };
    else if (message.kind === "window") { mode = message.mode || mode; setWindow(message.axis, message.first, message.last); }
    else if (message.kind === "undated" || message.kind === "dated") form.elements[message.kind].checked = Boolean(message.on);
    else if (CHOICES.includes(message.kind)) boxes(message.kind).forEach((box) => { box.checked = message.values.includes(box.value); });
    else return;
    refresh();
  }

  Dateline.bridge = {
    send: function (message) {
      told += 1;
      setTimeout(() => hear(message));
      return told;
    },
    load: async function (name) {
      if (!(name in files)) throw new Error(name + " is not in this file");
      return files[name];
    },
  };

  form.addEventListener("input", refresh);
  form.addEventListener("reset", () => { selected = { site: null, mention: null }; setTimeout(refresh); });
  form.addEventListener("submit", (event) => event.preventDefault());
  leave.addEventListener("click", () => { selected = { site: null, mention: null }; refresh(); });
  /* A file opened from disk may not be given the clipboard; a field that is marked and copied always is. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const isDone = document.execCommand("copy");
      field.remove();
      return isDone;
    }
    return true;
  }

  async function copyCitation(button) {
    const { copied } = button.dataset, label = button.textContent;
    if (label === copied || !(await copy(button.parentElement.querySelector("pre").textContent))) return;
    button.textContent = copied;
    button.focus({ preventScroll: true });
    setTimeout(() => { button.textContent = label; }, COPIED_MS);
  }

  /* On paper nothing opens or turns: the map is the picture that its button saves, with its legend, and the citations are open. */
  function forPaper() {
    const root = document.documentElement, { theme } = Dateline.app, { wanted } = theme, opened = [...document.querySelectorAll(".dx-citation:not([open])")];
    theme.set("light");
    const seen = Dateline.pictureSpec(Dateline.app, picture), larger = Math.min(PAPER_PX.width / seen.width, PAPER_PX.height / seen.height);
    const view = { ...seen.view, zoom: seen.view.zoom + Math.log2(larger) };
    const svg = Dateline.picture({ ...seen, ...PAPER_PX, view, isDark: false, title: "", credits: [Dateline.strings.credits] });
    byId("dx-paper").replaceChildren(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
    root.dataset.paper = "";
    opened.forEach((details) => { details.open = true; });
    window.addEventListener("afterprint", () => {
      delete root.dataset.paper;
      theme.set(wanted);
      byId("dx-paper").replaceChildren();
      opened.forEach((details) => { details.open = false; });
    }, { once: true });
  }

  document.querySelector(".dx-list").addEventListener("click", (event) => {
    const copying = event.target.closest("[data-copied]");
    if (copying) copyCitation(copying);
    const button = event.target.closest("[data-show]");
    if (!button) return;
    selected = { site: null, mention: button.dataset.show };
    refresh();
    byId("dx-map").scrollIntoView({ block: "nearest" });
  });

  /* In another's page: title, map, time and sentences only; that page is told how high this one is. */
  function embed() {
    document.documentElement.dataset.embed = "";
    byId("dx-whole").href = location.href.split(/[?#]/)[0];
    const tell = () => window.parent.postMessage({ type: "dateline:height", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
    if (window.parent !== window) new ResizeObserver(tell).observe(document.body);
  }

  window.addEventListener("beforeprint", forPaper);
  if (isEmbedded) embed();
  byId("dx-box").hidden = false;
  Dateline.start(L.map("dx-map", read("dx-options")), WORLD);
  refresh();
})(window.Dateline);
