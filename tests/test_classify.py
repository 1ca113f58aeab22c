"""Layers: what an attentive reader would say, found by the rules; the clause before the sentence; colours that everyone can tell apart."""

import math
from itertools import combinations
from pathlib import Path

import pytest
from conftest import SOURCES, needs_sources
from hypothesis import given
from hypothesis import strategies as st

from geodata.classify import CAPTION_WORDS, Layers
from geodata.errors import ConfigError
from geodata.quote import clause_around
from geodata.read import plan, read_whole
from geodata.segment import sentences, span_at

LAYERS = Layers.load()

INVENTED = [
    ("air_strikes", "Two fighter jets bombed a fuel depot on the edge of Karvel before dawn."),
    ("air_strikes", "An overnight air strike destroyed a bridge at Tamsin."),
    ("air_strikes", "Cruise missiles hit the port of Odrin on Thursday."),
    ("air_strikes", "Drones attacked an ammunition store near Belmar, the governor said."),
    ("air_strikes", "The navy launched Tomahawk missiles at an airfield outside Harrad."),
    ("air_strikes", "Aircraft struck a weapons store in the hills above Nadur."),
    ("air_strikes", "Helicopter gunships pounded positions around Zelik for three hours."),
    ("air_strikes", "Reconnaissance flights had identified a headquarters in the old quarter of Sarn."),
    ("air_strikes", "The coalition carried out nine strikes against vehicles in Dorna province."),
    ("air_strikes", "Air defences shot down four drones over Velka."),
    ("air_strikes", "A drone strike in eastern Marib district killed a senior commander."),
    ("air_strikes", "The air force resumed its bombing campaign in the Lower Valley."),
    ("ground_operations", "Government troops recaptured the town of Arlen after a week."),
    ("ground_operations", "Rebels seized the airport at Morund and raised their flag."),
    ("ground_operations", "Artillery fire was exchanged across the river at Denholt."),
    ("ground_operations", "The army has besieged Quern since May."),
    ("ground_operations", "Heavy clashes broke out in the northern suburbs of Tarsk."),
    ("ground_operations", "Infantry units are advancing on Lorne from two directions."),
    ("ground_operations", "The village of Istra has changed hands twice and is now held by separatists."),
    ("ground_operations", "Soldiers withdrew from Pellan under an order from the capital."),
    ("ground_operations", "The front line runs ten kilometres east of Vodny."),
    ("ground_operations", "Tanks entered the centre of Garmin on Sunday evening."),
    ("ground_operations", "The battle for Cassel is expected to last for months."),
    ("ground_operations", "The militia controls most of the countryside around Ubari."),
    ("ground_operations", "The offensive to take Serin began at first light."),
    ("ground_operations", "Mortar rounds landed near the crossing at Halim."),
    ("ground_operations", "Forces loyal to the general pushed into the outskirts of Tarhun."),
    ("ground_operations", "Snipers fired from the roofs of Morund."),
    ("ground_operations", "Two soldiers were hit by a sniper on the road to Arlen."),
    ("training_bases", "The corporal, who has forty hits from two tours of duty in Odland, has come home."),
    ("training_bases", "A sniper with several kills from earlier tours of Odland and Tamsin spoke to reporters."),
    ("policy", "The sniper, who gave no name, said that he would like to see Morund."),
    ("policy", "The museum in Arlen gives two tours a day."),
    ("ground_operations", "The counter-offensive in the south has stalled outside Robot."),
    ("training_bases", "Instructors from three countries are training recruits at a camp in Yavor."),
    ("training_bases", "About 400 soldiers are stationed at the base in Kandel."),
    ("training_bases", "The two navies began a joint exercise off the coast of Tropea."),
    ("training_bases", "Pilots will learn to fly the new aircraft during a course for officers in Arles."),
    ("training_bases", "A new air base is being built near Agadir."),
    ("training_bases", "The battalion was deployed to Lesk as part of the alliance's forward presence."),
    ("training_bases", "Police officers from the region were trained by experts in Vesoul."),
    ("training_bases", "The garrison at Fort Halder was reduced to sixty men."),
    ("training_bases", "The mission mentors the local army at its academy in Koulik."),
    ("armed_groups", "A suicide bomber blew himself up at a checkpoint in Balad Ruz."),
    ("armed_groups", "Gunmen stormed a hotel in central Bamak."),
    ("armed_groups", "Militants kidnapped four engineers on the road to Gao North."),
    ("armed_groups", "A car bomb exploded outside the court in Derna West."),
    ("armed_groups", "The group claimed responsibility for the attack in Lahn."),
    ("armed_groups", "Police in Verlaine said they had broken up a cell planning a bomb plot."),
    ("armed_groups", "Fighters fired rockets at the town of Sderan from the strip."),
    ("armed_groups", "Insurgents ambushed a convoy near Kot."),
    ("armed_groups", "Hundreds of foreign fighters crossed the border at Akkar."),
    ("armed_groups", "Jihadist groups are active in the forests around Sambis."),
    ("armed_groups", "A roadside bomb hit a patrol outside Ghazn."),
    ("armed_groups", "Officials fear a terrorist attack in Brusse during the games."),
    ("armed_groups", "An explosion was heard near the barracks in Palma."),
    ("armed_groups", "Smugglers and extremists share the desert routes through Salvad."),
    ("civilian_harm", "At least twelve civilians were killed when a shell hit a bus in Horlin."),
    ("civilian_harm", "Children were among the dead in Al Qaim East."),
    ("civilian_harm", "A missile struck a hospital in Dnistra, the charity said."),
    ("civilian_harm", "Investigators found a mass grave outside Izmar."),
    ("civilian_harm", "The bombing of a school in Haran drew protests."),
    ("civilian_harm", "An air strike on a market in Hodan left thirty families without a breadwinner and many dead."),
    ("civilian_harm", "Witnesses spoke of a massacre in the village of Bentu."),
    ("civilian_harm", "Several villagers were injured by shelling in Kupyan."),
    ("civilian_harm", "Women and girls were abused by soldiers in Tigan, the report says."),
    ("civilian_harm", "The court is looking into war crimes in Butmir."),
    ("civilian_harm", "Apartment blocks in Mykol were destroyed overnight by rockets."),
    ("civilian_harm", "Two journalists were shot while covering a protest in Jenan."),
    ("intelligence", "Satellite data and intelligence gathered in Suwar point to new launch sites."),
    ("intelligence", "The services share intelligence through a centre in Amar."),
    ("intelligence", "An informant in Tarbin passed the plans to the embassy."),
    ("intelligence", "Laptops taken from the house in Abbot yielded intelligence on the network."),
    ("intelligence", "The officer was accused of spying for a foreign power in Tallen."),
    ("intelligence", "Surveillance of the border at Narvan has been increased."),
    ("humanitarian", "A convoy with food aid reached the besieged enclave of Goutan."),
    ("humanitarian", "More than 20,000 people fled to camps near Dohan."),
    ("humanitarian", "The refugee camp at Zatar now houses 80,000 people."),
    ("humanitarian", "The Red Cross delivered blankets and medical supplies to Stepan."),
    ("humanitarian", "Displaced families are slowly returning to Sinjan."),
    ("humanitarian", "Cholera has spread in Hodan since the wells were cut off."),
    ("humanitarian", "Engineers are clearing mines so that farmers can return home in Kharsk."),
    ("humanitarian", "The agency warned of famine in the north of Tigan."),
    ("humanitarian", "Volunteers handed out drinking water in Mykol."),
    ("humanitarian", "Work has begun to rebuild the city's homes in Ramad."),
    ("policy", "The foreign ministers will meet in Genf for talks next week."),
    ("policy", "Parliament in Londen approved new sanctions."),
    ("policy", "The president flew to Kyran to meet his counterpart."),
    ("policy", "A ceasefire agreement was signed in Mins in February."),
    ("policy", "The Security Council discussed the situation in Yeman."),
    ("policy", "The government pledged 40 million for the police of Moldan."),
    ("policy", "Voters in Catal go to the polls on Sunday."),
    ("policy", "The ambassador was recalled from Ankar."),
    ("policy", "The prime minister said in Berlen that the law would be changed."),
    ("policy", "Officials in Washin declined to comment."),
    ("policy", "He was born in Leed in 1961."),
    ("policy", "The pipeline crosses the strait at Bosfor."),
    ("policy", "The football team fought back to win in Turan."),
    ("policy", "Artificial intelligence will be the theme of the fair in Hanno."),
    ("policy", "The train to Westerford was late."),
    ("policy", "The minister praised counter-terrorism work during talks in Dakan."),
    ("humanitarian", "Volunteers gave first aid and handed out tents in Izmar."),
]
"""Sentences of our own in the manner of the news on any conflict; the places are made up."""


@pytest.mark.parametrize(("layer", "sentence"), INVENTED)
def test_a_sentence_lies_in_the_layer_a_reader_would_choose(layer: str, sentence: str) -> None:
    assert LAYERS.classify("", sentence, "")[0] == layer


@pytest.mark.parametrize(
    ("clause", "sentence", "layer"),
    [
        ("The minister held talks in Dakan", "The minister held talks in Dakan while shelling went on in Arlen.", "policy"),
        ("while shelling went on in Arlen", "The minister held talks in Dakan while shelling went on in Arlen.", "ground_operations"),
        ("after a flight from Dakan", "Two fighter jets bombed a depot in Arlen after a flight from Dakan.", "air_strikes"),
        ("", "Two fighter jets bombed a depot in Arlen.", "air_strikes"),
        ("", "", "policy"),
    ],
)
def test_the_clause_weighs_before_the_sentence(clause: str, sentence: str, layer: str) -> None:
    assert LAYERS.classify(clause, sentence, "")[0] == layer


@pytest.mark.parametrize(
    ("name", "sentence", "rule"),
    [
        ("Odland", "The report alleged that the Odland-led force had killed hundreds of civilians in Tamsin.", "whose_it_is"),
        ("Odland", "Fighters of an Odland\u2011backed group seized the airport at Morund.", "whose_it_is"),
        ("Tamsin", "The report alleged that the Odland-led force had killed hundreds of civilians in Tamsin.", "civilians_harmed"),
        ("Odland", "Forces led by Odland shelled Morund.", "fighting"),
        ("Odland", "An Odland-based militia shelled Morund.", "fighting"),
    ],
)
def test_a_name_that_says_whose_something_is_has_no_share_in_what_happens(name: str, sentence: str, rule: str) -> None:
    after = sentence[sentence.index(name) + len(name) :]
    assert LAYERS.classify("", sentence, "", after)[1] == rule


def test_the_title_speaks_for_headings_and_captions_only() -> None:
    title = "Militants kidnap engineers"
    assert LAYERS.classify("", "Dakan, Friday", title)[0] == "armed_groups"
    longer = " ".join(["Dakan"] * CAPTION_WORDS)
    assert LAYERS.classify("", longer, title) == LAYERS.otherwise


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("A pilot plant for carbon capture opens in Westerford.", "no_rule_fits"),
        ("The team will clash with Dakan in the second leg.", "no_rule_fits"),
        ("A counter-terrorism unit from Dakan took part.", "no_rule_fits"),
        ("The Liberation Army of Dakan has a new spokesman.", "no_rule_fits"),
        ("He suffered a heart attack in Dakan.", "no_rule_fits"),
        ("The house in Dakan is surrounded by hills.", "no_rule_fits"),
        ("Two suicide bombers hit the market in Dakan.", "armed_attack"),
        ("Suicide-bombers struck in Dakan.", "armed_attack"),
        ("SHELLING was heard in Dakan.", "fighting"),
        ("The town of Dakan is under the firm control of the rebels.", "control_of_places"),
    ],
)
def test_words_are_whole_and_misleading_phrases_are_passed_over(sentence: str, rule: str) -> None:
    assert LAYERS.classify("", sentence, "")[1] == rule


@needs_sources
@pytest.mark.parametrize(
    ("file", "name", "expected"),
    [
        ("000", "Western Mosul", "ground_operations"),
        ("000", "Iraq last weekend", "policy"),
        ("000", "River Tigris", "air_strikes"),
        ("000", "outskirts of Mosul", "air_strikes"),
        ("000", "across the Tigris", "air_strikes"),
        ("000", "isolate Raqqa", "ground_operations"),
        ("000", "Taji", "training_bases"),
        ("000", "Besmayah", "training_bases"),
        ("001", "based at Taji", "training_bases"),
        ("001", "build Iraq's", "policy"),
        ("001", "drew terrorists to Iraq", "armed_groups"),
        ("001", "Speaking in Iraq", "policy"),
        ("002", "the fall of Raqqa", "ground_operations"),
        ("002", "kits in Raqqa", "humanitarian"),
        ("002", "Raqqa's population", "humanitarian"),
        ("002", "gates of Baghdad", "ground_operations"),
        ("002", "Euphrates River Valley", "ground_operations"),
        ("002", "Daesh in both Syria", "air_strikes"),
        ("003", "Hawija", "armed_groups"),
        ("003", "west of Homs", "air_strikes"),
        ("003", "civilians in Syria", "civilian_harm"),
        ("003", "civilians in Raqqa", "civilian_harm"),
        ("004", "in the Gulf", "intelligence"),
        ("004", "travelling into Turkey", "armed_groups"),
        ("004", "gathered in Manbij", "intelligence"),
        ("004", "starting the isolation of Raqqa", "ground_operations"),
        ("004", "fighting continues in Mosul", "ground_operations"),
        ("004", "come out of Mosul", "intelligence"),
        ("004", "Camp Al Asad", "training_bases"),
        ("004", "near Haditha", "armed_groups"),
        ("004", "But Al Asad", "training_bases"),
    ],
)
def test_the_reference_sources_are_read_as_a_reader_would(file: str, name: str, expected: str) -> None:
    document = next(read_whole(item)[0] for item in plan(SOURCES).items if item.source.startswith(file))
    text, start = document.text, document.text.index(name)
    clause = text[slice(*clause_around(text, (start, start + len(name))))]
    found = sentences(text)
    sentence = text[slice(*found[span_at(found, start)])]
    assert LAYERS.classify(clause, sentence, document.title)[0] == expected


@given(st.text(), st.text(), st.text())
def test_every_text_has_exactly_one_layer(clause: str, sentence: str, title: str) -> None:
    layer, rule = LAYERS.classify(clause, sentence, title)
    assert layer in {known.id for known in LAYERS.layers}
    assert rule in {*(known.id for known in LAYERS.rules), LAYERS.otherwise[1]}  # nothing follows the name, so it is no mere actor
    assert LAYERS.classify(clause, sentence, title) == (layer, rule)


@given(st.lists(st.sampled_from(["under", "-", "control", "deliver", "aid", "--- -", "\t", "x" * 50]), max_size=400).map(" ".join))
def test_no_text_takes_long(text: str) -> None:
    LAYERS.classify(text, text, text)


# --- the file ---------------------------------------------------------------------------------------------------------------------------


def test_the_layers_stand_in_their_order() -> None:
    assert [layer.label for layer in LAYERS.layers] == [
        "Air strikes",
        "Ground operations and control of territory",
        "Training and bases",
        "Armed-group activity and attacks",
        "Civilian harm",
        "Intelligence",
        "Humanitarian",
        "Policy and diplomacy",
    ]


def test_every_layer_has_a_rule_and_a_description() -> None:
    assert {rule.layer for rule in LAYERS.rules} == {layer.id for layer in LAYERS.layers}
    assert all(layer.description.endswith(".") for layer in LAYERS.layers)


LAYER = '[[layer]]\nid = "a"\nlabel = "A"\ndescription = "A."\ncolour = "#112233"\ncolour_dark = "#112233"\n'
RULE = '[[rule]]\nid = "r"\nlayer = "a"\nwords = ["x"]\n'
OTHERWISE = '[otherwise]\nid = "o"\nlayer = "a"\n'


def test_a_small_file_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "layers.toml"
    file.write_text(LAYER + RULE + OTHERWISE, encoding="utf-8")
    assert Layers.load(file).classify("", "an x", "") == ("a", "r")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[layer", "TOML"),
        (LAYER + RULE + OTHERWISE + '[actor]\nid = "w"\nlayer = "b"\njoined_to = ["led"]\n', "'b'"),
        (LAYER + RULE + OTHERWISE + '[actor]\nid = "w"\nlayer = "a"\njoined_to = "led"\n', "list of phrases"),
        (LAYER + RULE + OTHERWISE + '[actor]\nid = "w"\nlayer = "a"\nwords = ["led"]\n', "unknown key"),
        (LAYER + RULE, "otherwise"),
        (RULE + OTHERWISE, "layer"),
        (LAYER + LAYER + RULE + OTHERWISE, "'a' is given twice"),
        (LAYER + RULE + RULE + OTHERWISE, "'r' is given twice"),
        (LAYER + RULE.replace('"r"', '"o"') + OTHERWISE, "'o' is given twice"),
        (LAYER + RULE.replace('"a"', '"b"') + OTHERWISE, "'b'"),
        (LAYER + RULE + OTHERWISE.replace('"a"', '"b"'), "'b'"),
        (LAYER.replace("#112233", "red") + RULE + OTHERWISE, "'red' is no colour"),
        (LAYER + RULE + 'without = ["y"]\n' + OTHERWISE, "without"),
        (LAYER + 'icon = "x"\n' + RULE + OTHERWISE, "icon"),
        (LAYER + RULE.replace('["x"]', '"x"') + OTHERWISE, "words"),
        (LAYER + RULE.replace('["x"]', "[]") + OTHERWISE, "words"),
        (LAYER + RULE.replace('["x"]', '[""]') + OTHERWISE, "words"),
        (LAYER + RULE.replace('["x"]', "[3]") + OTHERWISE, "words"),
    ],
)
def test_a_file_that_breaks_its_own_rules_is_refused(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "layers.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=named) as caught:
        Layers.load(file)
    assert str(file) in str(caught.value)


# --- colours ----------------------------------------------------------------------------------------------------------------------------

Rgb = tuple[float, float, float]

VISION = {  # Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
BASEMAP = {"colour": ("#f4f2ec", "#fffdf8", "#d4e2ec"), "colour_dark": ("#1b232b", "#232d36", "#0e1a24")}  # land, focus, sea


def linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def seen(colour: str, vision: str) -> Rgb:
    rgb = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in VISION[vision])
    return red, green, blue


def oklab(rgb: Rgb) -> Rgb:
    """Björn Ottosson's OKLab, times 100."""
    r, g, b = rgb
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        100 * (0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short),
        100 * (1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short),
        100 * (0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short),
    )


def contrast(one: str, other: str) -> float:
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", BASEMAP)
def test_every_colour_stands_out_from_the_basemap(theme: str) -> None:
    least = min(contrast(getattr(layer, theme), ground) for layer in LAYERS.layers for ground in BASEMAP[theme])
    assert least >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("theme", BASEMAP)
@pytest.mark.parametrize(("vision", "least"), [("full", 10), ("protanopia", 7.5), ("deuteranopia", 7.5), ("tritanopia", 6)])
def test_any_two_colours_differ_for_every_kind_of_colour_vision(theme: str, vision: str, least: float) -> None:
    # 2 is the least difference that is seen side by side; the floors are what the search for colours reached
    colours = [oklab(seen(getattr(layer, theme), vision)) for layer in LAYERS.layers]
    assert min(math.dist(one, other) for one, other in combinations(colours, 2)) >= least


@pytest.mark.parametrize("theme", BASEMAP)
def test_no_colour_cries_alarm(theme: str) -> None:
    for layer in LAYERS.layers:
        _, towards_red, towards_yellow = oklab(linear(getattr(layer, theme)))
        hue = math.degrees(math.atan2(towards_yellow, towards_red))
        assert not (-20 < hue < 45 and math.hypot(towards_red, towards_yellow) > 12), layer.id
