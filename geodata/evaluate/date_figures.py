"""The figures of time expressions, as TempEval-3 has them, and of what is said when, how and by whom.

strict_*      the same words.
relaxed_*     one to one, at least one shared character, equal words first.
type_*, value_*, both_*   a relaxed match counts only where the attribute is equal too; values are compared in capitals, without surrounding space.
day_*         marked expressions whose value is a full date, with or without a time: recall, and accuracy on the matched ones, by the first ten
              characters.
when, status, said_by    where a gold file marks mentions: the share that is right. `when` needs both days (or none); names are compared without
              regard to case and a leading article. `dated_right` is over the mentions that the reader dates, `undated_right` over the others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geodata.evaluate.answers import Answer
from geodata.evaluate.gold import GoldDocument, GoldMention, GoldTimex
from geodata.evaluate.matching import exact, match, rates, share
from geodata.evaluate.place_figures import Figures
from geodata.model import Statement, Timex

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?:$|T)")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|one) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader takes from the text about a place, and what the program does; the latter is None where the document could not be parsed."""

    gold: GoldMention
    found: Statement | None

    @property
    def when_right(self) -> bool:
        """Whether both days are the reader's."""
        return self.found is not None and days(self.found) == (self.gold.when_begin, self.gold.when_end)

    @property
    def status_right(self) -> bool:
        """Whether the status is the reader's."""
        return self.found is not None and str(self.found.status) == self.gold.status

    @property
    def said_by_right(self) -> bool:
        """Whether the speaker is the reader's."""
        return self.found is not None and _speaker(self.found.said_by) == _speaker(self.gold.said_by)


@dataclass(frozen=True, slots=True)
class ComparedDates:
    """One document: marked and found expressions, which stands for which, and its mentions."""

    gold: tuple[GoldTimex, ...]
    found: tuple[Timex, ...]
    matched: dict[int, int]
    told: tuple[Told, ...]


def compare_dates(document: GoldDocument, answer: Answer) -> ComparedDates:
    """Match the found expressions of a document with the marked ones, and ask for the statement about each marked mention."""
    told = tuple(Told(m, answer.reading.statement(m.start, m.end) if answer.reading else None) for m in document.mentions)
    return ComparedDates(document.timexes, answer.timexes, match(document.timexes, answer.timexes), told)


def date_figures(compared: Iterable[ComparedDates]) -> Figures:
    """The figures over so many documents."""
    documents = list(compared)
    pairs = [(d.gold[i], d.found[j]) for d in documents for i, j in d.matched.items()]
    marked, found = sum(len(d.gold) for d in documents), sum(len(d.found) for d in documents)
    right = {
        "strict": sum(exact(d.gold, d.found) for d in documents),
        "relaxed": len(pairs),
        "type": sum(same_type(*pair) for pair in pairs),
        "value": sum(same_value(*pair) for pair in pairs),
        "both": sum(same_type(*pair) and same_value(*pair) for pair in pairs),
    }
    figures: Figures = {"docs": len(documents), "gold": marked, "pred": found}
    for name, count in right.items():
        result = rates(count, found, marked)
        figures |= {f"{name}_P": result.precision, f"{name}_R": result.recall, f"{name}_F1": result.f1}
    figures["value_acc_on_matched"] = share(right["value"], len(pairs))
    figures |= _day_figures([t for d in documents for t in d.gold], pairs)
    return figures | _told_figures([told for d in documents for told in d.told])


def same_type(gold: GoldTimex, found: Timex) -> bool:
    """Whether the type is the marked one."""
    return _normal(gold.type) == _normal(str(found.type))


def same_value(gold: GoldTimex, found: Timex) -> bool:
    """Whether the value is the marked one; an empty value is never right."""
    return _normal(gold.value) == _normal(found.value) != ""


def days(statement: Statement) -> tuple[str, str]:
    """The first day and the day after the last, as ISO dates; empty where open or unknown."""
    when = statement.when
    return (str(when.begin or ""), str(when.end or "")) if when else ("", "")


def _day_figures(gold: Iterable[GoldTimex], pairs: Iterable[tuple[GoldTimex, Timex]]) -> Figures:
    marked = sum(bool(_DAY.match(t.value)) for t in gold)
    matched = [(_normal(g.value)[:10], _normal(f.value)[:10]) for g, f in pairs if _DAY.match(g.value)]
    right = sum(g == f for g, f in matched)
    return {"day_gold": marked, "day_recall": share(right, marked), "day_acc_on_matched": share(right, len(matched))}


def _told_figures(told: list[Told]) -> Figures:
    if not told:
        return {}
    dated = [t for t in told if t.gold.when_begin or t.gold.when_end]
    undated = [t for t in told if not (t.gold.when_begin or t.gold.when_end)]
    return {
        "mentions": len(told),
        "when": share(sum(t.when_right for t in told), len(told)),
        "dated_right": share(sum(t.when_right for t in dated), len(dated)),
        "undated_right": share(sum(t.when_right for t in undated), len(undated)),
        "status": share(sum(t.status_right for t in told), len(told)),
        "said_by": share(sum(t.said_by_right for t in told), len(told)),
        "all_three": share(sum(t.when_right and t.status_right and t.said_by_right for t in told), len(told)),
    }


def _normal(value: str) -> str:
    return value.strip().upper()


def _speaker(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).casefold()
