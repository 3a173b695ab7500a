"""Check 6: docs/formats/events.md tells every event that rooms register, field by field, as its header says it.

The lower part of that page is made from the headers; `events.py --write` makes it anew.
"""
import dataclasses
import pathlib
import re
import sys

from tree import Tree, is_test

PAGE = "docs/formats/events.md"
BEGINS = "<!-- From here on the page is made from the headers: tests/house/events.py --write -->\n"

REGISTERED = re.compile(r"\.\s*(?:template\s+)?stream<([\w:,\s]+)>\s*\(")
NAMESPACE = re.compile(r"^namespace congvu(?:::(\w+))? \{", re.MULTILINE)
STRUCT = re.compile(r"^( *)struct (\w+) \{\n(.*?)^\1\};", re.MULTILINE | re.DOTALL)
DESCRIBED = re.compile(r"BOOST_DESCRIBE_(?:STRUCT|CLASS)\(([\w:]+),\s*\(\),\s*\(([\w,\s]*)\)")
ENUM = re.compile(r"BOOST_DESCRIBE_ENUM\((\w+),([\w,\s]+)\)")
ALIAS = re.compile(r"^using (\w+) = (Text<[^;]+>);", re.MULTILINE)
FIELD = re.compile(r"^\s*(?!static|using|return|friend)([\w:]+(?:<.+>)?) ([\w,= .:{}\"-]+);\s*(?://\s*(.*))?$")
CONSTANT = r"static constexpr std::string_view {} = \"([\w.]+)\";"

PLAIN = {"std::string": "text", "bool": "boolean", "int": "integer", "std::int64_t": "integer",
         "std::uint64_t": "integer", "Handle": "handle", "Instant": "instant", "Date": "date",
         "json::object": "object", "json::value": "any JSON"}


@dataclasses.dataclass
class Field:
    name: str
    type: str      # as C++ has it
    meaning: str


@dataclasses.dataclass
class Struct:
    name: str
    namespace: str
    meaning: str
    fields: list[Field]
    event: str     # "dossier.filed", or empty
    stream: str    # of a state: the name of its streams


class Headers:
    """Every described struct and enumeration of the sources, by the namespace it stands in."""

    def __init__(self, tree: Tree) -> None:
        self.structs: dict[tuple[str, str], Struct] = {}
        self.enums: dict[tuple[str, str], list[str]] = {}
        self.aliases: dict[tuple[str, str], str] = {}
        self.registered: list[tuple[str, list[str]]] = []   # namespace; state and its events
        for source in tree.sources:
            if is_test(source):
                continue
            if source.endswith(".h"):
                self.read(tree.text(source))
            for told in REGISTERED.finditer(tree.text(source)):
                self.registered.append((namespace_at(tree.text(source), told.start()), split(told[1])))

    def read(self, text: str) -> None:
        described = {told[1]: split(told[2]) for told in DESCRIBED.finditer(text)}
        for told in STRUCT.finditer(text):
            namespace = namespace_at(text, told.start())
            self.add(told[2], told[3], comment_above(text, told.start()), namespace, described)
        for told in ENUM.finditer(text):
            self.enums[namespace_at(text, told.start()), told[1]] = split(told[2])
        for told in ALIAS.finditer(text):
            self.aliases[namespace_at(text, told.start()), told[1]] = told[2]

    def add(self, name: str, body: str, meaning: str, namespace: str, described: dict[str, list[str]]) -> None:
        for inner in STRUCT.finditer(body):
            names = described.get(f"{name}::{inner[2]}") or split(first(DESCRIBED, inner[3], 2))
            fields = fields_of(inner[3], names)
            self.structs[namespace, f"{name}::{inner[2]}"] = Struct(inner[2], namespace, "", fields, "", "")
        outer = STRUCT.sub("", body)
        self.structs[namespace, name] = Struct(
            name, namespace, meaning, fields_of(outer, described.get(name, [])),
            first(re.compile(CONSTANT.format("name")), outer, 1), first(re.compile(CONSTANT.format("stream")), outer, 1))

    def find(self, table: dict, namespace: str, name: str):
        """As C++ looks a name up: in its own namespace, then in the one around it."""
        if "::" in name:
            inside, plain = name.rsplit("::", 1)
            return table.get((inside.removeprefix("congvu::"), plain))
        return table.get((namespace, name)) or table.get(("", name))


def namespace_at(text: str, place: int) -> str:
    """Below congvu: "dossier", or empty for what stands in congvu itself."""
    opened = NAMESPACE.findall(text, 0, place)
    return opened[-1] if opened else ""


def fields_of(body: str, names: list[str]) -> list[Field]:
    found: dict[str, Field] = {}
    for line in body.splitlines():
        told = FIELD.match(line)
        if not told:
            continue
        for declared in told[2].split(","):
            name = re.split(r"[ ={]", declared.strip())[0]
            if name in names:
                found[name] = Field(name, told[1], told[3] or "")
    return [found[name] for name in names if name in found]


def comment_above(text: str, start: int) -> str:
    lines: list[str] = []
    for line in reversed(text[:start].splitlines()):
        if not line.startswith("//"):
            break
        lines.insert(0, line.removeprefix("//").strip())
    return " ".join(lines)


def first(pattern: re.Pattern, text: str, group: int) -> str:
    told = pattern.search(text)
    return told[group] if told else ""


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


class Telling:
    """The made part of the page: events by the names of their streams, then the values that they hold."""

    def __init__(self, headers: Headers) -> None:
        self.headers = headers
        self.lines: list[str] = []
        self.values: dict[tuple[str, str], None] = {}   # structs still to be told, in the order they were met

    def text(self) -> str:
        for namespace, (state, *events) in sorted(self.headers.registered, key=lambda each: self.stream(*each)):
            self.lines += [f"## Stream `{self.stream(namespace, [state])}`", ""]
            for name in events:
                self.tell_event(self.headers.find(self.headers.structs, namespace, name))
        self.lines += ["## Values", ""]
        told: set[tuple[str, str]] = set()
        while left := [key for key in self.values if key not in told]:
            told.update(left)
            for key in left:
                self.tell_value(self.headers.structs[key])
        return "\n".join(self.lines)

    def stream(self, namespace: str, state: list[str]) -> str:
        found = self.headers.find(self.headers.structs, namespace, state[0])
        return found.stream if found else ""

    def tell_event(self, event: Struct) -> None:
        self.lines += [f"### `{event.event}`", ""]
        self.tell_meaning(event)
        personal = self.headers.structs.get((event.namespace, f"{event.name}::Personal"))
        rows = [self.row(event, field, "open") for field in event.fields if field.name != "personal"]
        if personal:
            rows += [self.row(personal, field, "**personal**") for field in personal.fields]
        self.lines += ["| field | type | part | |", "|---|---|---|---|", *rows, ""]

    def tell_value(self, value: Struct) -> None:
        self.lines += [f"### {self.title(value)}", ""]
        self.tell_meaning(value)
        self.lines += ["| field | type | |", "|---|---|---|", *[self.row(value, field, "") for field in value.fields], ""]

    def tell_meaning(self, struct: Struct) -> None:
        if struct.meaning:
            self.lines += [struct.meaning.replace("<", "\\<"), ""]

    def row(self, struct: Struct, field: Field, part: str) -> str:
        cells = [f"`{field.name}`", self.type(field.type, struct.namespace), *([part] if part else []),
                 field.meaning.replace("|", "\\|")]
        return "| " + " | ".join(cells).rstrip() + " |"

    def title(self, struct: Struct) -> str:
        return f"{struct.namespace}.{struct.name}" if struct.namespace else struct.name

    def type(self, given: str, namespace: str) -> str:
        if given in PLAIN:
            return PLAIN[given]
        alias = self.headers.find(self.headers.aliases, namespace, given)
        inner = re.match(r"([\w:]+)<(.+)>$", alias or given)
        if inner:
            return self.composed(inner[1], inner[2], namespace)
        enum = self.headers.find(self.headers.enums, namespace, given)
        if enum:
            return "one of " + ", ".join(f"`{each}`" for each in enum)
        struct = self.headers.find(self.headers.structs, namespace, given)
        if struct:
            self.values[struct.namespace, struct.name] = None
            return f"[{self.title(struct)}](#{re.sub(r'[^a-z0-9]', '', self.title(struct).lower())})"
        return given

    def composed(self, outer: str, inner: str, namespace: str) -> str:
        if outer == "Text":
            most, *least = [numbers(each) for each in inner.split(",")]
            return f"text, {least[0]} to {most} characters" if least else f"text, at most {most} characters"
        if outer == "std::optional":
            return self.type(inner, namespace) + ", may be absent"
        if outer == "std::vector":
            return "list of " + self.type(inner, namespace)
        if outer == "std::map":
            return "map from text to " + self.type(inner.split(",", 1)[1].strip(), namespace)
        return f"{outer}<{inner}>"


def numbers(product: str) -> int:
    total = 1
    for factor in product.split("*"):
        total *= int(factor)
    return total


def events(tree: Tree, rules: dict) -> list[str]:
    headers = Headers(tree)
    if not headers.registered:
        return []
    path = tree.root / PAGE
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    by_hand, _, made = page.partition(BEGINS)
    problems = [f"{PAGE}: does not say who writes {name}; add it to the page's first table"
                for name in names_of(headers) if f"`{name}`" not in by_hand]
    if made.strip() != Telling(headers).text().strip():
        problems.append(f"{PAGE}: tells events otherwise than their headers; run tests/house/events.py --write")
    return problems


def names_of(headers: Headers) -> list[str]:
    return [headers.find(headers.structs, namespace, name).event
            for namespace, (_, *events) in headers.registered for name in events]


def write(root: pathlib.Path) -> None:
    path = root / PAGE
    by_hand = path.read_text(encoding="utf-8").partition(BEGINS)[0]
    path.write_text(by_hand + BEGINS + "\n" + Telling(Headers(Tree(root))).text(), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("events.py --write makes the lower part of " + PAGE + " anew")
    write(pathlib.Path(__file__).resolve().parents[2])
