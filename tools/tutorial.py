"""Pictures of the tutorial, made anew by `make pictures`: from an empty shelf to a reviewed atlas, with an invented report."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.atlas import new_atlas
from geodata.bench.browser import FRAME, browsing, serving
from geodata.model import Atlas

OUT = Path(__file__).parents[1] / "docs" / "pictures"

REPORT = """---
title: Situation report 14
publisher: Example Monitor
published: 2019-05-06
language: en
---
On Friday fighters left Raqqa, the provincial council said. Families who had fled to Tabqa began to return on 4 May 2019.

The bridge south of Deir ez-Zor was damaged in an air strike in April 2019. Officials in Hasakah denied that Qamishli had been shelled.

Aid convoys are expected to reach Manbij next week. Nothing was heard from Tripoli.
"""
"""Invented: no such report exists."""

CHANGED = REPORT.replace("to Tabqa", "to Aleppo")


def main() -> int:
    """Write every picture; say which."""
    with TemporaryDirectory() as held:
        shelf = Path(held) / "atlases"
        os.environ.update(GEODATA_ATLASES=str(shelf), GEODATA_PLACES=str(Path(held) / "places"), GEODATA_EDITABLE="true")
        made = new_atlas(shelf, Atlas("Northern Syria, spring 2019", owner="Example Monitor")).folder
        report = Path(held) / "report-14.md"
        report.write_text(REPORT, encoding="utf-8")
        _geodata("add", str(made), str(report), "--look")
        with serving(made) as address, browsing() as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce", color_scheme="light")

            def take(name: str, path: str, reviewer: bool = False) -> None:
                page.goto(address + path)
                page.get_by_role("heading", level=1).wait_for(timeout=60_000)
                if reviewer:
                    page.get_by_label("Your name").fill("Ada")
                    page.keyboard.press("Enter")
                if path in ("", "review"):
                    page.frame_locator(FRAME).locator(".dl-site, .dl-pin").first.wait_for(timeout=60_000)
                page.wait_for_timeout(3500)
                page.screenshot(path=OUT / f"tutorial-{name}.png")
                sys.stdout.write(f"docs/pictures/tutorial-{name}.png\n")

            take("atlases", "atlases")
            take("add", "add")
            _geodata("add", str(made), "--resume")
            take("map", "")
            take("review", "review", reviewer=True)
            (made / "sources" / "report-14.md").write_text(CHANGED, encoding="utf-8")
            _geodata("rebuild", str(made))
            take("rebuild", "rebuild")
            take("download", "download")
    return 0


def _geodata(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "geodata", *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
