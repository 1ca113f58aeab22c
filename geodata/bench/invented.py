"""An invented atlas of many sentences, by a rule without chance: what the figures of the map are measured on."""

from datetime import date, timedelta
from pathlib import Path

from geodata.atlas import save, write_facts
from geodata.model import Atlas, Document, Ground, LayerSet, Mention, Place, Status, TimeSpan, short_hash

SITES = 900
DOCUMENTS = 20
_FIRST = date(2012, 1, 1)
_DAYS = 2400
_WIDTH = 20
"""Of a name with the blanks behind it, in an invented text that is made of names."""

_LAYERS = ("air_strikes", "ground_operations", "training_bases", "civilian_harm", "humanitarian", "policy")


def save_invented(mentions: int, folder: Path) -> None:
    """Save an atlas of so many sentences at `SITES` places round the Mediterranean, each dated by a span of a day to a month."""
    places = [_place(number) for number in range(1, SITES + 1)]
    named = [places[number * 7 % SITES] for number in range(mentions)]
    documents = tuple(_document(number, "".join(f"{place.name:<{_WIDTH}}" for place in named[number::DOCUMENTS])) for number in range(DOCUMENTS))
    found = tuple(_mention(number, documents[number % DOCUMENTS], place) for number, place in enumerate(named))
    write_facts(folder, Atlas("An invented atlas"))
    save(LayerSet(documents, found, tuple("An invented sentence names a place." for _ in found), (), ()), folder)


def _document(number: int, text: str) -> Document:
    published = TimeSpan.of_day(_FIRST + timedelta(days=number * 100))
    return Document(
        id=short_hash("invented", number),
        sha256="0" * 64,
        text_sha256="0" * 64,
        source=f"invented-{number}.txt",
        title=f"Invented report {number}",
        publisher="An invented publisher",
        author="",
        url="",
        final_url="",
        archive_url="",
        licence="",
        content_note="",
        text=text,
        language="en",
        published=published,
        published_basis="",
        published_inferred=False,
        collected_at=None,
    )


def _place(number: int) -> Place:
    lat, lon = 20 + number * 0.569840291 % 1 * 30, -10 + number * 0.754877666 % 1 * 60
    return Place("invented", str(number), f"Place {number}", (), round(lat, 4), round(lon, 4), 3000.0, "PPL", "", "")


def _mention(number: int, document: Document, place: Place) -> Mention:
    begin, start = _FIRST + timedelta(days=number * 13 % _DAYS), number // DOCUMENTS * _WIDTH
    end = begin + timedelta(days=1 + number % 30)
    return Mention(
        id=short_hash(document.id, start, start + len(place.name)),
        document_id=document.id,
        start=start,
        end=start + len(place.name),
        surface=place.name,
        phrase_start=start,
        phrase_end=start + len(place.name),
        place=place,
        lat=place.lat,
        lon=place.lon,
        radius_m=place.radius_m,
        working="",
        score=1.0,
        ambiguous=False,
        when=TimeSpan(begin, end, TimeSpan.of_day(begin).precision),
        dated_ground=Ground.CLAUSE,
        dated_words="then",
        dated_rule="",
        dated_anchor="",
        reported=document.published,
        status=tuple(Status)[number % len(Status)],
        said_by=document.publisher,
        layer=_LAYERS[number % len(_LAYERS)],
        layer_rule="",
        quote_start=start,
        quote_end=start + len(place.name),
    )
