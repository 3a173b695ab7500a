"""Check 9: every word a person reads is keyed, and there in Vietnamese and in English."""
import json
import re
import unicodedata

from tree import Tree, is_test

CODE = re.compile(r'\bCode(?:\s+(?:const\s+)?\w+)?\s*[({]\s*"([\w.]+)"')
# {{#t}}key{{/t}}, as page/ renders it
WORD = re.compile(r"\{\{#t\}\}(.*?)\{\{/t\}\}", re.DOTALL)
# A key that a template only completes: {{#t}}state.{{state}}{{/t}}
COMPLETED = re.compile(r"\{\{")


def words(tree: Tree, rules: dict) -> list[str]:
    known, problems = read_words(tree)
    for source in tree.sources:
        if is_test(source):
            continue
        problems += refusals_without_words(tree, source, known)
        problems += literals_in_a_language(tree, source)
    for path in sorted([*tree.src.rglob("*.html"), *(tree.root / "web").rglob("*.html")]):
        problems += labels_without_words(str(path.relative_to(tree.root)), path.read_text(encoding="utf-8"), known)
    return problems


def read_words(tree: Tree) -> tuple[dict[str, set[str]], list[str]]:
    """Every key of every room by language, and what is wrong with the files themselves."""
    known: dict[str, set[str]] = {"vi": set(), "en": set()}
    problems = []
    for folder in sorted({path.parent for path in tree.src.rglob("words.*.json")}):
        keys: dict[str, set[str]] = {}
        for language in known:
            path = folder / f"words.{language}.json"
            keys[language] = set()
            if path.exists():
                keys[language], problem = read_keys(path, str(path.relative_to(tree.root)))
                problems += problem
            known[language] |= keys[language]
        where = folder.relative_to(tree.root)
        for one, other in (("vi", "en"), ("en", "vi")):
            for key in sorted(keys[one] - keys[other]):
                problems.append(f"{where}/words.{other}.json: has no word for {key}; add it there too")
    return known, problems


def read_keys(path, name: str) -> tuple[set[str], list[str]]:
    twice: list[str] = []

    def note_twice(pairs):
        seen = set()
        for key, _ in pairs:
            if key in seen:
                twice.append(f"{name}: {key} is there twice; keep one")
            seen.add(key)
        return dict(pairs)

    try:
        return set(flat(json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=note_twice))), twice
    except json.JSONDecodeError as error:
        return set(), [f"{name}:{error.lineno}: is not JSON ({error.msg}); mend it"]


def flat(value: dict, before: str = "") -> list[str]:
    keys = []
    for key, inner in value.items():
        keys += flat(inner, f"{before}{key}.") if isinstance(inner, dict) else [before + key]
    return keys


def refusals_without_words(tree: Tree, source: str, known: dict[str, set[str]]) -> list[str]:
    codes = [told[1] for told in CODE.finditer(tree.text(source))]
    problems = []
    for language in known:
        missing = [code for code in codes if f"refusal.{code}" not in known[language]]
        if missing:
            problems.append(f"{source}: no words in {language} for {', '.join(missing)}; add \"refusal.<code>\" to the "
                            f"room's words.{language}.json: what was asked, why not, what would do")
    return problems


def literals_in_a_language(tree: Tree, source: str) -> list[str]:
    problems = []
    for line, literal in tree.literals(source):
        if any(ord(letter) > 127 and unicodedata.category(letter).startswith("L") for letter in literal):
            problems.append(f"{source}:{line}: words of a language in C++; give them a key in words.vi.json, or put "
                            "them in a template or the pack")
    return problems


def labels_without_words(name: str, text: str, known: dict[str, set[str]]) -> list[str]:
    problems = []
    for told in WORD.finditer(text):
        key = told[1].strip()
        if COMPLETED.search(key):
            continue
        for language in known:
            if key not in known[language]:
                line = text.count("\n", 0, told.start()) + 1
                problems.append(f"{name}:{line}: no word for {key} in {language}; add it to the room's "
                                f"words.{language}.json")
    return problems
