"""Filters and aggregations, written once for every engine through Ibis. The page, every export and every count ask here.

Each function takes an opened atlas and gives a pandas frame with the column names of the layer set. They count sentences, never events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd

from geodata.atlas import OpenAtlas
from geodata.model import Stage
from geodata.rows import LIST_SEPARATOR
from geodata.searching import folded

Window = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which mentions are wanted. None means all; an empty tuple means none.

    `happened` keeps what overlaps the window; `undated` adds those whose text gives no time. Without that window `dated` leaves these out. `sites`
    and `mentions` are identities; `text` is looked for in the quotation, the place's name as written and as listed, the source's title and the
    speaker, folded (`searching.folded`).
    """

    happened: Window | None = None
    undated: bool = False
    dated: bool = False
    reported: Window | None = None
    layers: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    speakers: tuple[str, ...] | None = None
    sources: tuple[str, ...] | None = None
    sites: tuple[str, ...] | None = None
    mentions: tuple[str, ...] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences and sites are in, out of how many."""

    mentions: int
    mentions_of: int
    sites: int
    sites_of: int


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How many documents, of how many publishers, without their copies; and how many copies of them."""

    documents: int
    publishers: int
    copies: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many pins the program set, how many of them people checked, and how many of those they moved or rejected."""

    pins: int
    checked: int
    moved: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a place as a row, and what was reported of the same place after it, in that order."""

    row: dict[str, Any]
    later: pd.DataFrame


EVERYTHING = Filters()
_ORDER = ("when_begin", "when_end", "reported_begin", "source", "start")
_WIDE = ibis.interval(days=366)
"""A span longer than this, or open at a side, has no place among days: it stands behind them."""
_AS_REPORTED = ("reported_begin", "reported_end", "source", "start")
_STAND = ("lat", "lon", "radius_m")
_NOT_YET = ("planned", "claimed", "denied")
"""The statuses whose later reports a reader wants to see beside them."""


def mentions(atlas: OpenAtlas, filters: Filters = EVERYTHING, limit: int | None = None) -> pd.DataFrame:
    """The mentions that pass, in order of time; only the first `limit` where one is given.

    First those whose span is at most a year long, by their begin, of equal ones the narrower first; then those with a wider span or an open one;
    those without a date last. Then by the report, the source and the offset.
    """
    table = _filtered(_mentions(atlas), filters)
    table = table.order_by([_width(table), *(ibis.asc(table[name], nulls_first=False) for name in _ORDER)])
    return atlas.run(table.limit(limit))


def mention(atlas: OpenAtlas, mention_id: str) -> dict[str, Any] | None:
    """One mention as a row; None where it is not there or was rejected."""
    table = _mentions(atlas)
    found = atlas.run(table.filter(table.id == mention_id).limit(1))
    return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}


def is_known(atlas: OpenAtlas, column: str, value: str) -> bool:
    """Whether any mention has this value in a column ("id", "site")."""
    table = _mentions(atlas)
    return not atlas.run(table.filter(table[column] == value).select(column).limit(1)).empty


def ids(atlas: OpenAtlas, filters: Filters) -> list[str]:
    """The identities of the mentions that pass, sorted."""
    return sorted(atlas.run(_filtered(_mentions(atlas), filters).select("id"))["id"])


def counts(atlas: OpenAtlas, filters: Filters = EVERYTHING) -> Counts:
    """Sentences and sites that pass, and in all."""
    table = _mentions(atlas)
    passes = _condition(table, filters)
    row = atlas.run(
        table.aggregate(mentions=passes.sum(), mentions_of=table.count(), sites=table.site.nunique(where=passes), sites_of=table.site.nunique())
    )
    return Counts(**{name: int(row[name].fillna(0).iloc[0]) for name in row.columns})


def sites(atlas: OpenAtlas, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """One row a site with the name most used for it (`label`), its place and position, its mentions and its first and last day; sorted by label.
    `is_place` says whether it stands for the place itself, and not for a part of it, its border or a spot near it."""
    table = _filtered(_mentions(atlas), filters)
    facts = ["site", "place_gazetteer", "place_key", "place_name", "place_kind", "country", "admin1", "lat", "lon", "radius_m"]
    grouped = table.group_by(facts).aggregate(mentions=table.count(), first=table.when_begin.min(), last=table.when_end.max())
    found = atlas.run(grouped)
    named = atlas.run(table.group_by(["site", "phrase"]).aggregate(n=table.count()))
    labels = named.sort_values(["n", "phrase"], ascending=[False, True]).drop_duplicates("site")[["site", "phrase"]]
    found = found.merge(labels.rename(columns={"phrase": "label"}), on="site")
    own = atlas.run(atlas.tables["places"].select(*_STAND, place_gazetteer="gazetteer", place_key="key"))
    found = found.merge(own, on=["place_gazetteer", "place_key"], how="left", suffixes=("", "_own"))
    found["is_place"] = [all(row[name] == row[f"{name}_own"] for name in _STAND) for row in found.to_dict("records")]
    found = found.drop(columns=[f"{name}_own" for name in _STAND])
    return found.sort_values(["label", "site"], ignore_index=True)


def values(atlas: OpenAtlas, column: str, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """The distinct values of a column in what passes with their number of mentions (`mentions`), sorted by value."""
    table = _filtered(_mentions(atlas), filters)
    return atlas.run(table.group_by(column).aggregate(mentions=table.count())).sort_values(column, ignore_index=True)


def spans(atlas: OpenAtlas, axis: str, filters: Filters = EVERYTHING) -> pd.DataFrame:
    """The distinct spans of an axis ("when" or "reported") as `begin`, `end` with their number of mentions; both None counts what has no time."""
    table = _filtered(_mentions(atlas), filters)
    grouped = table.group_by(begin=table[f"{axis}_begin"], end=table[f"{axis}_end"]).aggregate(mentions=table.count())
    return atlas.run(grouped.order_by([ibis.asc("begin", nulls_first=False), ibis.asc("end", nulls_first=False)]))


def said(atlas: OpenAtlas, site: str, filters: Filters = EVERYTHING) -> list[Said]:
    """What was planned, claimed or denied of a site and passes, in the order of reporting (an unknown date last, with nothing after it).

    What came later is the whole atlas's, whatever the filters: every statement of the site whose report begins on or after the day on which the
    first one's ended, but for sentences that only name it. Nothing is judged, and nothing says that both speak of the same matter.
    """
    table = _mentions(atlas)
    table = table.filter((table.site == site) & (table.status != "mentioned"))
    table = table.mutate(asked=_condition(table, filters) & table.status.isin(_NOT_YET))
    found = atlas.run(table.order_by([ibis.asc(table[name], nulls_first=False) for name in _AS_REPORTED]))
    rows, dated = found.drop(columns="asked"), found["reported_begin"].dropna()
    after = [len(dated) if pd.isna(end) else int(dated.searchsorted(end)) for end in found["reported_end"]]
    asked = (at for at, is_asked in enumerate(found["asked"]) if is_asked)
    return [Said({str(name): value for name, value in rows.iloc[at].items()}, rows.iloc[after[at] : len(dated)]) for at in asked]


def documents(atlas: OpenAtlas) -> pd.DataFrame:
    """Every document's facts with its number of mentions and of quoted characters, sorted by source."""
    found = atlas.run(atlas.tables["documents"])
    table = _mentions(atlas)
    counted = atlas.run(table.group_by("document_id").aggregate(mentions=table.count(), cited_only=(table.quote == "").sum()))
    found = found.merge(counted, left_on="id", right_on="document_id", how="left").drop(columns="document_id")
    found = found.fillna({"mentions": 0, "cited_only": 0}).astype({"mentions": int, "cited_only": int})
    return found.sort_values(["source", "id"], ignore_index=True)


def problems(atlas: OpenAtlas) -> pd.DataFrame:
    """Everything that is not on the map or not sure, with its reason and the `source` and `title` of its document ('' where it has none)."""
    found = atlas.run(atlas.tables["problems"])
    facts = atlas.run(atlas.tables["documents"].select("id", "source", "title"))
    found = found.merge(facts, left_on="document_id", right_on="id", how="left").drop(columns="id")
    found[["source", "title"]] = found[["source", "title"]].fillna("")
    return found.sort_values(["source", "start", "code", "subject"], ignore_index=True, na_position="first")


def not_on_the_map(atlas: OpenAtlas) -> int:
    """How many names were found and are not on the map. Contradictions, times without an anchor and notes about files are none of them."""
    table = atlas.tables["problems"]
    places = (table.stage == str(Stage.LOCATE)) & table.start.notnull()
    return int(atlas.run(table.aggregate(n=places.sum().fill_null(0)))["n"].iloc[0])


def candidates(atlas: OpenAtlas, mention_id: str) -> pd.DataFrame:
    """The places that were weighed for a mention, best first."""
    table = atlas.tables["candidates"]
    return atlas.run(table.filter(table.mention_id == mention_id).order_by("rank"))


def versions(atlas: OpenAtlas) -> dict[str, str]:
    """What made the build, each part with its version, in the order in which it was written; empty for a build of an earlier program."""
    found = atlas.run(atlas.tables["versions"])
    return dict(zip(found["part"], found["version"], strict=True))


def sourcing(atlas: OpenAtlas, filters: Filters = EVERYTHING) -> Sourcing:
    """From how many documents and publishers the sentences come that pass. A copy counts as the document it repeats, and as its publisher."""
    table = _filtered(_mentions(atlas), filters)
    is_copy = table.copy_of != ""
    counted = table.select(
        document=is_copy.ifelse(table.copy_of, table.document_id),
        publisher=(table.copy_publisher != "").ifelse(table.copy_publisher, table.publisher),
        copy=is_copy.ifelse(table.document_id, ibis.null("string")),
    )
    row = atlas.run(counted.aggregate(documents=counted.document.nunique(), publishers=counted.publisher.nunique(), copies=counted.copy.nunique()))
    return Sourcing(**{name: int(row[name].iloc[0]) for name in row.columns})


def review_queue(atlas: OpenAtlas, source: str | None = None) -> tuple[str, ...]:
    """The identities of the mentions that nobody has checked, or on which two reviewers disagree: the least certain first. Of one document, where
    `source` is its id."""
    table = atlas.tables["mentions"]
    open_ = ~(table.accepted | table.rejected | table.moved | table.added) | table.contested
    if source is not None:
        open_ = open_ & (table.document_id == source)
    table = table.filter(open_).order_by([ibis.desc(_doubt(table)), ibis.asc(table.source), ibis.asc(table.start)])
    return tuple(atlas.run(table.select("id"))["id"])


def reviewed(atlas: OpenAtlas) -> Reviewed:
    """The program's pins and what people made of them. What people added is none of them."""
    table = atlas.tables["mentions"]
    table = table.filter(~table.added)
    checked = table.accepted | table.rejected | table.moved
    row = atlas.run(
        table.aggregate(pins=table.count(), checked=checked.sum(), moved=(table.moved & ~table.rejected).sum(), rejected=table.rejected.sum())
    )
    return Reviewed(**{name: int(row[name].fillna(0).iloc[0]) for name in row.columns})


def mentions_alike(atlas: OpenAtlas, surface: str, phrase: str, document_id: str | None = None) -> pd.DataFrame:
    """Every mention of the same name in the same phrase ("Homs", but not "15 miles west of Homs"), in one document or in all; rejected ones too."""
    table = atlas.tables["mentions"]
    wanted = (table.surface == surface) & (table.phrase == phrase)
    if document_id is not None:
        wanted = wanted & (table.document_id == document_id)
    return _with_text(atlas, table.filter(wanted).order_by(["source", "start"]))


def any_mention(atlas: OpenAtlas, mention_id: str) -> dict[str, Any] | None:
    """One mention as a row for review, also where it was rejected; None where it is not there."""
    table = atlas.tables["mentions"]
    found = _with_text(atlas, table.filter(table.id == mention_id).limit(1))
    return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}


def other_names(atlas: OpenAtlas, gazetteer: str, key: str) -> list[str]:
    """The other names of a place, in the gazetteer's order; empty where it has none."""
    table = atlas.tables["places"]
    found = atlas.run(table.filter((table.gazetteer == gazetteer) & (table.key == key)))["other_names"]
    return [name for joined in found for name in joined.split(LIST_SEPARATOR) if name]


def _mentions(atlas: OpenAtlas) -> ir.Table:
    table = atlas.tables["mentions"]
    return table.filter(~table.rejected)


def _filtered(table: ir.Table, filters: Filters) -> ir.Table:
    return table.filter(_condition(table, filters))


def _condition(table: ir.Table, filters: Filters) -> ir.BooleanValue:
    conditions: list[ir.BooleanValue] = [table.id.notnull()]
    if filters.happened is not None:
        within = _overlaps(table, "when", filters.happened)
        conditions.append(within | _undated(table, "when") if filters.undated else within)
    elif filters.dated:
        conditions.append(~_undated(table, "when"))
    if filters.reported is not None:
        conditions.append(_overlaps(table, "reported", filters.reported))
    chosen: Sequence[tuple[str, tuple[str, ...] | None]] = (
        ("layer", filters.layers),
        ("status", filters.statuses),
        ("said_by", filters.speakers),
        ("document_id", filters.sources),
        ("site", filters.sites),
        ("id", filters.mentions),
    )
    conditions += [table[column].isin(wanted) for column, wanted in chosen if wanted is not None]
    if words := folded(filters.text.strip()):
        conditions.append(table.searched.contains(words))
    return ibis.and_(*conditions)


def _width(table: ir.Table) -> ir.NumericValue:
    """0 for a span of a year or less, 1 for a wider or open one, 2 for none."""
    is_narrow = (table.when_end <= table.when_begin + _WIDE).fill_null(False)
    return ibis.cases((is_narrow, 0), (~_undated(table, "when"), 1), else_=2)


def _undated(table: ir.Table, axis: str) -> ir.BooleanValue:
    return table[f"{axis}_begin"].isnull() & table[f"{axis}_end"].isnull()


def _overlaps(table: ir.Table, axis: str, window: Window) -> ir.BooleanValue:
    begin, end, (first, last) = table[f"{axis}_begin"], table[f"{axis}_end"], window
    overlaps: ir.BooleanValue = (begin.isnull() | (begin <= last)) & (end.isnull() | (end > first))
    return overlaps & ~_undated(table, axis)


def _doubt(table: ir.Table) -> ir.NumericValue:
    """How much a mention should be looked at: conflicts first, then the chance that its place is wrong, then the weakness of its date."""
    about_date = {"sentence": 0.1, "passage": 0.3}
    weak = ibis.cases(*((table.dated_ground == ground, weight) for ground, weight in about_date.items()), else_=0.0)
    inferred = table.dated_anchor.contains("(inferred)").ifelse(0.2, 0.0)
    doubt: ir.NumericValue = table.contested.ifelse(10.0, 0.0) + table.ambiguous.ifelse(1.0, 0.0) + (1.0 - table.score) + weak + inferred
    return doubt


def _with_text(atlas: OpenAtlas, table: ir.Table) -> pd.DataFrame:
    """The rows with the checksum of the text in which their offsets count."""
    found = atlas.run(table)
    texts = atlas.run(atlas.tables["documents"].select("id", "text_sha256"))
    return found.assign(text_sha256=found["document_id"].map(dict(zip(texts["id"], texts["text_sha256"], strict=True))))
