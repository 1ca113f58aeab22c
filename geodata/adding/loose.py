"""A loose `sources.csv`, given beside files and not in their folder: it speaks for the files that are given with it."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from geodata.intake import Input, Unread
from geodata.read import SOURCES, Fact, read_rows

Facts = Mapping[str, Fact]


def is_table(given: Input) -> bool:
    """Whether an input is such a table."""
    return given.kind == "file" and given.name.lower() == SOURCES


def facts_of(data: bytes, inputs: Sequence[Input]) -> tuple[dict[str, Facts], list[Unread]]:
    """What a table says of the files among the inputs, by their names, and what of it says nothing.

    A row names a file as it was given, or by a path that ends in its name; of two rows the first counts. Raises ReadError where it is no table.
    """
    rows, problems = read_rows(data)
    names = {given.name.lower(): given.name for given in inputs if given.kind == "file" and not is_table(given)}
    said: dict[str, Facts] = {}
    unread = [Unread(problem.subject, problem.message) for problem in problems]
    for number, file, facts in rows:
        name = names.get(file.lower()) or names.get(PurePosixPath(file.replace("\\", "/")).name.lower())
        if name is None:
            unread.append(Unread(file, f"{SOURCES}: line {number} names a file that is not given with it"))
        else:
            said.setdefault(name, facts)
    return said, unread
