"""Quotations: they carry their place and its evidence, keep within the limit, cut no word, and a closed text is quoted to a quarter at most."""

from dataclasses import replace

import pytest
from conftest import SOURCES, needs_sources
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import InvalidRecord
from geodata.model import Document, Span
from geodata.quote import (
    LIMIT,
    MIN_LIMIT,
    Wanted,
    allot,
    choose_quotation,
    clause_around,
    is_open,
    quotable_characters,
    render,
    whole_clause,
)
from geodata.quote.gaps import gaps_in
from geodata.read import plan, read_whole

EMPTY = Document("0" * 16, "", "", "a.txt", "a", "b", "", "", "", "", "", "", "", "", None, "", False, None)


def document(text: str, licence: str = "") -> Document:
    return replace(EMPTY, text=text, licence=licence)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def spans(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(span(text, w) for w in words)


def quotation(text: str, phrase: str, *evidence: str, limit: int = LIMIT) -> str:
    found = spans(text, *evidence)
    start, end = choose_quotation(text, span(text, phrase), found, limit)
    return render(text, start, end, (span(text, phrase), *found), limit)


SHORT = "The bridge at Oldham was closed. On Friday the mayor visited Newham, and she spoke to residents. Nothing else happened."
LONG = (
    "The commission, which had been set up in the spring after a long dispute between two ministries and which met eleven times in as many weeks, "
    "said on Monday that the dam above Westerford had been damaged by shelling, that repairs would take until the end of the year at least, "
    "and that the four villages below it would have to be supplied by road as long as the valley stayed open to traffic of any kind."
)


@pytest.mark.parametrize(
    ("text", "phrase", "evidence", "expected"),
    [
        (SHORT, "Newham", (), "On Friday the mayor visited Newham, and she spoke to residents."),
        (SHORT, "Oldham", (), "The bridge at Oldham was closed."),
        (SHORT, "Oldham", ("On Friday",), "The bridge at Oldham was closed. On Friday the mayor visited Newham, and she spoke to residents."),
        ("# News: the fall of Northam\n\nText.", "Northam", (), "News: the fall of Northam"),
        ("- First, aid goes to Northam.\n- Second, none.", "Northam", (), "First, aid goes to Northam."),
        ("[Story: the fall of Northam](#)\n\nText.", "Northam", (), "Story: the fall of Northam"),
        ("See [the fall of Northam](#) and more.", "Northam", (), "See [the fall of Northam](#) and more."),
        ("Two  spaces\tand a tab in Northam", "Northam", (), "Two spaces and a tab in Northam"),
        ("A heading\nIn Northam it rained.", "Northam", (), "In Northam it rained."),
        ("Northam", "Northam", (), "Northam"),
        ("Im Mai wurde 北京 erreicht.", "北京", (), "Im Mai wurde 北京 erreicht."),
    ],
)
def test_a_quotation_is_the_sentence_that_names_the_place(text: str, phrase: str, evidence: tuple[str, ...], expected: str) -> None:
    assert quotation(text, phrase, *evidence) == expected


def test_a_long_sentence_is_quoted_between_its_clauses() -> None:
    assert quotation(LONG, "Westerford", "on Monday").endswith("that the dam above Westerford had been damaged by shelling […]")
    assert quotation(LONG, "valley", "four villages").startswith("[…] that repairs would take until the end of the year at least, and that the four")


def test_what_stands_far_apart_is_joined_by_a_mark() -> None:
    shown = quotation(LONG, "valley", "The commission")
    assert shown.startswith("The commission")
    assert " […] " in shown
    assert "valley" in shown
    assert len(shown) <= LIMIT


def test_a_name_in_a_list_does_not_pose_as_the_subject() -> None:
    text = (
        "Observers counted new posts in Ardin, Beltane, Corrie and Dunmore, all of them on the main road to the south of the river and the old canal."
    )
    assert text[slice(*clause_around(text, span(text, "Corrie")))].startswith("Observers counted")


GATE = "The seizure of the port of Harwick, which served smugglers on their way to Ostrava and on to Lundy, was a blow to them, she said."
REPORT = (
    "While speaking in parliament, the minister also dismissed a report which alleged the navy, as part of the Nordal-led force, had sunk boats "
    "off Elsmouth."
)


@pytest.mark.parametrize(
    ("text", "phrase", "evidence", "expected"),
    [
        # the subject stays, wherever in its clauses the place stands
        (GATE, "Ostrava", ("she said",), GATE),
        (GATE, "Lundy", ("she said",), GATE),
        ("The wall held and it still stands in Ardin.", "Ardin", (), "The wall held and it still stands in Ardin."),
        ("Guards left Beltane, and the following day he came to Ardin.", "Ardin", (), "Guards left Beltane, and the following day he came to Ardin."),
        ("Guards left Beltane on foot, and the old bridge at Ardin was shut.", "Ardin", (), "the old bridge at Ardin was shut."),
        (
            "Just after noon he and the guards had been on patrol near Ardin.",
            "Ardin",
            (),
            "Just after noon he and the guards had been on patrol near Ardin.",
        ),
        # who says it, and who says that it was said
        (REPORT, "Elsmouth", ("which alleged",), None),
        (REPORT, "Nordal", (), None),
        # the object stays
        ("By watching the coast at Ardin we can keep that threat away from our towns.", "Ardin", (), None),
        ("Ministers reviewed in Ardin the plans which the envoy had brought.", "Ardin", (), None),
        # denial, doubt, condition and contrast stay
        ("The army took Ardin, but the rebels deny it.", "Ardin", (), None),
        ("The army took Ardin, which the rebels deny.", "Ardin", (), None),
        ("The army took Ardin, although the fort held out.", "Ardin", (), None),
        ("The bridge at Ardin will be opened if the river falls.", "Ardin", (), None),
        ("The bridge at Ardin will be opened when the river falls.", "Ardin", (), None),
        ("Nobody will return to Ardin until the mines are cleared.", "Ardin", (), None),
        ("Three farmers in Ardin were freed, without any of their tools.", "Ardin", (), None),
        ("If the river falls, the ferry will leave Beltane and the bridge at Ardin will be opened.", "Ardin", (), None),
        # a clause that tells which ones are meant stays
        ("The guards who left Ardin were freed.", "Ardin", (), None),
        ("The guards in Ardin freed the farmers who had laid down their tools.", "Ardin", (), None),
        # a list stays whole
        (
            "Posts stand in Ardin, Beltane, Corrie and Dunmore from where they watch the road.",
            "Corrie",
            (),
            "Posts stand in Ardin, Beltane, Corrie and Dunmore",
        ),
        ("The convoy brought flour, blankets, and tents to Ardin, Beltane, and Corrie.", "Ardin", (), None),
        ("It helped the people of Ardin, the coast, and Beltane.", "Ardin", (), None),
        # what stands apart may go
        ("In May, four boats reached Ardin, bringing flour to the harbour.", "Ardin", ("In May",), "In May, four boats reached Ardin"),
        ("As the river fell, farmers went back to Ardin.", "Ardin", (), "farmers went back to Ardin."),
        (
            "Ms Lowe warned of a flood in Ardin, which has now had its second week of rain.",
            "Ardin",
            ("Ms Lowe warned",),
            "Ms Lowe warned of a flood in Ardin",
        ),
        ("The post stands in Ardin, and the ferry leaves from Beltane.", "Ardin", (), "The post stands in Ardin"),
    ],
)
def test_a_whole_clause_says_what_its_sentence_says(text: str, phrase: str, evidence: tuple[str, ...], expected: str | None) -> None:
    """None: the whole sentence."""
    found = text[slice(*whole_clause(text, span(text, phrase), spans(text, *evidence)))]
    assert found == (text if expected is None else expected)


OPENED = (
    "opened the bridge at Ardin, bringing to an end the long and costly years in which every cart, every herd and every traveller from the hills had "
    "to take the ferry."
)
OWED = (
    "Speaking to farmers in Ardin, the steward said that the harvest means they are slowly paying back what they owe for seed and for tools from the "
    "year before last, but "
)
FALLEN = "prices have fallen in all the towns along the coast."
KEPT_WATCH = (
    "With farmers keeping close watch from across the Arrow, a file of guards was able to go up the lane late at night – two carts took the roof "
    "down."
)
OVERLONG = [
    # the clauses that are left out stand apart; what is left has its subject, its verb and its object
    (
        f"The council, which has met in the old hall by the river every spring since the war, {OPENED}",
        "Ardin",
        (),
        f"The council […] {OPENED}",
    ),
    (f"{OWED}in answer to their harvest, {FALLEN}", "Ardin", ("the steward said",), f"{OWED}[…] {FALLEN}"),
    # a day told in the sentence before goes with the whole sentence that it dates
    (
        "On Tuesday careful watching from the hill above the lake allowed a long low shed on the edge of the wood to be known as the place where "
        f"they had met for weeks. {KEPT_WATCH}",
        "Arrow",
        ("On Tuesday",),
        f"On Tuesday […] {KEPT_WATCH}",
    ),
]


@pytest.mark.parametrize(("text", "phrase", "evidence", "expected"), OVERLONG)
def test_what_is_left_out_of_a_long_sentence_is_what_it_can_spare(text: str, phrase: str, evidence: tuple[str, ...], expected: str) -> None:
    assert quotation(text, phrase, *evidence) == expected


@pytest.mark.parametrize(
    ("words", "required", "spare", "left"),
    [
        # a preposition ends a piece better than the middle of a phrase; a comma of a list is no place to stop
        ("Carts came to Ardin with flour for the poor of the old town and for the guards at the gate", {0, 1, 2, 3}, 40, "Carts came to Ardin"),
        ("Ships left Ardin where rain fell for two days and nights on the roofs of the town", {0, 1, 2}, 30, "Ships left Ardin"),
    ],
)
def test_gaps_begin_and_end_where_phrases_do(words: str, required: set[int], spare: int, left: str) -> None:
    written = words.split()
    gaps = gaps_in(written, required, spare)
    assert gaps is not None
    kept = [word for at, word in enumerate(written) if not any(at in run for run in gaps.runs)]
    assert " ".join(kept).startswith(left)
    assert len(" ".join(kept)) <= len(words) - spare


def test_no_gap_where_nothing_may_go() -> None:
    assert gaps_in("all of it stays".split(), {0, 1, 2, 3}, 5) is None


def test_direction_overrides_are_not_shown() -> None:
    assert quotation("In \u202eNortham\u202c it rained.", "Northam") == "In Northam it rained."


@pytest.mark.parametrize(("start", "end", "limit"), [(3, 3, LIMIT), (-1, 4, LIMIT), (0, 99, LIMIT), (0, 4, MIN_LIMIT - 1)])
def test_what_cannot_be_shown_is_refused(start: int, end: int, limit: int) -> None:
    with pytest.raises(InvalidRecord, match="cannot show"):
        render("some words", start, end, (), limit)


def test_a_phrase_outside_the_text_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="do not lie"):
        choose_quotation("short", (3, 30), ())


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("Open Government Licence v3.0", True),
        ("open government license 2.0", True),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", True),
        ("OGL-UK-3.0", True),
        ("CC0", True),
        ("CC0-1.0", True),
        ("CC BY 4.0", True),
        ("CC-BY-SA-3.0", True),
        ("Creative Commons Attribution 4.0 International", True),
        ("Creative Commons Attribution-ShareAlike 4.0 International License", True),
        ("https://creativecommons.org/licenses/by-sa/4.0/", True),
        ("Public domain", True),
        ("", False),
        ("All rights reserved: short quotations only", False),
        ("CC BY-NC 4.0", False),
        ("CC BY-ND 4.0", False),
        ("CC-BY-NC-SA-4.0", False),
        ("Creative Commons Attribution-NonCommercial 4.0", False),
        ("https://creativecommons.org/licenses/by-nc/4.0/", False),
        ("not in the public domain", False),
        ("Open Government Licence v3.0, except the photographs", False),
        ("All rights reserved; formerly CC BY 4.0", False),
    ],
)
def test_only_a_licence_known_to_be_open_is_open(licence: str, expected: bool) -> None:
    assert is_open(licence) is expected


PAGE = "\n\n".join(
    f"On day {n} a column left camp {n}, and it reached the village of Place{n % 7} in the evening after a long march." for n in range(20)
)


def wanted_in(text: str) -> list[Wanted]:
    found = []
    for n in range(7):
        at = -1
        while (at := text.find(f"Place{n}", at + 1)) >= 0:
            found.append(Wanted(f"{at:05}", f"Place{n}", (at, at + 6)))
    return found


def covered(given: object) -> int:
    assert isinstance(given, dict)
    return len({i for stretch in given.values() if stretch for i in range(*stretch)})


def test_an_open_text_is_quoted_at_every_mention() -> None:
    given = allot(document(PAGE, "CC0"), wanted_in(PAGE))
    assert all(given.values())
    assert covered(given) > len(PAGE) // 4


def test_a_closed_text_is_quoted_to_a_quarter_with_every_place_in_it() -> None:
    wanted = wanted_in(PAGE)
    given = allot(document(PAGE), wanted)
    assert covered(given) <= len(PAGE) // 4 == quotable_characters(document(PAGE))
    assert {w.place for w in wanted if given[w.id]} == {f"Place{n}" for n in range(7)}
    assert None in given.values()


def test_a_character_in_two_quotations_counts_once() -> None:
    text = "North, South and East were reached on Monday.\n" + "Nothing of note was said about any other day or town. " * 3
    wanted = [Wanted(name, name, span(text, name)) for name in ("North", "South", "East")]
    given = allot(document(text), wanted)
    assert len(set(given.values())) == 1
    assert None not in given.values()


def test_lower_ranks_are_quoted_first() -> None:
    wanted = [replace(w, rank=0 if w.phrase[0] > len(PAGE) // 2 else 1) for w in wanted_in(PAGE)]
    given = allot(document(PAGE), wanted)
    assert all(w.rank == 0 for w in wanted if given[w.id])


def test_a_closed_text_is_quoted_in_whole_clauses_or_by_the_bare_name() -> None:
    wanted = wanted_in(PAGE)
    given = allot(document(PAGE), wanted)
    for w in wanted:
        assert given[w.id] in (None, w.phrase, whole_clause(PAGE, w.phrase, ()))
    assert sum(given[w.id] == whole_clause(PAGE, w.phrase, ()) for w in wanted) >= 4


def test_one_clause_that_holds_many_places_is_quoted_before_many_that_hold_one() -> None:
    text = (
        "Guards came to North. Guards came to South. Guards came to East. All of North, South and East were reached on Monday.\n"
        + "Nothing of note was said about any other day or town. " * 2
    )
    shared = text.index("All of")
    wanted = [
        Wanted(f"{name}{n}", name, (at, at + len(name)))
        for name in ("North", "South", "East")
        for n, at in enumerate((text.index(name), text.index(name, shared)))
    ]
    given = allot(document(text), wanted)
    assert {given[f"{name}1"] for name in ("North", "South", "East")} == {whole_clause(text, wanted[1].phrase, ())}


def test_clauses_give_way_to_the_bare_name_before_a_place_goes_without() -> None:
    text = "one two three four five six seven Aaa eight nine ten eleven twelve Bbb thirteen fourteen fifteen sixteen seventeen Ccc end " + "x" * 100
    given = allot(document(text), [Wanted(name, name, span(text, name)) for name in ("Aaa", "Bbb", "Ccc")])
    assert None not in given.values()
    assert covered(given) <= len(text) // 4


def test_no_mentions_no_quotations() -> None:
    assert allot(document("some text"), []) == {}


# --- properties -------------------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Ardin",
        "the",
        "of",
        "and",
        "which",
        "said",
        "river,",
        "bridge.",
        "“No",
        "more”",
        "–",
        "2017",
        "北京",
        "x" * 70,
        "\n\n",
        "a;",
        "U.S.",
        "\t",
        "(so)",
    ]
)
TEXTS = st.lists(WORDS, min_size=3, max_size=150).map(" ".join).filter(str.split)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Span, tuple[Span, ...]]:
    text = draw(TEXTS)
    words = [(m, m + len(w)) for m, w in _words(text)]
    phrase = draw(st.sampled_from(words))
    return text, phrase, tuple(draw(st.lists(st.sampled_from(words), max_size=3)))


def _bare(text: str) -> set[str]:
    return {word.strip(".,;()“”–") for word in text.split()}


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


@settings(deadline=None)
@given(cases(), st.integers(MIN_LIMIT, 300))
def test_the_limit_holds_and_what_must_stay_stays(case: tuple[str, Span, tuple[Span, ...]], limit: int) -> None:
    text, phrase, evidence = case
    must = (phrase, *evidence)
    start, end = choose_quotation(text, phrase, evidence, limit)
    assert all(start <= s and e <= end for s, e in must)
    shown = render(text, start, end, must, limit)
    assert 0 < len(shown) <= limit
    needed = [text[s:e].rstrip(",;–") for s, e in must]
    if sum(len(words) + len(" […] ") for words in needed) + len(" […] ") <= limit:
        assert all(words in shown for words in needed)


@settings(deadline=None)
@given(cases(), st.integers(MIN_LIMIT, 300))
def test_a_quotation_is_made_of_whole_words_of_its_text(case: tuple[str, Span, tuple[Span, ...]], limit: int) -> None:
    text, phrase, evidence = case
    start, end = choose_quotation(text, phrase, evidence, limit)
    flat = " ".join(text.split())
    for piece in render(text, start, end, (phrase, *evidence), limit).split("[…]"):
        assert piece.strip() in flat
        if "xx" not in piece and "北" not in piece and "京" not in piece:
            assert _bare(piece) <= _bare(text)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_the_quarter_holds_whatever_is_wanted_in_whatever_order(text: str, data: st.DataObject) -> None:
    words = [(at, at + len(word)) for at, word in _words(text)]
    places = st.sampled_from(["a", "b", "c"])
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(words), places, st.lists(st.sampled_from(words), max_size=2)), max_size=12))
    wanted = [Wanted(str(n), place, phrase, tuple(evidence), n % 2) for n, (phrase, place, evidence) in enumerate(drawn)]
    given = allot(document(text), wanted)
    assert set(given) == {w.id for w in wanted}
    assert covered(given) <= len(text) // 4
    for w in wanted:
        stretch = given[w.id]
        assert stretch is None or all(stretch[0] <= s and e <= stretch[1] for s, e in (w.phrase, *w.evidence))
    assert given == allot(document(text), data.draw(st.permutations(wanted)))


@settings(deadline=None)
@given(TEXTS, st.data())
def test_every_place_is_quoted_where_the_shortest_forms_fit(text: str, data: st.DataObject) -> None:
    words = [(at, at + len(word)) for at, word in _words(text) if len(word) < 20]
    if not words:
        return
    phrases = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=6, unique=True))
    wanted = [Wanted(str(n), text[slice(*phrase)], phrase) for n, phrase in enumerate(phrases)]
    given = allot(document(text), wanted)
    if sum(end - start for start, end in phrases) <= len(text) // 4:
        assert {w.place for w in wanted if given[w.id]} == {w.place for w in wanted}


@needs_sources
def test_the_quarter_holds_for_the_reference_sources_at_every_capital() -> None:
    for item in plan(SOURCES).items:
        source, _ = read_whole(item)
        wanted = [Wanted(str(at), word, (at, at + len(word))) for at, word in _words(source.text) if word[0].isupper()]
        given = allot(source, wanted)
        assert all(given.values()) if is_open(source.licence) else 0 < covered(given) <= len(source.text) // 4
        for w in wanted:
            stretch = given[w.id]
            assert stretch is None or len(render(source.text, *stretch, (w.phrase,))) <= LIMIT
