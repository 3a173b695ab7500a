"""The kit with other names: folders, files, decisions and inputs are called what nobody would call them, spaces and all.
The score must be the same: the program knows no test.

A name is changed where that is mechanical: an element whose name is a whole word nobody else uses, in no text of the
model but as that name. A model that imports another keeps its file's name and its elements' names.
"""
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

from models import CONGVU

NAMED = r'<(?:\w+:)?(?:inputData|decision|businessKnowledgeModel|decisionService)\b[^>]*?\bname="([^"]+)"'
PLAIN = re.compile(r"[A-Za-z]\w{2,}(?: \w+)*")
# Words that a text of FEEL may hold as something else than a name
WORDS = re.compile(r"[A-Za-z_]\w*")


def other_name(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"zq{digest[:6]} {digest[6:9]}x y{digest[9:13]}"


def renamings(model: str, cases: str) -> dict[str, str]:
    """Names of elements that occur in the model only as names or as whole words of expressions, to their new ones."""
    if re.search(r"<(?:\w+:)?import\b", model):
        return {}
    names = {name for name in re.findall(NAMED, model) if PLAIN.fullmatch(name)}
    texts = " ".join(re.findall(r"<(?:\w+:)?text>(.*?)</(?:\w+:)?text>", model, re.S))
    others = collections.Counter(re.findall(r'<(?:\w+:)?(?:itemDefinition|itemComponent|formalParameter|column|contextEntry|'
                                            r'output|parameter|parameters)\b[^>]*?\bname="([^"]+)"', model))
    others.update(re.findall(r'<(?:\w+:)?component name="([^"]+)"', cases))
    others.update(re.findall(r'(?:iteratorVariable|typeRef|locationURI)="([^"]+)"', model))
    within_entries = re.findall(r'<(?:\w+:)?contextEntry\b[^>]*>\s*<(?:\w+:)?variable\b[^>]*?\bname="([^"]+)"', model)
    others.update(within_entries)
    fit = {}
    for name in names:
        quoted = re.search(rf'["\'.@][^"]*\b{re.escape(name)}\b|\b{re.escape(name)}\s*:', texts)
        shared = any(name != other and (name in other or other in name) for other in names)
        if name not in others and not quoted and not shared:
            fit[name] = other_name(name)
    return fit


def renamed(text: str, names: dict[str, str]) -> str:
    for name, new in names.items():
        text = re.sub(rf'(\b(?:name|invocableName|label)=")({re.escape(name)})"', rf'\g<1>{new}"', text)
        text = re.sub(rf"(<(?:\w+:)?text>)(.*?)(</(?:\w+:)?text>)",
                      lambda found, name=name, new=new: found[1] + re.sub(rf"(?<![\w.]){re.escape(name)}(?!\w)", new,
                                                                          found[2]) + found[3], text, flags=re.S)
    return text


def copied(kit: pathlib.Path, into: pathlib.Path) -> int:
    """The kit under other names; how many elements are called otherwise."""
    changed = 0
    for place, model in enumerate(sorted(kit.rglob("*.dmn"))):
        folder = into / f"{place:03} {hashlib.sha256(model.parent.name.encode()).hexdigest()[:8]}"
        alone = len(list(model.parent.glob("*.dmn"))) == 1
        asks = re.compile(rf"(<(?:\w+:)?modelName>\s*){re.escape(model.name)}(?=\s*<)")
        tests = [each for each in model.parent.glob("*.xml") if asks.search(each.read_text())]
        text = model.read_text()
        names = renamings(text, "".join(each.read_text() for each in tests)) if alone else {}
        changed += len(names)
        folder.mkdir()
        for other in model.parent.glob("*.dmn"):
            (folder / other.name).write_text(other.read_text())
        new_name = f"m {place}.dmn" if alone else model.name
        if alone:
            (folder / model.name).unlink()
        (folder / new_name).write_text(renamed(text, names))
        for each in tests:
            body = renamed(asks.sub(rf"\g<1>{new_name}", each.read_text()), names)
            (folder / f"{hashlib.sha256(each.name.encode()).hexdigest()[:8]}.xml").write_text(body)
    return changed


def score(folder: pathlib.Path) -> tuple[int, int, int]:
    told = json.loads(subprocess.run([CONGVU, "dmn", "tck", str(folder), "--json"], capture_output=True, text=True,
                                     check=True).stdout)
    return told["passed"], told["total"], told["hard"]["passed"]


def the_kit_with_other_names_gives_the_same_score(kit: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        changed = copied(kit, pathlib.Path(folder))
        other, own = score(pathlib.Path(folder)), score(kit)
    print(f"  {changed} elements are called otherwise; {other[0]} of {other[1]} cases, with the kit's names {own[0]}")
    assert changed > 300, changed
    assert other == own, (other, own)


ALL = [the_kit_with_other_names_gives_the_same_score]
