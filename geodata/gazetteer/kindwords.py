"""Words for a kind of place that stand in a name or are left out of it: "Oaxaca State", "Platte Co.", "River Kanawha", "City of Perth".

Only asked where the name as it is written is not found.
"""

from geodata.gazetteer.folding import fold

_SETTLEMENT = ("PPL",)
_DIVISION = ("ADM", "PCL", "RGN")
_ISLAND = ("ISL", "PCL", "ADM")

_AFTER = {
    **dict.fromkeys(("state", "province", "region", "governorate", "prefecture", "oblast", "department", "territory", "division"), _DIVISION),
    **dict.fromkeys(("county", "co", "parish", "district", "borough", "municipality", "canton"), ("ADM",)),
    **dict.fromkeys(("city", "town", "township", "village"), _SETTLEMENT),
    **dict.fromkeys(("river", "creek"), ("STM",)),
    **dict.fromkeys(("island", "islands", "isles"), _ISLAND),
    **dict.fromkeys(("mountains", "mountain", "range", "hills"), ("MT", "MTS", "HLL", "UPL")),
    **dict.fromkeys(("sea", "ocean", "gulf"), ("SEA", "OCN", "GULF")),
    **dict.fromkeys(("desert",), ("DSRT",)),
    **dict.fromkeys(("peninsula",), ("PEN", "RGN", "ADM")),
    **dict.fromkeys(("valley",), ("VAL", "RGN")),
    **dict.fromkeys(("lake",), ("LK", "RSV")),
    **dict.fromkeys(("airport", "airbase", "air base", "airfield"), ("AIR", "INSB")),
}
_BEFORE = {
    **dict.fromkeys(("state of", "province of", "republic of", "kingdom of", "region of"), _DIVISION),
    **dict.fromkeys(("county of", "county", "district of", "co"), ("ADM",)),
    **dict.fromkeys(("city of", "town of", "village of", "greater", "port of"), _SETTLEMENT),
    **dict.fromkeys(("river",), ("STM",)),
    **dict.fromkeys(("lake",), ("LK", "RSV")),
    **dict.fromkeys(("mount", "jebel", "jabal"), ("MT", "PK", "VLC", "HLL")),
    **dict.fromkeys(("island of", "isle of"), _ISLAND),
    "the": ("",),
}


def without_kind(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The folded name without its word for a kind, and the beginnings of the feature codes that fit it; None where there is no such word."""
    words = fold(name).split(" ")
    for count in (2, 1):
        if len(words) > count:
            if kinds := _BEFORE.get(" ".join(words[:count])):
                return " ".join(words[count:]), kinds
            if kinds := _AFTER.get(" ".join(words[-count:])):
                return " ".join(words[:-count]), kinds
    return None
