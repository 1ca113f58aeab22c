"""When, how and by whom: on the five sources (the table that the reference atlas must show), and on sentences of our own."""

import csv
from datetime import date

import pytest
from conftest import SOURCES

from geodata.dating import read_time
from geodata.model import Document, Ground, Status, TimeSpan


def document(text, published=None, basis="", *, inferred=False, source="a.txt"):
    span = TimeSpan.of_day(published) if published else None
    return Document("0" * 16, "", "", source, "", "", "", "", "", "", "", "", text, "en", span, basis, inferred, None)


def say(text, place, published=date(2017, 2, 16), occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(place, start + 1)
    return read_time(document(text, published)).statement(start, start + len(place))


def span(statement):
    when = statement.when
    return None if when is None else (str(when.begin), str(when.last))


@pytest.fixture(scope="module")
def readings():
    if not SOURCES.exists():
        pytest.skip("the reference sources are not here")
    found = {}
    with (SOURCES / "sources.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            text = (SOURCES / row["file"]).read_text(encoding="utf-8")
            doc = document(text, date.fromisoformat(row["published"]), row["published_basis"], inferred=True, source=row["file"])
            found[row["file"][:3]] = (doc, read_time(doc))
    return found


TABLE = [
    ("000", "the north-western outskirts of Mosul", "On Tuesday", ("2017-02-14", "2017-02-14"), "happened", ""),
    ("000", "the River Tigris", "last week", ("2017-02-06", "2017-02-12"), "happened", ""),
    ("000", "the Tigris, a flight", "On Tuesday", ("2017-02-14", "2017-02-14"), "happened", ""),
    ("000", "Iraq last weekend", "last weekend", ("2017-02-11", "2017-02-12"), "happened", ""),
    ("000", "Raqqa, the last major city", "by spring", ("2017-02-16", "2017-05-31"), "planned", "Sir Michael Fallon"),
    ("000", "Syria, Ministers", "", None, "happened", ""),
    ("000", "Western Mosul", "", None, "planned", ""),
    ("000", "Taji", "", None, "happened", ""),
    ("000", "United States", "", None, "mentioned", ""),
    ("001", "Taji earlier", "earlier today", ("2017-11-29", "2017-11-29"), "happened", ""),
    ("001", "Taji, and", "", None, "happened", ""),
    ("001", "Iraq since the fall", "On 29 November 2017", ("2017-11-29", "2017-11-29"), "happened", ""),
    ("001", "Mosul", "", None, "mentioned", ""),
    ("001", "Syria and Iraq.\n", "", None, "happened", ""),
    ("002", "Raqqa alone", "since 2012", ("2012-01-01", "2017-10-20"), "happened", "Sir Michael Fallon"),
    ("002", "Baghdad", "Three years ago", ("2014-01-01", "2014-12-31"), "happened", "Sir Michael Fallon"),
    ("003", "Homs", "In April", ("2018-04-01", "2018-04-30"), "happened", ""),
    ("003", "Raqqa", "", None, "claimed", "Amnesty International"),
    ("003", "Syria.\n\nRAF", "", None, "claimed", "Amnesty International"),
    ("003", "Hawija", "", None, "happened", "Gavin Williamson"),
    ("004", "Mosul where", "nearly six weeks ago", ("2016-10-17", "2016-10-17"), "happened", ""),
    ("004", "Mosul, but said", "sometime in the spring", ("2017-03-01", "2017-05-31"), "planned", "Maj Gen Rupert Jones"),
    ("004", "Anbar", "in 2014", ("2014-01-01", "2014-12-31"), "happened", ""),
    ("004", "Camp Al Asad", "last week", ("2016-11-21", "2016-11-27"), "happened", ""),
    ("004", "Al Asad now", "", None, "happened", ""),
    ("004", "Haditha", "", None, "happened", ""),
    ("004", "Raqqa will be", "", None, "planned", "Maj Gen Rupert Jones"),
]


@pytest.mark.parametrize(("source", "words", "dated_words", "when", "status", "said_by"), TABLE)
def test_the_sources_say(readings, source, words, dated_words, when, status, said_by):
    doc, reading = readings[source]
    start = doc.text.index(words)
    statement = reading.statement(start, start + len(words.split(" ")[0].rstrip(",.")))
    assert (statement.dated_words, span(statement), statement.status, statement.said_by) == (dated_words, when, status, said_by)
    assert (statement.dated_ground is Ground.NONE) == (when is None)


def test_the_assault_on_mosul_is_dated_about(readings):
    doc, reading = readings["004"]
    start = doc.text.index("Mosul where")
    assert reading.statement(start, start + 5).when.approximate


def test_every_date_that_rests_on_an_inferred_one_says_so(readings):
    doc, reading = readings["000"]
    start = doc.text.index("the River Tigris")
    assert reading.statement(start, start + 16).dated_anchor == "Thursday 16 February 2017, the document's date (inferred)"


def test_a_date_counted_from_one_named_before_says_so_with_all_it_rests_on():
    text = "On Tuesday rebels took Hama. Two days later they lost Homs."
    doc = document(text, date(2017, 2, 16), "the web address", inferred=True)
    statement = read_time(doc).statement(text.index("Homs"), text.index("Homs") + 4)
    assert statement.dated_anchor == (
        "Tuesday 14 February 2017, named before as “Tuesday” and counted from Thursday 16 February 2017, the document's date (inferred)"
    )
    assert statement.dated_rule == "2 days after the date named before"


def test_the_first_line_of_004_contradicts_its_date(readings):
    problems = [problem for _, reading in readings.values() for problem in reading.problems if problem.code == "contradiction"]
    assert len(problems) == 1
    doc, _ = readings["004"]
    assert doc.text[problems[0].start : problems[0].end] == "Tuesday, August 16"
    assert "Tuesday 16 August 2016" in problems[0].message and "Monday 28 November 2016" in problems[0].message


OWN = [
    # the words asked about, status, speaker, dated words, ground
    ("Rebels took Hama on Monday.", "Hama", "happened", "", "on Monday", "clause"),
    ("Rebels will take Hama next week.", "Hama", "planned", "", "next week", "clause"),
    ("The army plans to retake Hama by June.", "Hama", "planned", "", "by June", "clause"),
    ("On Monday the army announced plans to retake Hama.", "Hama", "planned", "the army", "", "none"),
    ("Russia denied that it had bombed Aleppo on Monday.", "Aleppo", "denied", "Russia", "on Monday", "clause"),
    ("The group accused Russia of bombing Aleppo.", "Aleppo", "claimed", "the group", "", "none"),
    ("Rebels allegedly shelled Hama on Monday.", "Hama", "claimed", "", "on Monday", "clause"),
    ("The minister said troops entered Hama on Monday.", "Hama", "happened", "the minister", "on Monday", "clause"),
    ("The minister said on Monday that troops had entered Hama.", "Hama", "happened", "the minister", "", "none"),
    ("Troops entered Hama on Monday, the minister said.", "Hama", "happened", "the minister", "on Monday", "clause"),
    ("Troops entered Hama, said Anna Berg, the minister.", "Hama", "happened", "Anna Berg", "", "none"),
    ("“We did not bomb Aleppo,” said Anna Berg.", "Aleppo", "denied", "Anna Berg", "", "none"),
    ("If rebels attack Hama, the army will answer.", "Hama", "planned", "", "", "none"),
    ("The town is larger than Hama.", "Hama", "mentioned", "", "", "none"),
    ("Since the fall of Hama, the army has rested in Homs.", "Hama", "mentioned", "", "", "none"),
    ("Since the fall of Hama, the army has rested in Homs.", "Homs", "happened", "", "", "none"),
    ("The army took Homs in 2014 and lost it in 2016.", "Homs", "happened", "", "in 2014", "clause"),
    ("On Tuesday jets hit Homs, killing ten people in Hama.", "Hama", "happened", "", "On Tuesday", "sentence"),
    ("A plan for 2017 was discussed, as fighting in Hama goes on.", "Hama", "happened", "", "", "none"),
    ("Hama was nearly lost when rebels crossed the river in 2014.", "Hama", "happened", "", "in 2014", "sentence"),
    ("According to Anna Berg, rebels shelled Hama.", "Hama", "happened", "Anna Berg", "", "none"),
    ("From 5 to 7 March 2016 rebels shelled Hama.", "Hama", "happened", "", "From 5 to 7 March 2016", "clause"),
    ("Hama falls", "Hama", "mentioned", "", "", "none"),
    # what is stated
    ("Around 80 soldiers are based at Hama.", "Hama", "happened", "", "", "none"),
    ("Heavy fighting goes on in Hama where the army began an assault last week.", "Hama", "happened", "", "last week", "sentence"),
    ("The army, which lost Hama in 2014, now holds Homs.", "Hama", "happened", "", "in 2014", "clause"),
    ("The army, which lost Hama in 2014, now holds Homs.", "Homs", "happened", "", "", "none"),
    ("Jets struck Homs, Hama and Idlib on Monday.", "Hama", "happened", "", "on Monday", "clause"),
    ("On Monday jets struck Homs; Hama was quiet.", "Hama", "happened", "", "", "none"),
    ("Last year's siege of Hama killed hundreds.", "Hama", "happened", "", "Last year", "clause"),
    ("The 2014 siege of Hama killed hundreds.", "Hama", "happened", "", "2014", "clause"),
    ("He launched his 2016 book in Hama.", "Hama", "happened", "", "2016", "clause"),
    ("In Hama he spoke of his 2016 book.", "Hama", "happened", "", "", "none"),
    ("She has lived in Hama since 2012.", "Hama", "happened", "", "since 2012", "clause"),
    ("The army recovered from the losses of 2014 in Hama.", "Hama", "happened", "", "2014", "clause"),
    ("In Hama the army recovered from the losses of 2014.", "Hama", "happened", "", "", "none"),
    ("Fighting in Hama stopped at 3 p.m. on Monday.", "Hama", "happened", "", "at 3 p.m. on Monday", "clause"),
    ("Between June and October 2016 Hama was cut off.", "Hama", "happened", "", "Between June and October 2016", "clause"),
    ("Just after 11 p.m. on Monday a shell fell on Hama.", "Hama", "happened", "", "after 11 p.m. on Monday", "clause"),
    # what is planned, expected, hoped, conditional
    ("The army will not stop before it takes Hama.", "Hama", "planned", "", "", "none"),
    ("The capture of Hama is expected to take weeks.", "Hama", "planned", "", "", "none"),
    ("Britain would welcome talks in Hama next month.", "Hama", "planned", "", "next month", "clause"),
    ("Ministers hope to visit Hama this weekend.", "Hama", "planned", "", "this weekend", "clause"),
    ("The minister last month authorised troops to train in Hama.", "Hama", "planned", "", "", "none"),
    ("Hama could be the next to fall.", "Hama", "planned", "", "", "none"),
    ("The army is preparing an assault on Hama.", "Hama", "happened", "", "", "none"),
    ("The army is ready to enter Hama by the end of March.", "Hama", "planned", "", "by the end of March", "clause"),
    ("Talks are due to begin in Hama on Monday.", "Hama", "planned", "", "on Monday", "clause"),
    ("The UN wants to reopen the road to Hama.", "Hama", "planned", "", "", "none"),
    ("Unless it rains, crops in Hama will fail.", "Hama", "planned", "", "", "none"),
    ("The army was about to storm Hama.", "Hama", "planned", "", "", "none"),
    ("The UN warned of a new attack on Hama.", "Hama", "planned", "UN", "", "none"),
    ("A new round is planned in Hama for next month.", "Hama", "planned", "", "next month", "clause"),
    ("The army could enter Hama as early as Monday.", "Hama", "planned", "", "Monday", "clause"),
    ("Protesters demanded that troops leave Hama.", "Hama", "planned", "", "", "none"),
    ("The agreement provides for a withdrawal from Hama.", "Hama", "planned", "", "", "none"),
    ("The envoy came to push for talks in Hama.", "Hama", "planned", "", "", "none"),
    ("A truce in Hama is unlikely, diplomats say.", "Hama", "planned", "diplomats", "", "none"),
    ("They broke down on their way to Hama.", "Hama", "planned", "", "", "none"),
    ("The way to Hama is blocked.", "Hama", "happened", "", "", "none"),
    ("The families want to know what happened in Hama.", "Hama", "happened", "", "", "none"),
    # what a plan takes for granted has happened, and not at the time of the plan
    ("The UN will investigate the strike on Hama next week.", "Hama", "happened", "", "", "none"),
    ("Ministers will meet on Friday to condemn the attack on Hama.", "Hama", "happened", "", "", "none"),
    ("The bodies of soldiers killed in Hama will be flown home on Friday.", "Hama", "happened", "", "", "none"),
    ("The bodies of soldiers killed in the north will be flown to Hama on Friday.", "Hama", "planned", "", "on Friday", "clause"),
    ("The army plans to step up the shelling of Hama.", "Hama", "planned", "", "", "none"),
    # what is claimed or denied
    ("Reports of an attack on Hama could not be independently confirmed.", "Hama", "claimed", "", "", "none"),
    ("It was not possible to verify the claim that Hama had fallen.", "Hama", "claimed", "", "", "none"),
    ("If confirmed, the capture of Hama would be the first gain in weeks.", "Hama", "claimed", "", "", "none"),
    ("If confirmed by parliament, he will fly to Hama.", "Hama", "planned", "", "", "none"),
    ("The UN was looking into the allegation that jets had hit Hama.", "Hama", "claimed", "", "", "none"),
    ("The general's claim to have cleared Hama proved premature.", "Hama", "claimed", "", "", "none"),
    ("The army confirmed reports that Hama had fallen.", "Hama", "happened", "the army", "", "none"),
    ("The army said it had taken Hama. The claim could not be verified.", "Hama", "claimed", "the army", "", "none"),
    ("The army said it had taken Hama. The number of dead could not be verified.", "Hama", "happened", "the army", "", "none"),
    ("The ministry described reports of a massacre in Hama as lies.", "Hama", "denied", "the ministry", "", "none"),
    ("The army said its men were not in Hama that day.", "Hama", "denied", "the army", "", "none"),
    ("The road was not in use near Hama.", "Hama", "happened", "", "", "none"),
    ("The minister said he could neither confirm nor deny that troops were in Hama.", "Hama", "claimed", "the minister", "", "none"),
    ("Aid has yet to reach Hama.", "Hama", "denied", "", "", "none"),
    ("Aid has not yet reached Hama.", "Hama", "denied", "", "", "none"),
    # who speaks, and who is only spoken of
    ("The rebels, whom the UN accuses of recruiting children, hold Hama.", "Hama", "happened", "", "", "none"),
    ("The militia, which denies any link with Norland, controls Hama.", "Hama", "happened", "", "", "none"),
    ("“They came at dawn,” said Anna Berg, who lives in Hama.", "Hama", "happened", "", "", "none"),
    ("The army left Hama, residents say.", "Hama", "happened", "residents", "", "none"),
    ("The strike on Hama bore his marks, the police said.", "Hama", "happened", "the police", "", "none"),
    ("The rebels said fighting went on in Hama.", "Hama", "happened", "the rebels", "", "none"),
    ("A child died when a shell hit a house in Hama, the mayor said on Friday.", "Hama", "happened", "the mayor", "", "none"),
    ("Activists claimed that gas was used in Hama on Monday.", "Hama", "claimed", "Activists", "on Monday", "clause"),
    ("The army is accused of shelling Hama.", "Hama", "claimed", "", "", "none"),
    ("Unconfirmed reports spoke of strikes on Hama.", "Hama", "claimed", "", "", "none"),
    ("Rebels reportedly left Hama on Monday.", "Hama", "claimed", "", "on Monday", "clause"),
    ("She condemned a Red Crescent report which alleged that jets had hit Hama.", "Hama", "claimed", "Red Crescent", "", "none"),
    ("“There was nobody in Hama,” said Anna Berg.", "Hama", "denied", "Anna Berg", "", "none"),
    ("There were no troops in Hama, said Anna Berg.", "Hama", "denied", "Anna Berg", "", "none"),
    ("There were no injuries in Hama, said Anna Berg.", "Hama", "happened", "Anna Berg", "", "none"),
    ("Rumours that a dam had burst near Hama were entirely unfounded.", "Hama", "denied", "", "", "none"),
    ("Reports that a dam had burst near Hama were late.", "Hama", "happened", "", "", "none"),
    ("Nothing is planned in Hama.", "Hama", "denied", "", "", "none"),
    ("The fair in Hama is scheduled for 2 March 2017.", "Hama", "planned", "", "2 March 2017", "clause"),
    ("Snow is forecast for Hama.", "Hama", "planned", "", "", "none"),
    ("The first train was to leave Hama at noon.", "Hama", "planned", "", "", "none"),
    ("The storm was to blame for the floods in Hama.", "Hama", "happened", "", "", "none"),
    ("Engineers warned that the dam above Hama could break.", "Hama", "planned", "Engineers", "", "none"),
    ("Anna Berg called for a truce in Hama.", "Hama", "planned", "Anna Berg", "", "none"),
    ("They called for the release of boats held in Hama.", "Hama", "happened", "", "", "none"),
    ("Bread in Hama has grown dear, Anna Berg, a baker, told reporters.", "Hama", "happened", "Anna Berg", "", "none"),
    ("“Bread in Hama is dear,” Anna Berg, a baker, said on Friday.", "Hama", "happened", "Anna Berg", "", "none"),
    ("Moscow denied bombing Hama.", "Hama", "denied", "Moscow", "", "none"),
    ("The minister rejected claims that jets had hit Hama.", "Hama", "denied", "the minister", "", "none"),
    ("The council rejected a plan for a road to Hama.", "Hama", "happened", "", "", "none"),
    ("The army has never entered Hama.", "Hama", "denied", "", "", "none"),
    # what is only named
    ("Asked about the fire in Hama, the minister refused to comment.", "Hama", "mentioned", "", "", "none"),
    ("The statement made no mention of Hama.", "Hama", "mentioned", "", "", "none"),
    ("The fire was bigger than in Hama.", "Hama", "mentioned", "", "", "none"),
    ("You cannot clear a city the size of Hama in a week.", "Hama", "mentioned", "", "", "none"),
    ("UK personnel trained the army on Monday.", "UK", "mentioned", "", "", "none"),
    ("The US-led coalition struck Homs on Monday.", "US", "mentioned", "", "", "none"),
    ("Britain's role was discussed.", "Britain", "mentioned", "", "", "none"),
    ("Ahead of the battle for Hama, the army rested.", "Hama", "mentioned", "", "", "none"),
    ("HAMA, Feb 15 (Agency) – Nothing moved.", "HAMA", "mentioned", "", "", "none"),
    ("HAMA, Syria — Nothing moved.", "Syria", "mentioned", "", "", "none"),
    # who speaks
    ("The act also added two parks in Hama.", "Hama", "happened", "", "", "none"),
    ("Kenyan activist Anna Berg said Hama was quiet.", "Hama", "happened", "Anna Berg", "", "none"),
    ("Anna Berg, director of a museum, said Hama was quiet.", "Hama", "happened", "Anna Berg", "", "none"),
    ("Hama was quiet, the State Department said in a statement.", "Hama", "happened", "State Department", "", "none"),
    ("Hama was quiet, said Dr. Anna Berg, a doctor.", "Hama", "happened", "Dr. Anna Berg", "", "none"),
    ("“Hama was quiet,” Berg said. Anna Berg is a doctor.", "Hama", "happened", "Anna Berg", "", "none"),
    ("On Tuesday the army said Hama was quiet.", "Hama", "happened", "the army", "", "none"),
    ("The army on Tuesday said Hama was quiet.", "Hama", "happened", "the army", "", "none"),
    ("Maj Gen Carl Holm spoke. He said Hama was quiet.", "Hama", "happened", "Maj Gen Carl Holm", "", "none"),
    ("Maj Gen Carl Holm said Homs fell. Hama was quiet, he added.", "Hama", "happened", "Maj Gen Carl Holm", "", "none"),
    ("Foreign Secretary Anna Berg left. The Foreign Secretary said Hama was quiet.", "Hama", "happened", "Anna Berg", "", "none"),
    ("The minister called the report “shameful” and said Hama was quiet.", "Hama", "happened", "the minister", "", "none"),
    ("The minister said Homs fell, but insisted that Hama was quiet.", "Hama", "happened", "the minister", "", "none"),
    ("The sniper, who cannot be named, said: “Hama was quiet.”", "Hama", "happened", "the sniper", "", "none"),
    ("The general is believed to have fled to Hama.", "Hama", "claimed", "", "", "none"),
    ("Two aides are said to be hiding in Hama.", "Hama", "claimed", "", "", "none"),
    ("A commander was reported killed near Hama.", "Hama", "claimed", "", "", "none"),
    ("The army is expected to reach Hama.", "Hama", "planned", "", "", "none"),
    ("Police have not confirmed that the blast in Hama was a bomb.", "Hama", "claimed", "Police", "", "none"),
    ("The ministry is looking into reports that dozens died in Hama.", "Hama", "claimed", "", "", "none"),
    ("Reports say a helicopter has crashed near Hama.", "Hama", "claimed", "", "", "none"),
    ("Police suspect that the gang sold them in Hama.", "Hama", "claimed", "Police", "", "none"),
    ("They died in a suspected gas attack on Hama.", "Hama", "claimed", "", "", "none"),
    ("Suspected rebels burned the mill in Hama.", "Hama", "happened", "", "", "none"),
    ("The minister said his country would not send troops to Hama.", "Hama", "denied", "the minister", "", "none"),
    ("The minister ruled out sending troops to Hama.", "Hama", "denied", "", "", "none"),
    ("The minister has not ruled out strikes on Hama.", "Hama", "planned", "", "", "none"),
    ("He said no troops would be sent to Hama.", "Hama", "denied", "", "", "none"),
    ("Ministers are considering sending trainers to Hama.", "Hama", "planned", "", "", "none"),
    ("Ministers agreed on Monday to send trainers to Hama.", "Hama", "planned", "", "", "none"),
    ("Officials fear that the dam near Hama could burst.", "Hama", "planned", "Officials", "", "none"),
    ("No group has said that it was behind the attack in Hama.", "Hama", "happened", "", "", "none"),
    ("Troops have taken Hama, state television reported.", "Hama", "happened", "state television", "", "none"),
    ("Fighting has resumed in Hama, monitors said on Sunday, a day after a truce.", "Hama", "happened", "monitors", "", "none"),
    ("A spokesman defended the raid, saying jets had hit troops in Hama.", "Hama", "happened", "a spokesman", "", "none"),
    ("Ten people died in Hama, according to its mayor, Anna Berg.", "Hama", "happened", "Anna Berg", "", "none"),
    ("The mayor of Homs, Anna Berg, left. She said Hama was quiet.", "Hama", "happened", "Anna Berg", "", "none"),
    ("Carl Holm has fished for years. He said Hama was quiet.", "Hama", "happened", "Carl Holm", "", "none"),
    ("The observatory works abroad. It said shells had hit Hama.", "Hama", "happened", "the observatory", "", "none"),
    (
        "Ten died in Hama, according to the Syrian Observatory for Human Rights.",
        "Hama",
        "happened",
        "Syrian Observatory for Human Rights",
        "",
        "none",
    ),
    ("US Central Command said jets had hit Hama.", "Hama", "happened", "US Central Command", "", "none"),
    ("The group documented strikes on schools in Hama.", "Hama", "happened", "the group", "", "none"),
    ("In a report released on Tuesday, the group said mines lay near Hama.", "Hama", "happened", "the group", "", "none"),
    ("On Tuesday the rocket burned. Its parts had been made in Hama.", "Hama", "happened", "", "", "none"),
    (
        "Ice in Hama is melting, the top Norlander officer in the small force guarding the glaciers has disclosed.",
        "Hama",
        "happened",
        "the top Norlander officer in the small force guarding the glaciers",
        "",
        "none",
    ),
    (
        "One diver, who is 40, left. A drone pilot said so. The drone burned. The pilot said Hama was quiet.",
        "Hama",
        "happened",
        "a drone pilot",
        "",
        "none",
    ),
    ("A Norlander doctor said so. A Sudlander doctor agreed. The doctor said Hama was quiet.", "Hama", "happened", "the doctor", "", "none"),
    ("The UN said jets had hit Hama. The army dismissed the report as propaganda.", "Hama", "claimed", "UN", "", "none"),
    ("The UN said jets had hit Hama. The army denied it.", "Hama", "claimed", "UN", "", "none"),
    ("The UN said jets had hit Hama. The army denied any involvement.", "Hama", "happened", "UN", "", "none"),
    ("*** said shells had hit Hama.", "Hama", "happened", "", "", "none"),
    ("The > said that shells had hit Hama.", "Hama", "happened", "", "", "none"),
    ("Carl Holm, a fisherman from Gao, mends nets. The fisherman said Hama was quiet.", "Hama", "happened", "Carl Holm", "", "none"),
    (
        "In Hama, where it is cold, the minister confirmed that by spring the work would be complete.",
        "Hama",
        "planned",
        "the minister",
        "by spring",
        "sentence",
    ),
]


@pytest.mark.parametrize(("text", "place", "status", "said_by", "words", "ground"), OWN)
def test_own_sentences(text, place, status, said_by, words, ground):
    statement = say(text, place)
    assert (statement.status, statement.said_by, statement.dated_words, statement.dated_ground) == (status, said_by, words, ground)


def test_the_passage_dates_what_happened_in_its_paragraph_only():
    text = "On Tuesday jets hit Homs. They also struck Hama.\n\nRebels shelled Idlib."
    assert say(text, "Hama").dated_ground is Ground.PASSAGE
    assert span(say(text, "Hama")) == ("2017-02-14", "2017-02-14")
    assert say(text, "Idlib").when is None


def test_a_quotation_over_paragraphs_keeps_its_speaker():
    text = 'Anna Berg said: "We hold Homs.\n\n"We hold Hama too."\n\n"And Idlib," she said.\n\nIn Aleppo, rain fell.'
    assert [say(text, place).said_by for place in ("Homs", "Hama", "Idlib", "Aleppo")] == ["Anna Berg", "Anna Berg", "Anna Berg", ""]


@pytest.mark.parametrize(
    ("text", "places", "speakers"),
    [
        ("'We hold Homs and we'll keep Hama,' said Anna Berg. 'The soldiers' camp is in Idlib.' Rain fell in Aleppo.", "Homs Hama Idlib Aleppo", 3),
        ("‘We hold Homs and the army’s base at Hama,’ said Anna Berg. In Aleppo the ’90s were calm.", "Homs Hama Aleppo", 2),
        ("“We hold Homs,” said Anna Berg. “The camp is in Hama.” Rain fell in Aleppo.", "Homs Hama Aleppo", 2),
        ("The rebels' camp in Aleppo and the soldiers' camp in Idlib were empty.", "Aleppo Idlib", 0),
    ],
)
def test_single_marks_are_speech_and_apostrophes_are_not(text, places, speakers):
    said = [say(text, place).said_by for place in places.split()]
    assert said == ["Anna Berg"] * speakers + [""] * (len(said) - speakers)


def test_a_block_after_a_colon_ends_where_it_speaks_of_the_speaker():
    text = "Foreign Secretary Anna Berg said:\n\nWe hold Homs and will hold it.\n\nMs Berg confirmed that Hama is quiet.\n\nIdlib is quiet too."
    assert [say(text, place).said_by for place in ("Homs", "Hama", "Idlib")] == ["Anna Berg", "Anna Berg", ""]


def test_evidence_holds_time_attribution_and_negation():
    text = "“We did not bomb Aleppo on Monday,” said Anna Berg."
    shown = {text[start:end] for start, end in say(text, "Aleppo").evidence}
    assert shown == {"did not", "on Monday", "said Anna Berg"}


def test_without_a_document_date_relative_words_date_nothing():
    statement = say("Jets hit Homs on Tuesday.", "Homs", published=None)
    assert statement.when is None and statement.dated_ground is Ground.NONE and statement.status is Status.HAPPENED


@pytest.mark.parametrize(
    ("text", "place", "linked"),
    [
        ("Rebels accuse Norland of shelling Hama. Norland has denied it.", "Hama", "Norland has denied it."),
        (
            "Activists alleged that wells in Hama were poisoned. It rained. The firm rejects the allegation.",
            "Hama",
            "The firm rejects the allegation.",
        ),
        (
            "The group accused Norland of bombing Aleppo. Norland denied that it had bombed the city.",
            "Aleppo",
            "Norland denied that it had bombed the city.",
        ),
        ("The group accused Norland of an attack. Norland denied that it had bombed Aleppo.", "Aleppo", "The group accused Norland of an attack."),
        ("The group alleged that Hama was shelled. The mayor denied that she had sold the bridge.", "Hama", None),
        ("The group alleged that Hama was shelled.", "Hama", None),
        ("Norland denied bombing Aleppo.", "Aleppo", None),
        ("Rebels hold Hama. Norland denied it.", "Hama", None),
        (
            "The charity claimed that jets had hit Hama. The minister said all the allegations were “unfounded”.",
            "Hama",
            "The minister said all the allegations were “unfounded”.",
        ),
        (
            "The charity claimed that jets had hit Hama. The minister branded the report “shameful”.",
            "Hama",
            "The minister branded the report “shameful”.",
        ),
        (
            "Rebels claimed that gas was used in Hama. “That is simply not true,” Carl Holm said.",
            "Hama",
            "“That is simply not true,” Carl Holm said.",
        ),
        ("Rebels claimed that gas was used in Hama. The army dismissed it as propaganda.", "Hama", "The army dismissed it as propaganda."),
        ("She condemned a Red Crescent report which alleged that jets had hit Hama.", "Hama", "She condemned"),
        ("Rebels claimed that gas was used in Hama. The army called the report important.", "Hama", None),
        ("Rebels claimed that gas was used in Hama. They called the army's report false.", "Hama", None),
        ("Rebels claimed that gas was used in Hama. It was wrong to leave, the army said.", "Hama", None),
    ],
)
def test_a_claim_and_its_denial_know_each_other(text, place, linked):
    span = say(text, place).linked
    assert (span and text[slice(*span)]) == linked
