"""Corpora and passages of our own → the model file, and how good such a model is on feeds and corpora that it was not trained on. Nothing else of a
corpus is kept."""

import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from geodata.errors import InvalidRecord
from geodata.gazetteer import Gazetteer
from geodata.model import PLACE_KINDS, Document, Span, ToponymKind
from geodata.recognise import crf
from geodata.recognise.features import features
from geodata.recognise.names import asker
from geodata.recognise.spans import DEMONYM, PLACE
from geodata.recognise.tagger import recognise
from geodata.recognise.tokens import Token
from geodata.recognise.view import View

FEWEST_DOCUMENTS = 3
"""A fact that fewer documents show is left out, so that the model holds no rare words of a text, and general ones only."""

FOLDS = 5

OWN = Path(__file__).parent / "passages.txt"
"""Passages of our own, on which every model is trained and none is measured."""

WITHOUT_DEMONYMS = frozenset({"geovirus", OWN.stem})
"""Corpora in which words for people are not marked. There every known one is taken as marked, so that the model learns one convention."""

_MARK = re.compile(r"\[([^\]]+)\]")

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document of a corpus with the spans marked in it. `feed` is the host it came from: what must not stand on both sides of a test."""

    corpus: str
    feed: str
    document: Document
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Exact matches of a corpus: right, found and marked spans."""

    corpus: str
    right: int
    found: int
    marked: int

    @property
    def f1(self) -> float:
        """Twice the right ones over the found and the marked ones; 0 where there are none."""
        return 2 * self.right / (self.found + self.marked) if self.found + self.marked else 0.0


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A document ready for training."""

    marked: Marked
    sentences: tuple[crf.Labelled, ...]


def read_corpora(folder: Path) -> list[Marked]:
    """The documents of every `*.jsonl` of a folder. Raises InvalidRecord where there is none, or a line is not as the format asks."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise InvalidRecord(f"{folder} holds no .jsonl file to train from")
    return [_marked(file, number, line) for file in files for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.strip()]


def read_passages(file: Path = OWN) -> list[Marked]:
    """The passages of a file of our own: one a line, with the names of places in square brackets; lines with a # are remarks."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [_passage(file.stem, f"{file.stem}-{number}", line) for number, line in enumerate(lines, 1)]


def train(corpora: Sequence[Marked], gazetteer: Gazetteer, file: Path, progress: Progress) -> None:
    """Train a model on all the documents, and on our own passages, and write it."""
    _train(_learn([*corpora, *read_passages()], gazetteer, progress), file)


def over_feeds(corpora: Sequence[Marked], gazetteer: Gazetteer, progress: Progress) -> list[Score]:
    """Scores by cross-validation: each feed is read by a model that was trained on other feeds."""
    return _evaluate(corpora, gazetteer, progress, "cross-validation", _fold)


def over_corpora(corpora: Sequence[Marked], gazetteer: Gazetteer, progress: Progress) -> list[Score]:
    """Scores of each corpus by a model that was trained on the others."""
    return _evaluate(corpora, gazetteer, progress, "leaving one out", lambda marked: marked.corpus)


def _evaluate(corpora: Sequence[Marked], gazetteer: Gazetteer, progress: Progress, what: str, part_of: Callable[[Marked], object]) -> list[Score]:
    """Scores of each part by a model trained on the other parts and on our own passages, added up by corpus."""
    learnt = _learn(corpora, gazetteer, progress)
    own = _learn(read_passages(), gazetteer, progress)
    parts = list(dict.fromkeys(map(part_of, corpora)))
    totals: dict[str, list[Score]] = {}
    with TemporaryDirectory() as folder:
        for number, part in enumerate(parts, 1):
            file = Path(folder) / f"{number}.crfsuite"
            _train([*(item for item in learnt if part_of(item.marked) != part), *own], file)
            model = crf.Crf(file)
            for marked in corpora:
                if part_of(marked) == part:
                    totals.setdefault(marked.corpus, []).append(_score(marked, gazetteer, model))
            progress(what, number, len(parts))
    return [_sum(totals[corpus]) for corpus in sorted(totals)]


def _sum(scores: Sequence[Score]) -> Score:
    return Score(scores[0].corpus, sum(s.right for s in scores), sum(s.found for s in scores), sum(s.marked for s in scores))


def _score(marked: Marked, gazetteer: Gazetteer, model: crf.Crf) -> Score:
    counted = PLACE_KINDS if marked.corpus in WITHOUT_DEMONYMS else PLACE_KINDS | {ToponymKind.DEMONYM}
    found = {(t.start, t.end) for t in recognise(marked.document, gazetteer, model) if t.kind in counted}
    return Score(marked.corpus, len(found & set(marked.spans)), len(found), len(marked.spans))


def _learn(corpora: Sequence[Marked], gazetteer: Gazetteer, progress: Progress) -> list[_Learnt]:
    found = []
    for number, marked in enumerate(corpora, 1):
        found.append(_Learnt(marked, tuple(_sentences(marked, gazetteer))))
        progress("read for training", number, len(corpora))
    return found


def _train(learnt: Sequence[_Learnt], file: Path) -> None:
    crf.train(_frequent(learnt), file)


def _frequent(learnt: Sequence[_Learnt]) -> Iterator[crf.Labelled]:
    """The sentences, without the facts that too few documents show."""
    documents = Counter(fact for item in learnt for fact in {fact for facts, _ in item.sentences for word in facts for fact in word})
    for item in learnt:
        for facts, labels in item.sentences:
            yield [[fact for fact in word if documents[fact] >= FEWEST_DOCUMENTS] for word in facts], labels


def _sentences(marked: Marked, gazetteer: Gazetteer) -> Iterator[crf.Labelled]:
    view = View(marked.document.text, asker(gazetteer))
    labels = _labels(view.words, marked, gazetteer)
    for numbers in view.kept:
        yield [features(view, at) for at in numbers], [labels.get(at, crf.OUTSIDE) for at in numbers]


def _labels(words: Sequence[Token], marked: Marked, gazetteer: Gazetteer) -> dict[int, str]:
    """Word number → label, for the words inside marked spans."""
    found: dict[int, str] = {}
    for start, end in marked.spans:
        kind = DEMONYM if gazetteer.demonym(marked.document.text[start:end]) else PLACE
        inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
        found.update({at: f"{'I' if n else 'B'}-{kind}" for n, at in enumerate(inside)})
    if marked.corpus in WITHOUT_DEMONYMS:
        found.update({at: f"B-{DEMONYM}" for at, w in enumerate(words) if at not in found and w.is_capitalised and gazetteer.demonym(w.text)})
    return found


def _fold(marked: Marked) -> int:
    return zlib.crc32(marked.feed.encode()) % FOLDS


def _marked(file: Path, number: int, line: str) -> Marked:
    try:
        row = json.loads(line)
        spans = tuple((int(t["start"]), int(t["end"])) for t in row["toponyms"])
        return Marked(file.stem, _feed(row), _document(str(row["id"]), str(row["text"])), spans)
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidRecord(f'{file}, line {number}: needs "id", "text" and "toponyms" with "start" and "end" ({error!r})') from error


def _passage(corpus: str, key: str, line: str) -> Marked:
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text, last = text + mark[1], mark.end()
    return Marked(corpus, key, _document(key, text + line[last:]), tuple(spans))


def _feed(row: dict[str, object]) -> str:
    """The host of the source; where all come from one host, as in an encyclopedia's news, each document is its own."""
    source = str(row.get("source") or row["id"])
    host = urlsplit(source if "//" in source else "//" + source).netloc
    return source if "wikinews" in host else host


def _document(key: str, text: str) -> Document:
    return Document(key, "", "", key, "", "", "", "", "", "", "", "", text, "en", None, "", False, None)


def mean_f1(scores: Iterable[Score]) -> float:
    """The mean of the corpora's F1, each counting the same; 0 for none."""
    values = [score.f1 for score in scores]
    return sum(values) / len(values) if values else 0.0


def table(title: str, scores: Sequence[Score]) -> str:
    """The scores in words and columns, with their mean."""
    lines = [f"{title:28}  precision  recall  exact F1"]
    for score in scores:
        precision, recall = score.right / max(score.found, 1), score.right / max(score.marked, 1)
        lines.append(f"  {score.corpus:26}  {precision:9.3f}  {recall:6.3f}  {score.f1:8.3f}")
    return "\n".join([*lines, f"  {'mean':26}  {'':9}  {'':6}  {mean_f1(scores):8.3f}"])
