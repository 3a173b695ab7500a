"""A page as a browser would take it apart: its forms, its words, and whether all of it is the templates' own."""
import functools
import html.parser
import re

from program import ROOT

TYPED = {"text", "search", "tel", "email", "url", ""}
# Drawn by the program and not by a template: diagrams, bar codes, square codes
DRAWN = {"svg", "g", "path", "rect", "circle", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs",
         "marker", "use"}


class Field:
    def __init__(self, name: str, kind: str, value: str, most: int | None):
        self.name, self.kind, self.value, self.most = name, kind, value, most
        self.options: list[str] = []

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED or self.kind == "textarea"


class Form:
    def __init__(self, action: str, method: str, parted: bool):
        self.action, self.method, self.parted = action, method, parted
        self.fields: list[Field] = []
        self.buttons: list[tuple[str, str]] = []

    @property
    def typed(self) -> list[Field]:
        return [field for field in self.fields if field.is_typed]


class Page(html.parser.HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.pieces: list[str] = []
        self.values: list[str] = []
        self.pairs: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.loaded: list[str] = []
        self._form: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None
        self.feed(text)
        self.close()

    @property
    def words(self) -> str:
        return "".join(self.pieces)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.pairs |= {(tag, name) for name in given} | {(tag, "")}
        self.addresses += [given[name] for name in ("href", "action", "formaction") if name in given]
        self.loaded += [given[name] for name in ("src", "data") if name in given]
        self.loaded += [given["href"]] if tag in ("link", "use") and "href" in given else []
        self.values += given.values()
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(),
                              "multipart" in given.get("enctype", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "input" and given.get("name"):
            kind = given.get("type", "text")
            # Of a choice that nobody has made, the first
            chosen = kind == "radio" and all(field.name != given["name"] for field in self._form.fields)
            if kind in ("checkbox", "radio") and "checked" not in given and not chosen:
                return
            most = int(given["maxlength"]) if given.get("maxlength", "").isdigit() else None
            self._form.fields.append(Field(given["name"], kind, given.get("value", ""), most))
        if tag == "textarea" and given.get("name"):
            most = int(given["maxlength"]) if given.get("maxlength", "").isdigit() else None
            self._area = Field(given["name"], "textarea", "", most)
            self._form.fields.append(self._area)
        if tag == "select" and given.get("name"):
            self._select = Field(given["name"], "select", "", None)
            self._form.fields.append(self._select)
        if tag == "option" and self._select:
            value = given.get("value", "")
            self._select.options.append(value)
            if "selected" in given or not self._select.value:
                self._select.value = value
        if tag == "button" and given.get("name"):
            self._form.buttons.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        self.pieces.append(data)
        if self._area:
            self._area.value += data


@functools.cache
def of_templates() -> frozenset[tuple[str, str]]:
    """Every element with every attribute that a template of ours writes."""
    pairs: set[tuple[str, str]] = set()
    for folder in ("src", "web"):
        for path in (ROOT / folder).rglob("*.html"):
            without_parts = re.sub(r"\{\{[#^/!>].*?\}\}", " ", path.read_text())
            pairs |= Page(re.sub(r"\{\{\{?.*?\}?\}\}", "x", without_parts)).pairs
    return frozenset(pairs)


def foreign(page: Page) -> list[str]:
    """What stands in a page and in no template: markup that somebody typed has become the page's own."""
    strange = [f"<{tag} {name}>" for tag, name in page.pairs - of_templates()
               if tag not in DRAWN or name.startswith("on")]
    return (strange + [address for address in page.addresses
                       if not re.match(r"(/(?!/)|#|\?|https://|mailto:|tel:|$)", address)]
            + [address for address in page.loaded if not re.match(r"/(?!/)", address)])
