"""Every word in one file: the pages say nothing of their own, what they ask for is there, what is there is asked for, and a wrong file is named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata import language
from geodata.config import load_settings
from geodata.errors import ConfigError
from geodata.language import ENGLISH, FOLDER, languages, read, say, sayings, says

ROOT = Path(__file__).parents[1]
CODE = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "geodata").rglob("*.py"))]
DRAWN = [file for file in CODE if file.parent.name in ("pages", "ui") or file.parent == ROOT]
"""What draws pages: nothing in these files is in a language."""

SPEAKING = ("say", "says", "find")

KNOWN = read(ENGLISH)

RULES = 'name = "X"\nforms = 2\nplural = "n != 1"\nthousands = ","\n'


def trees(files: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for file in files:
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    """ "say" of `say(…)`, "st.info" of `st.info(…)`."""
    return ast.unparse(call.func)


def text_of(node: ast.expr) -> str | None:
    """A text, with `\\0` for what is put into it; None where the expression is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return f"{text_of(node.left) or chr(0)}{text_of(node.right) or chr(0)}"
    return None


# --- The keys ------------------------------------------------------------------------------------------------------------------------------------


def keys_asked(file: Path, tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every key that a file asks for: whole, or with `\\0` for the part that is known only when the program runs."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if (name := name_of(node)) in SPEAKING:
            for argument in node.args:
                for one in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
                    key = text_of(one)
                    assert key is not None, f"{file.name}:{node.lineno}: write the key where it is asked for"
                    yield key, node
        elif name == "words.count" or (name == "count" and file.name == "words.py"):
            noun = text_of(node.args[1])
            assert noun, f"{file.name}:{node.lineno}: write the noun where it is counted"
            yield f"count.{noun}", node


def speaks(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ImportFrom) and node.module in ("geodata.language", "geodata") for node in ast.walk(tree))


def matching(key: str) -> set[str]:
    pattern = re.compile(re.escape(key).replace("\0", r"[^.]+"))
    return {known for known in KNOWN if pattern.fullmatch(known)}


ASKED = [(file, key, call) for file, tree in trees(CODE) if speaks(tree) for key, call in keys_asked(file, tree)]


def test_every_key_that_is_asked_for_is_there() -> None:
    missing = [f"{file.name}:{call.lineno}: {key}" for file, key, call in ASKED if not matching(key)]
    assert missing == []


def test_every_key_that_is_there_is_asked_for() -> None:
    asked = set().union(*(matching(key) for file, key, call in ASKED if key != "count.\0"))
    assert sorted(set(KNOWN) - asked) == []


def test_every_key_gets_the_values_that_its_text_holds() -> None:
    wrong = []
    for file, key, call in ASKED:
        if name_of(call) not in ("say", "says") or any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords}
        for saying in (KNOWN[known] for known in matching(key)):
            if given != saying.names | ({"n"} if saying.is_counted else set()):
                wrong.append(f"{file.name}:{call.lineno}: {saying.key} holds {sorted(saying.names)}, is given {sorted(map(str, given))}")
    assert wrong == []


@pytest.mark.parametrize("other", [name for name in languages() if name != ENGLISH] or ["en"])
def test_another_language_has_no_key_and_no_value_that_english_lacks(other: str) -> None:
    english = sayings(FOLDER / f"{ENGLISH}.toml")
    for key, saying in sayings(FOLDER / f"{other}.toml").items():
        assert key in english and saying.is_counted == english[key].is_counted, key
        assert saying.names == english[key].names, key


# --- The pages -----------------------------------------------------------------------------------------------------------------------------------

LABELS = {"label", "help", "placeholder", "caption", "text", "page_title", "title", "show_spinner"}
"""What a drawing function shows beside its first argument."""

DRAWING = {"table", "facts", "part", "list_heading", "notify", "attempt", "speak", "_filter", "plain", "ui.table", "ui.facts", "ui.part"}
"""What draws or tells in our own rooms, beside `st.…`."""

NOT_SHOWN = (
    "st.session_state.",
    "st.query_params.",
    "st.context.",
    "st.get_option",
    "st.switch_page",
    "st.page_link",
    "st.Page",
    "st.App",
    "st.form",
)
"""What takes names and files: `st.…` functions whose first argument nobody sees."""

NO_WORDS = {"Dateline", "UTC", "SHA-256", "EDTF"}
"""Names that are the same in every language."""

OF_THE_BROWSER = {"headers.py", "hints.py", "leading.py", "preview.py", "route.py"}
"""What these hold is for browsers and for programs that ask, not for readers."""

_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|\bdl-\w+", re.DOTALL)
_SHOWN_BY_TAGS = re.compile(r"""\b(?:aria-label|title|alt|placeholder)=["'][^"'\0]*[A-Za-z]""")
_SENTENCE = re.compile(r"[^\W\d_][^\w\s]? [^\w\s]?[^\W\d_]|^[^\w\s]*[A-Z][a-z]{2,}")
"""Two words with a blank between, or one that begins as a label does."""


def seen(text: str) -> str:
    """What of a text a reader sees: without tags, and without names that no language changes."""
    shown = _TAG.sub("", text)
    for name in NO_WORDS:
        shown = shown.replace(name, "")
    return shown.strip()


def inner_texts(node: ast.expr) -> Iterator[str]:
    """The texts in an expression, but for those in calls and subscripts within it."""
    if (text := text_of(node)) is not None:
        yield text
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in inner_texts(part))
    elif isinstance(node, ast.BoolOp):
        yield from (text for part in node.values for text in inner_texts(part))
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (text for part in node.elts for text in inner_texts(part))
    elif isinstance(node, ast.Dict):
        yield from (text for part in node.keys if part for text in inner_texts(part))


def inline_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Words that a file would show by itself: texts given to what draws, and any text anywhere that reads as a sentence or a label."""
    apart = {id(node) for node in _apart(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name_of(node).startswith("st.") or name_of(node) in DRAWING) and not name_of(node).startswith(NOT_SHOWN):
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg in LABELS)]
            yield from ((node.lineno, text) for one in given for text in inner_texts(one) if re.search(r"[^\W\d_]{2}", seen(text)))
        text = text_of(node) if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in apart else None
        if text and (_SENTENCE.search(seen(text)) or _SHOWN_BY_TAGS.search(text)):
            yield node.lineno, text


def _apart(tree: ast.Module) -> Iterator[ast.AST]:
    """Texts that are not shown: docstrings, keys that are asked for, parts of a text that is looked at whole, scripts, what `re` and `Path` take."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield from (part for part in ast.walk(node) if part is not node and isinstance(part, ast.Constant) and part in node.values)
        if isinstance(node, ast.Call) and name_of(node) in (*SPEAKING, "words.count", "re.compile", "st.Page"):
            yield from (inner for argument in node.args[:2] for inner in ast.walk(argument))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith(("_SCRIPT", "__all__")):
            yield from ast.walk(node)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.arg | ast.FunctionDef):
            noted = node.returns if isinstance(node, ast.FunctionDef) else getattr(node, "annotation", None)
            yield from ast.walk(noted) if noted else ()


@pytest.mark.parametrize("file", [file for file in DRAWN if file.name not in OF_THE_BROWSER], ids=lambda file: file.name)
def test_a_page_says_nothing_of_its_own(file: Path) -> None:
    assert [f"{line}: {text!r}" for line, text in inline_words(ast.parse(file.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    "line",
    [
        'st.info("Nothing here.")',
        'st.button("Save", key="x")',
        'st.button("save", key="x")',
        "st.markdown(f\"### {words.count(n, 'place')} found\")",
        'st.markdown("### " + "Layers")',
        'st.info("Empty" if empty else "")',
        'st.text_input(say("a.b"), help="Write a name")',
        'table(("Words", "Source"), rows, say("a.b"))',
        'facts({"Owner": owner})',
        'ui.facts({"Owner": owner})',
        'notify("done")',
        'label = "Choose a place"',
        'LABELS = {"title": "Title"}',
        "st.html(f'<p class=\"x\">stated by {name}</p>')",
        "st.html(f'<p aria-label=\"Text\">{name}</p>')",
        'return f"{a} of {b} places at hand"',
    ],
)
def test_a_new_word_on_a_page_is_caught(line: str) -> None:
    code = line if not line.startswith("return") else f"def f():\n    {line}"
    assert list(inline_words(ast.parse(code)))


@pytest.mark.parametrize(
    "line",
    [
        '"""A docstring of two words."""',
        'st.info(say("a.b", name=plain(name)))',
        "st.markdown(f\"### {say('a.b')}\")",
        "st.html(f'<p class=\"dl-card dl-chosen\">{name}</p>')",
        'st.session_state["review_part"] = 1',
        'st.columns([3, 2], gap="medium")',
        'st.button(say("a.b"), key="save_it", type="primary")',
    ],
)
def test_what_is_no_word_is_let_alone(line: str) -> None:
    assert list(inline_words(ast.parse(line))) == []


# --- The room ------------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    english = '[a]\nplain = "Two words"\nwith_value = "By {name}."\ncounted = ["{n} word of {all}", "{n} words of {all}"]\n'
    (tmp_path / "en.toml").write_text(RULES + english, encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str, name: str = "xx") -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_value_is_put_in_and_never_read_again(folder: Path) -> None:
    found = read("en", folder)
    assert found["a.with_value"].filled({"name": "{name} {0} {name.__class__} *x*"}) == "By {name} {0} {name.__class__} *x*."


def test_a_number_has_its_groups_and_chooses_the_form(folder: Path) -> None:
    counted = read("en", folder)["a.counted"]
    assert [counted.filled({"n": n, "all": 12345}) for n in (0, 1, 1000)] == ["0 words of 12,345", "1 word of 12,345", "1,000 words of 12,345"]


def test_a_language_has_its_own_plural_and_english_helps_out_with_its_own(folder: Path) -> None:
    rules = 'name = "P"\nforms = 3\nthousands = "."\n'
    rule = 'plural = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"\n'
    write(folder, rules + rule + '[a]\nother = "x"\n[a.deep]\ncounted = ["{n} a", "{n} b", "{n} c"]\n')
    found = read("xx", folder)
    assert [found["a.deep.counted"].filled({"n": n}) for n in (1, 3, 5, 1022)] == ["1 a", "3 b", "5 c", "1.022 b"]
    assert found["a.counted"].filled({"n": 2, "all": 5000}) == "2 words of 5,000" and found["a.plain"].filled({}) == "Two words"


def test_a_missing_value_is_named_with_file_and_key(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"en\.toml: a\.with_value holds \{name\}"):
        read("en", folder)["a.with_value"].filled({})
    with pytest.raises(ConfigError, match=r"en\.toml: a\.counted holds \{n\}"):
        read("en", folder)["a.counted"].filled({"all": 3})


def test_an_unknown_key_is_named_with_its_file() -> None:
    with pytest.raises(ConfigError, match=r"en\.toml: nothing is said for 'no\.such'"):
        say("no.such")


def test_an_unknown_language_names_those_that_are_there(folder: Path) -> None:
    for name in ("tlh", "../config", ""):
        with pytest.raises(ConfigError, match=r"geodata\.toml: language is .* there are: en"):
            read(name, folder)


def test_the_setting_chooses_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, RULES + '[page]\nmap = "Karta"\n')
    write(folder, (FOLDER / "en.toml").read_text(encoding="utf-8"), "en")
    monkeypatch.setattr(language, "read", lambda name: read(name, folder))
    monkeypatch.setenv("GEODATA_LANGUAGE", "xx")
    language._sayings.cache_clear()
    try:
        assert says("page.map", "page.add") == ["Karta", "Add"]
    finally:
        monkeypatch.undo()
        language._sayings.cache_clear()
    assert load_settings().language == "en" and say("page.map") == "Map"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = ", "TOML"),
        ('name = "X"\n', "forms is missing"),
        (RULES.replace('"n != 1"', "3"), "plural is missing or of the wrong kind"),
        (RULES.replace("n != 1", "__import__('os')"), "plural is no rule"),
        (RULES.replace("n != 1", "n"), "plural gives 2 the form 2"),
        (RULES + "[a]\nplain = 3\n", "a.plain is 3"),
        (RULES + '[a]\nplain = "{name"\n', "a.plain cannot be filled"),
        (RULES + '[a]\nplain = "{}"\n', "a.plain holds {}"),
        (RULES + '[a]\nplain = "{name.__class__}"\n', "a.plain holds {name.__class__}"),
        (RULES + '[a]\nplain = "{name!r}"\n', "a.plain holds {name}"),
        (RULES + '[a]\nplain = "{n:>{width}}"\n', "a.plain holds {n}"),
        (RULES + '[a]\ncounted = ["one"]\n', "a.counted has 1 forms"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(folder: Path, text: str, named: str) -> None:
    write(folder, text)
    with pytest.raises(ConfigError, match=re.escape(named)) as caught:
        read("xx", folder)
    assert "xx.toml" in str(caught.value)


def test_every_text_of_english_can_be_filled() -> None:
    for saying in KNOWN.values():
        for n in (1, 2):
            assert saying.filled(dict.fromkeys(saying.names, "x") | {"n": n}).strip()
