"""The sources as the checks see them: files, what they include, and their text with comments or strings blanked."""
import dataclasses
import pathlib
import re

# Comments, raw strings, strings and characters, so that a check can blank or read them
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
                   re.DOTALL)
LEFT_OUT = {"build", "node_modules", "var", ".git", "__pycache__"}


@dataclasses.dataclass(frozen=True)
class Include:
    file: str   # relative to src/
    line: int
    path: str   # as written
    own: bool   # in quotes


class Tree:
    """A checkout. Paths are relative to its src/ where a check speaks of C++, else to its root."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.src = root / "src"
        self.sources = sorted(str(path.relative_to(self.src)) for path in self.src.rglob("*")
                              if path.suffix in (".cpp", ".h"))
        self._texts: dict[str, str] = {}

    def text(self, source: str) -> str:
        if source not in self._texts:
            self._texts[source] = (self.src / source).read_text(encoding="utf-8")
        return self._texts[source]

    def code(self, source: str) -> str:
        """The text with comments and strings blanked, lines kept."""
        return TOKEN.sub(lambda token: blank(token[0]), self.text(source))

    def literals(self, source: str) -> list[tuple[int, str]]:
        """Every string with the line it begins on."""
        text = self.text(source)
        return [(text.count("\n", 0, token.start()) + 1, token[0]) for token in TOKEN.finditer(text)
                if token[0].startswith(('"', "R"))]

    def includes(self, source: str) -> list[Include]:
        found = []
        for number, line in enumerate(self.text(source).splitlines(), 1):
            told = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if told:
                found.append(Include(source, number, told[2], told[1] == '"'))
        return found

    def everything(self) -> list[str]:
        """Every text file of the checkout, relative to its root."""
        found = []
        for path in sorted(self.root.rglob("*")):
            relative = path.relative_to(self.root)
            if path.is_file() and not LEFT_OUT & set(relative.parts) and path.stat().st_size < 2_000_000:
                found.append(str(relative))
        return found


def blank(token: str) -> str:
    return re.sub(r"[^\n]", " ", token)


def module_of(source: str) -> str:
    return source.split("/")[0]


def room_of(source: str) -> str | None:
    """'work/dossier' for a file of that room, None for a file that lies in the module itself."""
    parts = source.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else None


def is_test(source: str) -> bool:
    return source.endswith("_test.cpp") or source.endswith("_test.h")


def role_of(source: str, roles: dict) -> str:
    stem = re.sub(r"\.(cpp|h)$", "", source.split("/")[-1])
    for role in roles:
        if role != "pure" and (stem == role or stem.endswith("_" + role)):
            return role
    return "pure"
