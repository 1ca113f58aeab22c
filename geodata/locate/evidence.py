"""A document's names and what stands around them, as rows of numbers: one row for each place that a name may mean.

The columns are those of FEATURES: what is known of the place itself (`traits`), what the words beside the name say (`clues`), and how the place goes
with what the other names of the document probably mean. Chooses nothing: `weighing` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias
from geodata.locate.senses import Sense
from geodata.locate.traits import KINDS, TRAITS, Codes, Floats, code_of, vector_of
from geodata.model import Place

BESIDE = ("kind_fits", "kind_named", "kind_misfits", "within", "within_division", "holds")
"""From the words beside the name."""

AROUND = (
    "country_share",
    "country_mass",
    "division_mass",
    "country_named",
    "division_named",
    "beside_50",
    "beside_300",
    "region_1500",
    "listed_kind",
    "listed_country",
    "tells",
    "told_elsewhere",
    "collection",
)
"""From the other names of the document, from words that tell a country, and, last, from the collection."""

FEATURES = TRAITS + BESIDE + AROUND
"""Every column, in order; `weights.csv` has a line for each."""

LEAST_WEIGHT = 0.05
"""A place that another name means with less probability than this says nothing of its neighbours."""

SPOT_M = 120_000.0
"""Only places smaller than this have neighbours; a large area's middle does not."""

MOST_COUNTRIES = 12
"""So many countries of a collection are looked at, the heaviest first."""

_COUNTRY, _DIVISION = KINDS.index("country"), KINDS.index("division")
_EARTH_KM = 6371.0
_REGION_KM = 1500.0
_NEIGHBOUR_KM = 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The senses of a document as one table. `firsts` says at which row each sense's places begin (and, last, the number of rows); `owner` gives
    each row's sense, `names` each row's name, so that a name has no say in its own case. `listed` has a row and a column a sense. The other fields
    run parallel to the rows.
    """

    firsts: NDArray[np.int64]
    owner: NDArray[np.int64]
    names: NDArray[np.int64]
    fixed: Floats
    vectors: Floats
    countries: Codes
    divisions: Codes
    spread_m: Floats
    kinds: NDArray[np.int64]
    listed: Floats
    demonyms: Floats
    demonym_total: int
    tells: Floats
    told_elsewhere: Floats
    collection: Floats

    def rows(self, sense: int) -> slice:
        """The rows of sense number `sense`."""
        return slice(int(self.firsts[sense]), int(self.firsts[sense + 1]))


def gather(
    senses: Sequence[Sense],
    demonyms: Sequence[Place],
    tells: Sequence[tuple[str, float]],
    bias: Bias,
    voices: Mapping[str, str],
    gazetteer: Gazetteer,
) -> Evidence:
    """The evidence of a document. `demonyms` are the countries whose people it names, `tells` the countries that its words tell (`tells_of`), `bias`
    is the collection's, `voices` say which names of the document spoke for which country in it. There must be at least one sense."""
    sizes = [len(sense.named.places) for sense in senses]
    keys = {key: number for number, key in enumerate(dict.fromkeys(sense.named.key for sense in senses))}
    owner = np.repeat(np.arange(len(senses)), sizes)
    vectors, countries = np.concatenate([s.named.vectors for s in senses]), np.concatenate([s.named.countries for s in senses])
    spread_m = np.concatenate([s.named.spread_m for s in senses])
    own_people = tuple(dict.fromkeys(place.country for place in demonyms if place.country))
    told = _told(countries, tells)
    spoken = np.array([code_of(voices.get(sense.named.key, ""), "") for sense in senses], dtype=np.uint64)[owner]
    own = (spoken == countries) / (max(1, len(voices)) * bias.documents)
    return Evidence(
        firsts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        owner=owner,
        names=np.array([keys[sense.named.key] for sense in senses])[owner],
        fixed=np.concatenate([np.concatenate([s.named.traits, s.beside], axis=1) for s in senses]),
        vectors=vectors,
        countries=countries,
        divisions=np.concatenate([s.named.divisions for s in senses]),
        spread_m=spread_m,
        kinds=np.concatenate([s.named.kinds for s in senses]),
        listed=_listed(senses),
        demonyms=sum((countries == code_of(country, "") for country in own_people), np.zeros(len(countries))),
        demonym_total=len(own_people),
        tells=told,
        told_elsewhere=np.maximum(0.0, max((weight for _, weight in tells), default=0.0) - told) * (countries != 0),
        collection=_collection(vectors, countries, spread_m, bias, own, gazetteer),
    )


def around(e: Evidence, probability: Floats) -> Floats:
    """The columns AROUND, given how probable each row is to be what its name means (zero for all: the names say nothing of each other)."""
    at = np.flatnonzero(probability > LEAST_WEIGHT)
    weight = probability[at] * (e.names[:, None] != e.names[None, at])
    same_country = (e.countries[:, None] == e.countries[None, at]) & (e.countries[:, None] != 0)
    same_division = (e.divisions[:, None] == e.divisions[None, at]) & (e.divisions[:, None] != 0)
    km = _km(e.vectors, e.vectors[at].T)
    is_country, is_division = e.kinds[at] == _COUNTRY, e.kinds[at] == _DIVISION
    is_spot, row_is_spot = e.spread_m[at] < SPOT_M, e.spread_m < SPOT_M
    listed = e.listed[e.owner[:, None], e.owner[at]] * weight
    mass, country, division, country_named, division_named, beside_50, beside_300, region, listed_kind, listed_country = np.array(
        [
            weight,
            weight * same_country,
            weight * (same_division & ~is_country),
            weight * (same_country & is_country),
            weight * (same_division & is_division),
            weight * np.exp(-km / 50) * is_spot,
            weight * np.exp(-km / 300) * is_spot,
            weight * np.exp(-km / _REGION_KM),
            listed * (e.kinds[:, None] == e.kinds[None, at]),
            listed * (same_country & ~is_country),
        ]
    ).sum(axis=2)  # one sum over all others instead of ten, of which each costs more than the sum itself
    country += e.demonyms
    columns = (
        country / np.maximum(mass + e.demonym_total, 1.0),
        np.log1p(country),
        np.log1p(division),
        np.minimum(1.0, country_named + e.demonyms),
        np.minimum(1.0, division_named),
        np.log1p(beside_50) * row_is_spot,
        np.log1p(beside_300) * row_is_spot,
        np.log1p(region),
        listed_kind,
        listed_country * (e.kinds != _COUNTRY),
        e.tells,
        e.told_elsewhere,
        e.collection,
    )
    return np.stack(columns, axis=1)


def _km(one: Floats, other: Floats) -> Floats:
    return np.asarray(_EARTH_KM * np.arccos(np.clip(one @ other, -1.0, 1.0)))


def _listed(senses: Sequence[Sense]) -> Floats:
    """Senses × senses: the share of a sense's neighbours in lists that each other one is."""
    sense_of = {number: at for at, sense in enumerate(senses) for number in sense.numbers}
    found = np.zeros((len(senses), len(senses)))
    for at, sense in enumerate(senses):
        for number in sense.listed:
            if number in sense_of:
                found[at, sense_of[number]] += 1
    return np.asarray(found / np.maximum(1.0, found.sum(axis=1, keepdims=True)))


def _told(countries: Codes, tells: Sequence[tuple[str, float]]) -> Floats:
    return sum((weight * (countries == code_of(country, "")) for country, weight in tells), np.zeros(len(countries)))


def _collection(vectors: Floats, countries: Codes, spread_m: Floats, bias: Bias, own: Floats, gazetteer: Gazetteer) -> Floats:
    """How much the collection is about each row's country but for `own`, what the row's name itself added to it; for a sea or region of no
    country, about the countries near it."""
    found = np.zeros(len(countries))
    nowhere, most = countries == 0, bias.countries[0][1] if bias.countries else 1.0
    for code, share in bias.countries[:MOST_COUNTRIES]:
        found = np.maximum(found, (share - own) / most * (countries == code_of(code, "")))
        country = gazetteer.country(code) if nowhere.any() else None
        if country:
            near = _km(vectors, vector_of(country.lat, country.lon)) < _NEIGHBOUR_KM + spread_m / 1000
            found = np.maximum(found, share / most * near * nowhere)
    return found
