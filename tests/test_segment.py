"""Sentences and lines: where they end, and that nothing of the text is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.segment import is_furniture, lines, paragraphs, sentences, span_at


def cut(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left. He stayed.", ["They left.", "He stayed."]),
        ("Sen. Jones met Gen. Smith at 5 p.m. in Washington. They spoke.", ["Sen. Jones met Gen. Smith at 5 p.m. in Washington.", "They spoke."]),
        ("It cost $1.50 a day. Nobody paid.", ["It cost $1.50 a day.", "Nobody paid."]),
        ('He said: "We go." Then he left.', ['He said: "We go."', "Then he left."]),
        ("“We know.” “Why?” she asked.", ["“We know.”", "“Why?” she asked."]),
        ("He spoke of the town.Soldiers came later.", ["He spoke of the town.", "Soldiers came later."]),
        ("A heading\nThe first sentence.", ["A heading", "The first sentence."]),
        ("Prices rose in Feb. 2014. They fell later.", ["Prices rose in Feb. 2014.", "They fell later."]),
        ("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("One, he said… and two.", ["One, he said… and two."]),
        ("", []),
        (" \n \n", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text, sentences(text)) == expected


def test_a_sentence_wrapped_over_lines_is_one():
    text = "The convoy crossed the river on the second day and went on to the north\nof the town. Then\nit stopped.\n\nNew."
    assert cut(text, sentences(text)) == [
        "The convoy crossed the river on the second day and went on to the north\nof the town.",
        "Then\nit stopped.",
        "New.",
    ]


def test_paragraphs_and_lines():
    text = "\nTitle\nFirst line.\n\nSecond.\n"
    assert cut(text, paragraphs(text)) == ["Title\nFirst line.", "Second."]
    assert cut(text, lines(text)) == ["Title", "First line.", "Second."]


def test_span_at():
    spans = [(2, 5), (7, 9)]
    assert [span_at(spans, offset) for offset in (0, 2, 4, 6, 7, 100)] == [-1, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read more about aid to Ardin [here](#)", True),
        ("Read more about aid to Ardin here.", True),
        ("READ MORE: Rain in Ardin as ferries stop", True),
        ("See also: The bridge at Ardin", True),
        ("Also read: The bridge at Ardin", True),
        ("Related stories: Ardin, Beltane", True),
        ("* [Click here for the map of Ardin](https://example.org/map)", True),
        ("Visit our page on Ardin [here](#)", True),
        ("More from Ardin: [The bridge](#)", True),
        ("[Home](/) | [Ardin](/ardin) | [Beltane](/beltane)", True),
        ("[The fall of Ardin](#)", False),
        ("Read more of what he wrote in Ardin and you will find no word of it.", False),
        ("More than fifty people left Ardin", False),
        ("More from the guard at Ardin came over the bridge.", False),
        ("Visit to Ardin put off", False),
        ("See the road to Ardin from the hill.", False),
        ("Share of farmers in Ardin falls", False),
        ("She said that the ferry stops here and in Ardin.", False),
        ("Latest fighting in Ardin", False),
    ],
)
def test_what_only_leads_on_to_another_page_is_furniture(text, expected):
    assert is_furniture(text, (0, len(text))) is expected


TEXTS = st.text(alphabet="abC .!?\n\"“”'’,", max_size=200)


@given(TEXTS)
def test_sentences_hold_every_visible_character_once_and_in_order(text):
    spans = sentences(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(cut(text, spans)).split()) == "".join(text.split())


@given(TEXTS)
def test_sentences_lie_within_lines(text):
    for start, end in sentences(text):
        assert any(first <= start and end <= last for first, last in lines(text))
