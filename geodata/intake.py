"""What waits to be added to an atlas, in `ATLAS/.adding/`: what a person gave, what was found in it, and what they changed of its facts.

Everything here is written as a whole or in lines, so that a run that was killed goes on where it was. Nothing here reads a document: that is done by
`adding`, in a process of its own. `.adding` may be removed at any time; the atlas does not change before the new build is in use.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from geodata.datewords import check_published
from geodata.errors import AtlasError, InvalidRecord, reason_of

FOLDER = ".adding"
FACTS = ("title", "publisher", "author", "published", "language", "url", "archive_url", "licence")
"""The facts that a person may give for a document, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a person gave: a `file` (or folder) at `where`, an `address`, or pasted `text` kept at `where`. `facts` hold for all in it."""

    kind: str
    where: str
    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One document that was found: `source` is the name it gets in the atlas, `given` what is said of it elsewhere (fact → value, origin)."""

    source: str
    sha256: str
    given: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Look:
    """A document as it was read: its facts and where each comes from, for a person to look at before it is added. `characters` is its length;
    `is_inferred` says that no source states its date outright, `is_noted` that `note` speaks of more than a date that is missing."""

    source: str
    facts: Mapping[str, str]
    origins: Mapping[str, str]
    characters: int
    note: str = ""
    is_inferred: bool = False
    is_noted: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was given and is not added, with the reason."""

    subject: str
    reason: str

    def __str__(self) -> str:
        """The reason with what it speaks of before it, once."""
        return self.reason if self.reason.startswith((f"{self.subject}: ", f"{self.subject} ")) else f"{self.subject}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Intake:
    """The waiting room of one atlas."""

    atlas: Path

    @property
    def folder(self) -> Path:
        """Where everything that waits is kept."""
        return self.atlas / FOLDER

    @property
    def job(self) -> Path:
        """Where the work on what waits says how far it is; it stays when nothing waits any more."""
        return self.atlas / ".job"

    @property
    def files(self) -> Path:
        """Where the bytes of the waiting documents are kept, under the names they get in the atlas."""
        return self.folder / "files"

    @property
    def sources(self) -> Path:
        """Where the atlas keeps its documents as they were given; `geodata build ATLAS/sources --out ATLAS` builds it again."""
        return self.atlas / "sources"

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.folder / "inputs.json").exists() and not self.edits()

    def inputs(self) -> list[Input]:
        """What was given, in its order; empty where nothing was."""
        return [Input(**given) for given in self._read("inputs.json", [])]

    def give(self, inputs: Iterable[Input]) -> None:
        """Put more beside what waits already. Raises AtlasError where the disk refuses."""
        self._write("inputs.json", [asdict(given) for given in (*self.inputs(), *inputs)])

    def keep_upload(self, name: str, data: bytes) -> Path:
        """Keep the bytes of an upload or of pasted text until they are read, and say where. Raises AtlasError where the disk refuses."""
        folder = self.folder / "given"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{len(list(folder.iterdir())):05d}"
            file.write_bytes(data)
        except OSError as error:
            raise AtlasError(f"{name}: cannot be kept ({error.strerror}); make room on the disk, and give it again") from error
        return file

    def taken(self) -> dict[int, tuple[list[Waiting], list[Unread]]]:
        """What was found in each input that was gone through, by the number of the input."""
        found = {}
        for line in self._lines("taken.jsonl"):
            documents = [Waiting(w["source"], w["sha256"], {n: (f[0], f[1]) for n, f in w["given"].items()}) for w in line["waiting"]]
            found[line["input"]] = (documents, [Unread(**u) for u in line["unread"]])
        return found

    def take(self, number: int, waiting: Iterable[Waiting], unread: Iterable[Unread]) -> None:
        """Note durably what was found in an input, so that it is not gone through again."""
        line = {"input": number, "waiting": [asdict(w) for w in waiting], "unread": [asdict(u) for u in unread]}
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "taken.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=True) + "\n")

    def waiting(self) -> list[Waiting]:
        """Every document that was found, in order, without those that a person leaves out."""
        out = set(self._read("left_out.json", []))
        return [document for _, (documents, _) in sorted(self.taken().items()) for document in documents if document.source not in out]

    def leave_out(self, sources: Iterable[str]) -> None:
        """Leave out some of what waits, for good. Raises AtlasError where the disk refuses."""
        if sources := tuple(sources):
            self._write("left_out.json", sorted({*self._read("left_out.json", []), *sources}))

    def looks(self) -> tuple[list[Look], list[Unread]]:
        """The documents as they were read, and what cannot be added; both empty before they were looked at."""
        given = self._read("looks.json", {"looks": [], "unread": []})
        return [Look(**look) for look in given["looks"]], [Unread(**unread) for unread in given["unread"]]

    def show(self, looks: Iterable[Look], unread: Iterable[Unread]) -> None:
        """Keep what the documents look like."""
        self._write("looks.json", {"looks": [asdict(look) for look in looks], "unread": [asdict(u) for u in unread]})

    def edits(self) -> dict[str, dict[str, str]]:
        """The facts that a person changed, by source and fact; of waiting documents and of those in the atlas."""
        found: dict[str, dict[str, str]] = self._read("edits.json", {})
        return found

    def edit(self, changes: Mapping[str, Mapping[str, str]]) -> None:
        """Keep changes of facts, over those kept before. Raises AtlasError for a fact that nobody may change, and InvalidRecord for a
        date that cannot be read: nothing is kept then."""
        if unknown := sorted({name for facts in changes.values() for name in facts} - set(FACTS)):
            raise AtlasError(f"{unknown[0]!r} is no fact of a document; known are: {', '.join(FACTS)}")
        for source, facts in changes.items():
            try:
                check_published(facts.get("published", ""))
            except InvalidRecord as error:
                raise InvalidRecord(f"{source}: {error}") from error
        kept = self.edits()
        self._write("edits.json", {source: {**kept.get(source, {}), **changes.get(source, {})} for source in {*kept, *changes}})

    def finish(self, added: int, unread: Iterable[Unread]) -> None:
        """Keep what the last run came to, where it stays when nothing waits any more."""
        self.job.mkdir(parents=True, exist_ok=True)
        given = {"added": added, "unread": [asdict(u) for u in unread]}
        (self.job / "result.json").write_text(json.dumps(given, ensure_ascii=True), encoding="utf-8")

    def has_result(self) -> bool:
        """Whether a run has ended here and said what it came to."""
        return (self.job / "result.json").is_file()

    def result(self) -> tuple[int, list[Unread]]:
        """How many documents the last run added, and what it could not; (0, []) where none has ended."""
        try:
            given = json.loads((self.job / "result.json").read_text(encoding="utf-8"))
            return int(given["added"]), [Unread(**u) for u in given["unread"]]
        except (OSError, ValueError, KeyError, TypeError):
            return 0, []

    def discard(self) -> None:
        """Remove everything that waits. The atlas is not touched."""
        if self.folder.exists():
            gone = self.folder.with_name(f"{FOLDER}.gone")
            shutil.rmtree(gone, ignore_errors=True)
            self.folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _read(self, name: str, default: Any) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return default
        except (OSError, ValueError) as error:
            raise AtlasError(f"{self.folder / name}: is damaged ({reason_of(error)}); discard what waits, and give it again") from error

    def _write(self, name: str, given: object) -> None:
        new = self.folder / f".{name}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(given, ensure_ascii=True, sort_keys=True), encoding="utf-8")
            new.replace(self.folder / name)
        except OSError as error:
            raise AtlasError(f"{self.folder}: cannot be written ({error.strerror}); make room on the disk, and try again") from error

    def _lines(self, name: str) -> list[dict[str, Any]]:
        """The whole lines of a file; half a line at its end, left by a run that was killed, is as if it had not been written."""
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        found = []
        for line in text.split("\n"):
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found
