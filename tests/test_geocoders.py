"""The door to online geocoders, against a server on this machine: answers, silence, refusals, waits, and that nothing is asked twice."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.config import GEOCODERS, GeocoderSettings, Settings
from geodata.errors import ConfigError, GeocoderUnusable, LookupFailed
from geodata.locate import open_geocoder
from geodata.locate.geocoders.asking import GIVE_UP_AFTER, PATIENCE_S, AskingGeocoder
from geodata.locate.geocoders.ledger import Ledger
from geodata.locate.geocoders.nominatim import Nominatim
from geodata.locate.geocoders.services import SERVICES

OBERSTDORF = {
    "place_id": 1,
    "osm_type": "relation",
    "osm_id": 2,
    "lat": "47.4096",
    "lon": "10.2793",
    "name": "Oberstdorf",
    "display_name": "Oberstdorf, Bavaria, Germany",
    "addresstype": "village",
    "address": {"country_code": "de"},
    "boundingbox": ["47.27", "47.46", "10.08", "10.40"],
}
PHOTON = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [10.2793, 47.4096]},
    "properties": {
        "osm_type": "R",
        "osm_id": 2,
        "type": "city",
        "name": "Oberstdorf",
        "state": "Bavaria",
        "country": "Germany",
        "countrycode": "DE",
        "extent": [10.08, 47.46, 10.40, 47.27],
    },
}
PELIAS = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [10.2793, 47.4096]},
    "properties": {"gid": "whosonfirst:locality:2", "layer": "locality", "name": "Oberstdorf", "label": "Oberstdorf, Germany", "country_code": "DE"},
    "bbox": [10.08, 47.27, 10.40, 47.46],
}
COUNTRY = {"place_id": 9, "lat": "51.2", "lon": "10.4", "display_name": "Germany", "addresstype": "country", "boundingbox": ["47", "55", "5", "15"]}


@dataclass
class Answer:
    body: str = "[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: threading.Event | None = None


@dataclass
class Fake:
    """A service that gives its answers in turn (the last one for ever) and notes what it was asked, and as whom."""

    url: str
    answers: list[Answer]
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(*answers: Answer) -> Iterator[Fake]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            fake.asked.append((query.get("q") or query.get("text") or [""])[0])
            fake.paths.append(urlsplit(self.path).path)
            fake.agents.append(self.headers["User-Agent"])
            answer = fake.answers.pop(0) if len(fake.answers) > 1 else fake.answers[0]
            if answer.delay:
                answer.delay.wait(5)
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake = Fake(f"http://127.0.0.1:{server.server_port}", list(answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


OTHERS = {"photon": PHOTON, "pelias": PELIAS}
"""Services that answer in GeoJSON, with a feature each."""


def other(kind: str, fake: Fake, folder: Path, time: Time, timeout_s: float = 2.0) -> AskingGeocoder:
    settings = GeocoderSettings(kind=kind, url=f"{fake.url}/geo/", user_agent="dateline-tests (nobody@example.org)", timeout_s=timeout_s)
    return AskingGeocoder(SERVICES[kind](settings), Ledger(folder / "geocoder.sqlite"), settings, time.clock, time.sleep)


@pytest.mark.parametrize(("kind", "key", "path"), [("photon", "relation/2", "/geo/api"), ("pelias", "whosonfirst:locality:2", "/geo/v1/search")])
def test_other_services_answers_become_places(tmp_path: Path, kind: str, key: str, path: str) -> None:
    with serving(Answer(collection(OTHERS[kind]))) as fake:
        (place,) = other(kind, fake, tmp_path, Time()).lookup("Oberstdorf")
        assert other(kind, fake, tmp_path, Time()).lookup("Oberstdorf") == (place,)
    assert (place.key, place.name, place.kind, place.country) == (key, "Oberstdorf", "PPL", "DE")
    assert (place.lat, place.lon) == (47.4096, 10.2793)
    assert place.radius_m == pytest.approx(16_000, rel=0.05)  # half the diagonal of its box
    assert (fake.asked, fake.paths) == (["Oberstdorf"], [path])
    assert fake.agents == ["dateline-tests (nobody@example.org)"]


@pytest.mark.parametrize("kind", OTHERS)
def test_other_services_need_no_box(tmp_path: Path, kind: str) -> None:
    feature = {**OTHERS[kind], "properties": {k: v for k, v in OTHERS[kind]["properties"].items() if k != "extent"}}  # type: ignore[attr-defined]
    feature.pop("bbox", None)
    with serving(Answer(collection(feature))) as fake:
        (place,) = other(kind, fake, tmp_path, Time()).lookup("Oberstdorf")
    assert place.radius_m == 5_000


@pytest.mark.parametrize("kind", OTHERS)
def test_other_services_may_know_nothing(tmp_path: Path, kind: str) -> None:
    with serving(Answer(collection())) as fake:
        assert other(kind, fake, tmp_path, Time()).lookup("Nowhere at all") == ()


@pytest.mark.parametrize("kind", OTHERS)
def test_no_answer_lies_at_null_island(tmp_path: Path, kind: str) -> None:
    nowhere = {**OTHERS[kind], "geometry": {"type": "Point", "coordinates": [0, 0]}}
    with serving(Answer(collection(nowhere))) as fake:
        assert other(kind, fake, tmp_path, Time()).lookup("Oberstdorf") == ()


BROKEN = ["[{", "<html>", "null", "{}", "[]", '{"features": null}', '{"features": [{}]}', '{"features": ["a"]}', '{"error": "no such index"}']


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("answer", [*map(Answer, BROKEN), Answer("", status=500), Answer("", status=404)], ids=[*BROKEN, "500", "404"])
def test_other_services_failures_are_not_missing_places(tmp_path: Path, kind: str, answer: Answer) -> None:
    with serving(answer, Answer(collection(OTHERS[kind]))) as fake:
        asked = other(kind, fake, tmp_path, Time())
        with pytest.raises(LookupFailed, match="Oberstdorf"):
            asked.lookup("Oberstdorf")
        assert [place.name for place in asked.lookup("Oberstdorf")] == ["Oberstdorf"]


@pytest.mark.parametrize("kind", OTHERS)
def test_other_services_refusals_and_waits_are_honoured(tmp_path: Path, kind: str) -> None:
    time = Time()
    with serving(Answer(status=429, headers={"Retry-After": "7"}), Answer(collection(OTHERS[kind])), Answer(status=403)) as fake:
        asked = other(kind, fake, tmp_path, time)
        assert asked.lookup("Oberstdorf")
        assert sum(time.slept) == pytest.approx(7)
        for name in ("Sonthofen", "Immenstadt"):
            with pytest.raises(GeocoderUnusable, match="refuses"):
                asked.lookup(name)
        assert fake.asked == ["Oberstdorf", "Oberstdorf", "Sonthofen"]


@pytest.mark.parametrize("kind", OTHERS)
def test_other_services_timeouts_are_failures(tmp_path: Path, kind: str) -> None:
    released = threading.Event()
    with serving(Answer(delay=released)) as fake:
        try:
            with pytest.raises(LookupFailed, match="timed out"):
                other(kind, fake, tmp_path, Time(), timeout_s=0.2).lookup("Oberstdorf")
        finally:
            released.set()


def test_one_service_does_not_answer_for_another(tmp_path: Path) -> None:
    with serving(Answer(collection(PHOTON)), Answer(collection(PELIAS))) as fake:
        found = [other(kind, fake, tmp_path, Time()).lookup("Oberstdorf")[0].gazetteer for kind in OTHERS]
    assert found == ["osm", "pelias"]


def test_every_service_may_be_configured() -> None:
    assert set(SERVICES) == set(GEOCODERS) - {"none"}


def geocoder(fake: Fake, folder: Path, time: Time, timeout_s: float = 2.0) -> AskingGeocoder:
    settings = GeocoderSettings(kind="nominatim", url=fake.url, user_agent="dateline-tests (nobody@example.org)", timeout_s=timeout_s)
    return AskingGeocoder(Nominatim(settings), Ledger(folder / "geocoder.sqlite"), settings, time.clock, time.sleep)


def test_an_answer_becomes_places(tmp_path: Path) -> None:
    with serving(Answer(json.dumps([OBERSTDORF, COUNTRY]))) as fake:
        village, country = geocoder(fake, tmp_path, Time()).lookup("Oberstdorf")
    assert (village.gazetteer, village.key, village.name) == ("osm", "relation/2", "Oberstdorf")
    assert (village.lat, village.lon, village.kind, village.country) == (47.4096, 10.2793, "PPL", "DE")
    assert village.radius_m == pytest.approx(16_000, rel=0.05)  # half the diagonal of its box
    assert (country.name, country.kind, country.key) == ("Germany", "PCLI", "place/9")
    assert fake.agents == ["dateline-tests (nobody@example.org)"]


@pytest.mark.parametrize("answer", [Answer(json.dumps([OBERSTDORF])), Answer("[]")], ids=["found", "not found"])
def test_the_second_identical_lookup_asks_nobody(tmp_path: Path, answer: Answer) -> None:
    with serving(answer) as fake:
        first = geocoder(fake, tmp_path, Time()).lookup("Oberstdorf")
        again = geocoder(fake, tmp_path, Time()).lookup("Oberstdorf")  # another run: the cache is on disk
        assert fake.asked == ["Oberstdorf"]
    assert first == again


def test_not_found_is_an_answer(tmp_path: Path) -> None:
    with serving(Answer("[]")) as fake:
        assert geocoder(fake, tmp_path, Time()).lookup("Nowhere at all") == ()


@pytest.mark.parametrize(
    "answer",
    [
        Answer("[{"),
        Answer("<html>"),
        Answer('[{"lat": "1", "lon": "2"}]'),
        Answer('[{"lat": "north", "lon": "2"}]'),
        Answer('["a"]'),
        Answer('{"error": "no such table"}'),
        Answer("null"),
        Answer("{}"),
        Answer(json.dumps([{**OBERSTDORF, "lat": "200"}])),
        Answer("", status=500),
        Answer("", status=404),
    ],
    ids=["cut off", "html", "no box", "no number", "no record", "error", "null", "an empty object", "off the globe", "500", "404"],
)
@pytest.mark.filterwarnings("ignore:Latitude normalization")
def test_a_failure_is_not_a_missing_place_and_is_never_kept(tmp_path: Path, answer: Answer) -> None:
    with serving(answer, Answer(json.dumps([OBERSTDORF]))) as fake:
        asked = geocoder(fake, tmp_path, Time())
        with pytest.raises(LookupFailed, match="Oberstdorf"):
            asked.lookup("Oberstdorf")
        assert [place.name for place in asked.lookup("Oberstdorf")] == ["Oberstdorf"]


def test_a_timeout_is_a_failure(tmp_path: Path) -> None:
    released = threading.Event()
    with serving(Answer(delay=released)) as fake:
        try:
            with pytest.raises(LookupFailed, match="timed out"):
                geocoder(fake, tmp_path, Time(), timeout_s=0.2).lookup("Oberstdorf")
        finally:
            released.set()


def test_nobody_listening_is_a_failure(tmp_path: Path) -> None:
    with serving(Answer()) as fake:
        pass
    with pytest.raises(LookupFailed):
        geocoder(fake, tmp_path, Time()).lookup("Oberstdorf")


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refusal_ends_asking_for_this_run(tmp_path: Path, status: int) -> None:
    with serving(Answer(status=status)) as fake:
        asked = geocoder(fake, tmp_path, Time())
        for name in ("Oberstdorf", "Sonthofen"):
            with pytest.raises(GeocoderUnusable, match="refuses"):
                asked.lookup(name)
        assert fake.asked == ["Oberstdorf"]


def test_what_is_known_stays_known_after_a_refusal(tmp_path: Path) -> None:
    with serving(Answer(json.dumps([OBERSTDORF])), Answer(status=403)) as fake:
        asked = geocoder(fake, tmp_path, Time())
        known = asked.lookup("Oberstdorf")
        with pytest.raises(GeocoderUnusable):
            asked.lookup("Sonthofen")
        assert asked.lookup("Oberstdorf") == known


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_wait_that_is_asked_for_is_sat_out(tmp_path: Path, status: int) -> None:
    time = Time()
    with serving(Answer(status=status, headers={"Retry-After": "7"}), Answer(json.dumps([OBERSTDORF]))) as fake:
        assert geocoder(fake, tmp_path, time).lookup("Oberstdorf")
        assert len(fake.asked) == 2
    assert sum(time.slept) == pytest.approx(7)


def test_a_long_wait_ends_this_run_and_the_next_one_honours_it(tmp_path: Path) -> None:
    time = Time()
    with serving(Answer(status=429, headers={"Retry-After": "600"})) as fake:
        with pytest.raises(GeocoderUnusable) as refused:
            geocoder(fake, tmp_path, time).lookup("Oberstdorf")
        assert refused.value.retry_after_s == 600 > PATIENCE_S
        time.now += 100
        with pytest.raises(GeocoderUnusable) as still:
            geocoder(fake, tmp_path, time).lookup("Oberstdorf")
        assert still.value.retry_after_s == pytest.approx(500)
        time.now += 500
        with pytest.raises(GeocoderUnusable):
            geocoder(fake, tmp_path, time).lookup("Oberstdorf")
        assert len(fake.asked) == 2  # the run in between sent nothing


def test_too_many_requests_without_a_wait_ends_this_run(tmp_path: Path) -> None:
    with serving(Answer(status=429)) as fake, pytest.raises(GeocoderUnusable) as refused:
        geocoder(fake, tmp_path, Time()).lookup("Oberstdorf")
    assert refused.value.retry_after_s is None


def test_a_service_out_of_order_is_given_up(tmp_path: Path) -> None:
    with serving(Answer(status=500)) as fake:
        asked = geocoder(fake, tmp_path, Time())
        for name in "abc"[:GIVE_UP_AFTER]:
            with pytest.raises(LookupFailed):
                asked.lookup(name)
        with pytest.raises(GeocoderUnusable, match="in a row"):
            asked.lookup("d")
        assert len(fake.asked) == GIVE_UP_AFTER


def test_one_request_a_second_for_all_together(tmp_path: Path) -> None:
    time = Time()
    with serving(Answer()) as fake:
        one, other = geocoder(fake, tmp_path, time), geocoder(fake, tmp_path, time)
        one.lookup("a")
        other.lookup("b")
        one.lookup("a")
        one.lookup("c")
    assert time.slept == [1.0, 1.0]
    assert fake.asked == ["a", "b", "c"]


def test_a_clock_set_back_does_not_stop_the_application(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "geocoder.sqlite")
    assert ledger.reserve(2_000_000.0, 1.0) == 0
    assert ledger.reserve(1_000_000.0, 1.0) == 0
    ledger.hold("s", 3_000_000.0)
    assert ledger.held_for("s", 1_000_000.0) == 0


def test_turns_are_never_given_twice(tmp_path: Path) -> None:
    ledger, turns = Ledger(tmp_path / "geocoder.sqlite"), []
    threads = [threading.Thread(target=lambda: turns.append(ledger.reserve(1000.0, 1.0))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(turns) == [float(n) for n in range(8)]


def test_none_is_opened_unless_configured(tmp_path: Path) -> None:
    assert open_geocoder(Settings(cache=tmp_path)) is None
    configured = GeocoderSettings(kind="nominatim", url="http://127.0.0.1:1/nominatim/", user_agent="dateline-tests (nobody@example.org)")
    opened = open_geocoder(Settings(cache=tmp_path, geocoder=configured))
    assert opened is not None
    assert "127.0.0.1" in opened.name
    assert "OpenStreetMap" in opened.attribution


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ConfigError, match="GEODATA_CACHE"):
        Ledger(tmp_path / "taken" / "geocoder.sqlite")
