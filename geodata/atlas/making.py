"""A new atlas: made whole beside its place and moved there, so that nobody ever meets half of one."""

import shutil
import tempfile
from pathlib import Path

from geodata.atlas.facts import write_facts
from geodata.atlas.layerset import save
from geodata.errors import AtlasError
from geodata.model import Atlas, LayerSet

_EMPTY = LayerSet((), (), (), (), ())


def create_atlas(folder: Path, facts: Atlas) -> None:
    """Make an atlas without documents. Raises AtlasError where the folder exists and is not empty, or cannot be made."""
    try:
        if folder.exists() and any(folder.iterdir()):
            raise AtlasError(f"{folder}: is there already and not empty; choose another name")
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            write_facts(part, facts)
            save(_EMPTY, part)
            part.chmod(0o755)
            part.replace(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise AtlasError(f"{folder}: cannot be made ({error.strerror}); choose another folder, or make room") from error
