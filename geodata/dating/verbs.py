"""Verbs as tables: which words are finite, past or future, and which report, plan, claim or deny. Word lists, no parser: they err, and stay small."""

import re
from collections.abc import Sequence
from typing import Final

from geodata.dating.words import each

MODALS: Final = frozenset(each("will would shall should may might must 'll ’ll"))
"""Words that make a clause one of plan, expectation or condition. "Can" and "could" are left out: they also state an ability that stands."""

ABILITY: Final = frozenset(each("can could cannot"))

BE: Final = frozenset(each("is are was were am be been being 's ’s 're ’re 'm ’m"))
HAVE: Final = frozenset(each("has have had having 've ’ve"))
DO: Final = frozenset(each("do does did"))
FINITE_HELPERS: Final = (
    frozenset(each("is are was were am has have had do does did isn aren wasn weren hasn haven hadn don doesn didn")) | MODALS | ABILITY
)
PAST_HELPERS: Final = frozenset(each("was were had did wasn weren hadn didn"))

REPORT_BASES: Final = each(
    "say tell announce confirm warn predict add insist report state declare argue explain reveal disclose suggest admit "
    "acknowledge believe note observe reply respond recall stress emphasise emphasize tweet assert maintain conclude "
    "indicate assess promise pledge vow estimate comment continue advise caution remark reiterate write document"
)
CLAIM_BASES: Final = each("claim allege accuse blame")
DENY_BASES: Final = each("deny reject dismiss refute dispute")
PLAN_BASES: Final = each("plan hope expect intend want aim wish prepare predict vow promise pledge threaten seek")
PERMIT_BASES: Final = each(
    "authorise authorize agree ask order urge call commit approve invite offer decide propose pledge request instruct demand propose"
)
OTHER_BASES: Final = each(
    "accept achieve act agree appear arrive attack attend base become begin belong brand bring build capture carry cause "
    "challenge change choose claim clear come complete condemn conduct confront congratulate consider contact contain "
    "continue control cross cut deal decide declare defeat deliver demonstrate deny deploy destroy develop die direct "
    "discover discuss drive drop drop enable encircle end enter erupt escape establish evacuate exist expand explode extend "
    "face fail fall feel fight find fire flee fly follow force form gather get give go grab grow happen have head hear help "
    "hit hold house include increase inspire invade invest involve join keep kill know launch lead leave liberate lie live "
    "look lose maintain make march meet mentor move need occur open operate orchestrate oust overrun own pass pay pose "
    "protect prove provide publish pull push raid reach read receive recapture recover reduce refuse relate release relish "
    "remain remove represent rescue resign retake retreat return review rise run seize send serve set shell shoot show sign "
    "sink sit smash spark speak spend spread stand start stay step stop storm stream strike suffer support surround surrender "
    "take talk target tear think threaten topple train travel try turn understand undertake use visit want watch welcome win "
    "withdraw work wound"
)

IRREGULAR_PAST: Final = frozenset(
    each(
        "became began broke brought built bought came caught chose cut dealt did drew drove fell fled flew felt fought found gave "
        "got grew had held heard hit kept knew laid led left lost made meant met paid put quit ran rose said sat saw sent set "
        "shot showed shut sank sold sought spent spoke spread stood stole struck swept swore told thought took tore threw "
        "understood was went were withdrew won wrote overran retook "
        "blew bore crept dug fed forbade froze hid hung lent rode shook slept sprang stuck swung taught overthrew wept woke wore"
    )
)
IRREGULAR_PARTICIPLES: Final = frozenset(
    each(
        "stolen taken given known seen shown driven written born built held led found made lost caught brought bought hidden beaten shot "
        "sent sold hit struck cut"
    )
)
NOT_ED: Final = frozenset(
    each(
        "need indeed hundred speed feed seed exceed proceed succeed united aged armed red bed led shed naked sacred wicked biased "
        "Mohammed ahmed hamed unprecedented"
    )
)
_ED: Final = re.compile(r"[a-z]{2,}ed$")
_ING: Final = re.compile(r"[a-z]{2,}ing$")
NOT_ING: Final = frozenset(
    each("during king thing nothing something anything everything morning evening being spring string ring wing building meeting beijing clothing")
)


def third_person(base: str) -> str:
    """The form after "he": says, tries, watches."""
    if base == "have":
        return "has"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    """The regular past form: claimed, denied, planned."""
    if base in ("plan", "admit", "stop", "drop", "refer"):
        return base + base[-1] + "ed"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


_STRONG: Final = {"say": "said", "tell": "told", "write": "wrote", "think": "thought", "seek": "sought"}


def forms(bases: list[str]) -> frozenset[str]:
    """The finite forms of the verbs: base, third person, past."""
    return frozenset(form for base in bases for form in (base, third_person(base), _STRONG.get(base) or past(base)))


REPORTING: Final = forms(REPORT_BASES) - frozenset(
    each("note notes report reports state states write document documents promise promises pledge vow add continue continues continued maintain")
)
CLAIMING: Final = forms(CLAIM_BASES) - frozenset(each("claim claims blame"))
DENYING: Final = forms(DENY_BASES) - frozenset(each("dispute"))
ALLEGING: Final = CLAIMING | frozenset(each("claims claim"))
"""Those and the forms that are nouns as well, where they are known to be verbs."""

SPEAKING: Final = REPORTING | ALLEGING | DENYING
ALSO_DEEDS: Final = frozenset(each("added adds maintained maintains concluded concludes observed observes wrote writes"))
"""Verbs of saying that are also deeds with an object ("added two parks", "concluded a treaty")."""

PLANNING: Final = forms(PLAN_BASES) - frozenset(each("sought plan plans hope hopes aim aims promise pledge vow need wish promises pledges vows"))
PERMITTING: Final = frozenset(past(base) for base in PERMIT_BASES) | frozenset(
    each("authorises agrees orders urges calls commits invites decides proposes")
)
PRESENT: Final = frozenset(third_person(base) for base in (*OTHER_BASES, "accuse", "blame")) | forms(REPORT_BASES) - frozenset(
    past(base) for base in REPORT_BASES
)
PLURALS: Final = frozenset(each("police people men women children clergy troops"))
"""Plurals without an "s"."""

MEDIA: Final = frozenset(each("media television tv radio"))
"""Nouns without an article that speak in the singular: "state television reported"."""

WITH_THAT: Final = frozenset(
    each("fear fears feared suspect suspects suspected found finds showed shows heard hears learned learnt ruled rules says")
)
"""Verbs that report only with "that" after them ("the inquiry found that …")."""

WITH_HOW: Final = frozenset(each("described describes recounted recounts"))
"""Verbs that report with "how" after them ("residents described how …")."""

THINKING: Final = frozenset(each("think thinks"))

BASE: Final = frozenset(OTHER_BASES) | frozenset(REPORT_BASES)


def is_modal(words: Sequence[str], at: int) -> bool:
    """Whether the word at this place is a modal; "won" only in "won't"."""
    return words[at] in MODALS or (words[at] == "won" and at + 1 < len(words) and words[at + 1] in ("'t", "’t"))


def is_plural(word: str) -> bool:
    """Whether the word may be a plural noun, by its form."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3)


def is_ing(word: str) -> bool:
    """Whether the word may be a present participle."""
    return word not in NOT_ING and _ING.match(word) is not None


def is_ed(word: str) -> bool:
    """Whether the word may be a regular past or past participle."""
    return word not in NOT_ED and _ED.match(word) is not None


def is_past_form(word: str) -> bool:
    """Whether the word may be a simple past."""
    return word in IRREGULAR_PAST or is_ed(word)
