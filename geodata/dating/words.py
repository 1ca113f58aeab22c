"""The words that time expressions are made of, as tables: each word has one class, and a value where it has one.

A word that may be two things ("may", "second", "march") has a class of its own, so that the grammar can ask for more before it believes it.
"""

from typing import Final


def each(text: str) -> list[str]:
    """The words of a table's cell."""
    return text.split()


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}

ONES: Final = {
    name: number
    for number, name in enumerate(
        each("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    )
}
TENS: Final = {name: number * 10 for number, name in enumerate(each("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}

ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        each(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}

DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

SEASONS: Final = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
"""The season's place in the year from spring on."""

UNITS: Final = {
    name: code
    for code, names in {
        "S": "second seconds",
        "M": "minute minutes",
        "H": "hour hours hr hrs",
        "day": "day days",
        "weekend": "weekend weekends",
        "week": "week weeks",
        "fortnight": "fortnight fortnights",
        "month": "month months",
        "quarter": "quarter quarters",
        "half": "half",
        "year": "year years",
        "decade": "decade decades",
        "century": "century centuries",
        "millennium": "millennium millennia",
    }.items()
    for name in names.split()
}

DAY_PARTS: Final = {
    name: code
    for code, names in {
        "MO": "morning mornings dawn predawn daybreak sunrise",
        "MI": "midday",
        "AF": "afternoon afternoons lunchtime",
        "EV": "evening evenings dusk sunset nightfall",
        "NI": "night nights overnight",
    }.items()
    for name in names.split()
}
"""The TIMEX3 codes of the parts of the day."""

REFERENCES: Final = {
    name: code
    for code, names in {
        "PAST_REF": "recently lately",
        "PRESENT_REF": "now currently nowadays presently",
        "FUTURE_REF": "soon shortly",
    }.items()
    for name in names.split()
}
"""Single words for an unnamed time."""

CLASSES: Final[dict[str, str]] = {
    "MONTH": " ".join(name for name in MONTHS if name not in ("may", "march", "mar")),
    "MAY": "may march mar",
    "WEEKDAY": " ".join(name for name in WEEKDAYS if name not in ("sat", "sun", "wed", "mon", "fri")),
    "SHORTDAY": "sat sun wed mon fri",
    "WEEKDAYS": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "ONES": " ".join(name for name in ONES if name != "one"),
    "TENS": " ".join(TENS),
    "SCALE": "hundred thousand million billion",
    "DOZEN": "dozen dozens",
    "A": "a an",
    "THE": "the",
    "COUPLE": "couple",
    "FEW": "few",
    "SEVERAL": "several many some",
    "ORDINAL": " ".join(name for name in ORDINALS if name != "second"),
    "SECOND": "second",
    "SECONDS": "seconds",
    "DECADE": " ".join(DECADES),
    "SEASON": "spring summer autumn winter",
    "FALL": "fall",
    "UNIT": "minute hour fortnight month decade millennium",
    "UNITS": "minutes days weeks fortnights months quarters years decades centuries millennia",
    "DAY": "day",
    "WEEK": "week",
    "YEAR": "year",
    "CENTURY": "century",
    "WEEKEND": "weekend weekends",
    "QUARTER": "quarter",
    "HALF": "half",
    "PART": "morning afternoon evening night",
    "MIDDAY": "midday noon midnight lunchtime dawn predawn dusk daybreak sunrise sunset nightfall",
    "OVERNIGHT": "overnight",
    "TODAY": "today",
    "TONIGHT": "tonight",
    "YESTERDAY": "yesterday",
    "TOMORROW": "tomorrow",
    "LAST": "last",
    "PAST": "past",
    "NEXT": "next",
    "COMING": "coming upcoming",
    "THIS": "this",
    "CURRENT": "current present",
    "PREVIOUS": "previous preceding",
    "FOLLOWING": "following",
    "LATEST": "latest",
    "THAT": "that",
    "SAME": "same",
    "AGO": "ago",
    "EARLIER": "earlier",
    "LATER": "later",
    "BEFORE": "before",
    "AFTER": "after",
    "EARLY": "early",
    "LATE": "late",
    "MID": "mid",
    "BEGINNING": "beginning start",
    "END": "end close",
    "MIDDLE": "middle",
    "ABOUT": "about around approximately roughly circa",
    "NEARLY": "nearly almost",
    "MORE": "more",
    "LESS": "less fewer",
    "THAN": "than",
    "AT": "at",
    "LEAST": "least",
    "MOST": "most",
    "UNTO": "up",
    "OF": "of",
    "IN": "in",
    "ON": "on",
    "OR": "or",
    "SO": "so",
    "TO": "to",
    "FROM": "from",
    "BETWEEN": "between",
    "AND": "and",
    "SINCE": "since",
    "BY": "by",
    "DURING": "during",
    "THROUGH": "through throughout",
    "UNTIL": "until till",
    "FOR": "for",
    "SOMETIME": "sometime",
    "EVERY": "every",
    "EACH": "each",
    "ONCE": "once",
    "TWICE": "twice",
    "TIMES": "times",
    "OFTEN": "daily weekly monthly yearly annually nightly hourly fortnightly",
    "QUARTERLY": "quarterly",
    "RECENT": "recent",
    "REFERENCE": " ".join(name for name in REFERENCES if name not in ("now", "shortly")),
    "NOW": "now",
    "THESE": "these",
    "FUTURE": "future",
    "FISCAL": "fiscal financial fy",
    "OLD": "old olds",
    "INST": "inst",
    "ULT": "ult",
    "OTHER": "other",
    "HOLIDAY": "christmas easter thanksgiving halloween boxing new independence valentine labor labour memorial veterans armistice remembrance good"
    " palm ash bastille columbus presidents martin luther king st patrick juneteenth anzac pentecost ascension election maundy",
    "EVE": "eve",
    "AM": "am pm a.m. p.m. a.m p.m",
    "OCLOCK": "o'clock o’clock",
    "ZONE": "gmt utc bst edt est cdt cst mdt mst pdt pst cet cest et ct mt pt eastern",
    "LOCAL": "local",
    "TIME": "time",
    "POSSESSIVE": "'s ’s",
    "HYPHEN": "- – ‑ −",
    "COMMA": ",",
    "DOT": ".",
    "BREAK": "¶",
    "APOSTROPHE": "' ’",
    "OPEN": "( [",
    "CLOSE": ") ]",
    "LONG": "long",
    "STRAIGHT": "consecutive straight successive whole entire solid business working trading calendar additional extra sitting school academic tax",
    "ANOTHER": "another",
    "UNDER": "under",
    "PLUS": "plus odd",
    "STROKE": "/",
    "THOSE": "those",
    "FRACTION": "½ ¼ ¾",
    "PARTS": "mornings afternoons evenings nights",
    "OVER": "over",
    "FEAST": "ramadan ramadhan ashura ashoura mawlid",
    "EID": "eid",
    "ALUL": "al ul el",
    "FEASTDAY": "fitr adha",
    "REST": "rest remainder",
    "SHORT": "short",
    "DISTANT": "distant immediate",
    "HUNDREDS": "hundreds thousands",
    "WEE": "wee",
    "UNITLONG": "daylong weeklong monthlong yearlong decadelong",
    "NINELEVEN": "9/11",
    "Q": "q",
    "H": "h",
    "BC": "bc bce b.c. b.c",
    "AD": "ad ce a.d. a.d",
    "HOURS": "hours hrs",
    "PERIOD": "period",
    "CORRESPONDING": "corresponding",
    "MOMENT": "moment",
    "NO": "no",
    "NOT": "not",
    "AHEAD": "ahead",
    "RIGHT": "right",
    "NEAR": "near",
    "ONE": "one",
    "ENDED": "ended ending",
    "FULL": "full",
    "FINAL": "final",
    "PRE": "pre",
    "PER": "per",
}
"""Class → its words, in lower case. Numbers get their class from their form, in `tokens`."""

NUMBER_CLASSES: Final = (
    "N12",
    "N24",
    "N31",
    "N59",
    "N99",
    "YEARLIKE",
    "NUMBER",
    "NTH",
    "TENSPLURAL",
    "ISO",
    "SLASHED",
    "NTHPAIR",
    "CLOCKTIME",
    "YEARPAIR",
    "SHORTYEAR",
)
"""Numbers 0–12, 13–24, 25–31, 32–59, 60–99; four digits that may be a year; any other; 14th; 1990s; 2017-02-14; 14/02/2017; 24th/25th; 7:15; 2016/17;
'17."""
