"""Pictures of the dashboard for the README, made anew: run `make pictures`. Each page in light and dark, and as wide as a phone."""

import sys
from pathlib import Path

from geodata.bench.browser import FRAME, browsing, serving

OUT = Path(__file__).parents[1] / "docs" / "pictures"
PAGES = {"map": "", "places": "places", "sources": "sources", "not-on-the-map": "not-on-the-map", "download": "download", "about": "about"}
FORMS = {"light": (1400, 900, "light"), "dark": (1400, 900, "dark"), "phone": (390, 844, "light")}


def main() -> int:
    """Write every picture; say which."""
    OUT.mkdir(parents=True, exist_ok=True)
    with serving() as address, browsing() as browser:
        for form, (width, height, scheme) in FORMS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(address + path)
                page.get_by_role("heading", level=1).wait_for()
                if name == "map":
                    page.frame_locator(FRAME).locator(".dl-site").first.wait_for()
                page.wait_for_timeout(2500)
                page.screenshot(path=OUT / f"{name}-{form}.png")
                sys.stdout.write(f"docs/pictures/{name}-{form}.png\n")
            context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
