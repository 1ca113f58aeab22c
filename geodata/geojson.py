"""Rows → GeoJSON: the only place where longitude stands first. Text is passed on as it is; whoever draws it never treats it as markup."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from geodata.model import Status

Feature = dict[str, Any]

_EPOCH = date(1970, 1, 1)
_AREA_KINDS = ("PCL", "ADM", "CONT", "RGN", "TERR", "ZN", "GULF", "SEA", "OCN", "DSRT", "MTS", "ISLS", "AREA", "PEN")
_LINE_KINDS = ("STM", "VAL", "CNL", "RD", "RR", "BDR")


_SIDES = (Status.CLAIMED, Status.DENIED)
"""The two sides of a dispute: what a person has decided to be something else is none of it."""


def level(kind: str) -> str:
    """How a gazetteer kind is drawn: "area", "line", or "point" for all that has a place of its own."""
    if kind.startswith(_AREA_KINDS):
        return "area"
    return "line" if kind.startswith(_LINE_KINDS) else "point"


def feature_collection(mentions: pd.DataFrame, columns: Sequence[str]) -> Feature:
    """One Point feature a mention (RFC 7946), in the order of the rows, with the named columns as properties; dates are ISO texts."""
    features = [_feature(row, columns) for row in mentions.to_dict("records")]
    return {"type": "FeatureCollection", "features": features}


def map_data(mentions: pd.DataFrame, sites: pd.DataFrame, documents: pd.DataFrame, layers: Sequence[Mapping[str, str]]) -> Feature:
    """What the map's script loads once: every site as a feature, every mention as columns of small numbers.

    Days count from 1 January 1970, an end is excluded, null is an open side; `dated` is 0 where the text gives no time. `layer`, `status`, `speaker`,
    `source` and `site` are positions in the lists beside them. `disputed` is 1 for a claim that is denied near it, and for the denial.
    """
    speakers = sorted(mentions["said_by"].unique())
    return {
        "version": 1,
        "layers": list(layers),
        "statuses": [str(status) for status in Status],
        "speakers": speakers,
        "sources": documents[["id", "title"]].to_dict("records"),
        "sites": {"type": "FeatureCollection", "features": [_site(row) for row in sites.to_dict("records")]},
        "mentions": {
            "id": mentions["id"].tolist(),
            "site": _positions(mentions["site"], sites["site"]),
            "layer": _positions(mentions["layer"], [layer["id"] for layer in layers]),
            "status": _positions(mentions["status"], list(Status)),
            "speaker": _positions(mentions["said_by"], speakers),
            "source": _positions(mentions["document_id"], documents["id"]),
            "begin": _days(mentions["when_begin"]),
            "end": _days(mentions["when_end"]),
            "dated": [int(b or e) for b, e in zip(mentions["when_begin"].notna(), mentions["when_end"].notna(), strict=True)],
            "reported_begin": _days(mentions["reported_begin"]),
            "reported_end": _days(mentions["reported_end"]),
            "ambiguous": mentions["ambiguous"].astype(int).tolist(),
            "disputed": [int(disputed and status in _SIDES) for disputed, status in zip(mentions["disputed"], mentions["status"], strict=True)],
        },
    }


def days_since_epoch(day: date) -> int:
    """Days from 1 January 1970, as the map's script counts them."""
    return (day - _EPOCH).days


def _feature(row: Mapping[Any, Any], columns: Sequence[str]) -> Feature:
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        "properties": {name: plain(row[name]) for name in columns},
    }


def _site(row: Mapping[Any, Any]) -> Feature:
    named = {name: row[name] for name in ("label", "radius_m", "country")}
    properties = {**named, "kind": row["place_kind"], "level": level(row["place_kind"]), "place": row["place_name"], "own": int(row["is_place"])}
    return {
        "type": "Feature",
        "id": row["site"],
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        "properties": properties,
    }


def plain(value: Any) -> Any:
    """A cell as JSON has it: a date as ISO text, a missing value as None."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _positions(column: Sequence[str] | pd.Series, wanted: Sequence[str] | pd.Series) -> list[int]:
    position = {name: number for number, name in enumerate(wanted)}
    return [position[name] for name in column]


def _days(column: pd.Series) -> list[int | None]:
    return [None if pd.isna(day) else days_since_epoch(pd.Timestamp(day).date()) for day in column]
