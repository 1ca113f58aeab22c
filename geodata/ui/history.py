"""The browser's history: whether a reader went back, and which of our addresses are steps of their own in it."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.ui.reach import run_script


def is_step_back() -> bool:
    """Whether this run was asked for by the browser's Back or Forward, so that the address says what is to be shown."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def keep_steps() -> None:
    """Make steps of what a reader would go back to. Moving the map is none, nor is what a page adds to its address by itself when it is opened."""
    run_script(_SCRIPT)


_SCRIPT = """(() => {
  if (window.dlSteps) return;
  window.dlSteps = true;
  const push = history.pushState.bind(history);
  let isOpening = true;
  const rest = (url) => {
    const found = new URLSearchParams(url.search);
    found.delete("view");
    return found.toString();
  };
  for (const kind of ["pointerdown", "keydown", "blur"]) addEventListener(kind, () => { isOpening = false; }, true);
  addEventListener("popstate", () => { isOpening = false; }, true);
  history.pushState = (state, title, address) => {
    const next = new URL(address, location.href);
    const isTurn = next.pathname !== location.pathname;
    if (!isTurn && (isOpening || rest(next) === rest(location))) return history.replaceState(state, title, address);
    isOpening = isTurn;
    push(state, title, address);
  };
})();"""
