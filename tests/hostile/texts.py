"""Naughty strings (naughty.py) through every text there is, and out again by page, CSV, Excel and JSON."""
import concurrent.futures
import copy
import csv
import io
import re
import threading
import urllib.parse
import zipfile
from xml.etree import ElementTree

from markup import Page, foreign
from naughty import chunks, documented, has_controls, is_blank, kept, put, strings, texts_of
from program import Record, congvu, sample_body
from raw import refused, request, send

AT_ONCE = 6
# What has a form of its own; everything else is free text
FORMED = ("phone", "email", "identity_number")
WORKBOOK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Asking:
    """Signed in once, and asked from several threads: each has a connection of its own."""

    def __init__(self, record: Record, account: dict | None):
        self.record, self.own = record, threading.local()
        self.first = record.client(account)
        self.first.sign_in_to_pages(account) if account else self.first.page("/sign-in")

    @property
    def client(self):
        if not hasattr(self.own, "client"):
            self.own.client = self.record.client()
            self.own.client.token, self.own.client.csrf = self.first.token, self.first.csrf
            self.own.client.cookies = dict(self.first.cookies)
        return self.own.client


def at_once(work, each) -> list:
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, each))


class Filings:
    """Each string in each text of a filing, one filing a string: the fields have their turn."""

    def __init__(self, record: Record):
        self.record, self.clerk = record, Asking(record, record.accounts("clerk")[0])
        schema = documented(record)["/api/v1/dossiers"]
        people = [(path, most) for path, most in texts_of(schema) if path[0] in ("applicant", "filer", "receiver")]
        form = record.client().get("/api/v1/procedures/1.005092/form").json()
        answers = [(("answers", *path), most) for path, most in texts_of(form)]
        self.fields = people + answers
        assert len(people) >= 12 and len(answers) >= 4, self.fields
        self.body = sample_body("1.005092")
        self.body["filer"] = {"kind": "person", "name": "Trần Thị Bình"}
        self.strings = strings()

    def body_of(self, turn: int) -> tuple[dict, dict[str, tuple[tuple, str]]]:
        """A body, and by the path as a refusal has it: where each text was put."""
        body, said = copy.deepcopy(self.body), {}
        for at, (path, _) in enumerate(self.fields):
            text = self.strings[(turn + at * 29) % len(self.strings)]
            put(body, path, text)
            said[".".join(path)] = (path, text)
        return body, said

    def file(self, turn: int) -> tuple[str, dict, list[str]]:
        """The code it has in the end, what it holds, and what is wrong with how that came."""
        client, wrong = self.clerk.client, []
        body, said = self.body_of(turn)
        for attempt in range(4):  # a schema's faults are told before those of meaning
            reply = client.post("/api/v1/dossiers", body, f"naughty {turn}.{attempt}")
            if reply.status == 201:
                return reply.json()["code"], said, wrong
            for fault in refused(reply, 422)["invalidParams"]:
                wrong += self.give_way(fault, body, said)
        return "", said, [*wrong, f"{reply.status} {reply.text[:300]}"]

    def give_way(self, fault: dict, body: dict, said: dict) -> list[str]:
        """Puts what is sound where a text was refused; tells what is wrong with the refusal."""
        path, text = said.pop(fault["name"], (None, None))
        if path is None or len(fault["reason"]) < 10:
            return [f"{fault} is said of no field that was filled, or says nothing"]
        put(body, path, value_at(self.body, path) or "An An")
        if path[-1] in FORMED:
            del value_at(body, path[:-1])[path[-1]]
        return [] if self.may_be_refused(path, text) else [f"{fault['name']} refuses {text!r}: {fault['reason']}"]

    def may_be_refused(self, path: tuple, text: str) -> bool:
        most = dict(self.fields)[path]
        return (has_controls(text) or is_blank(text) or len(kept(text)) > most or path[-1] in FORMED
                or (path[0] == "answers" and len(kept(text)) < 3))  # of the form: at least 2 or 3 characters


def value_at(body: dict, path: tuple):
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def every_string_comes_out_of_a_filing_as_it_went_in(record: Record) -> None:
    filings = Filings(record)
    filed = at_once(filings.file, range(len(filings.strings)))
    wrong = [fault for _, _, faults in filed for fault in faults]
    assert not wrong, "\n".join(wrong[:30])
    taken = {text for _, said, _ in filed for path, text in said.values() if path == ("applicant", "name")}
    unfit = {text for text in filings.strings if filings.may_be_refused(("applicant", "name"), text)}
    assert taken == set(filings.strings) - unfit and len(unfit) < 40, taken ^ (set(filings.strings) - unfit)
    wrong = [fault for faults in at_once(lambda one: unlike(filings.clerk.client, *one[:2]), filed)
             for fault in faults]
    assert not wrong, "\n".join(wrong[:30])
    the_lists_hold(filings.clerk, taken)


def unlike(client, code: str, said: dict) -> list[str]:
    """Where a dossier is not what was filed: asked by the API, and on its page."""
    held = client.get(f"/api/v1/dossiers/{code}").json()
    wrong = [f"{code} {path}: {value_at(held, path)!r} was {text!r}" for path, text in said.values()
             if value_at(held, path) != kept(text)]
    reply = client.page(f"/dossiers/{code}")
    page = Page(reply.text)
    shown = in_one_line(page.words)
    wrong += [f"the page of {code} does not show {text!r} of {path}" for path, text in said.values()
              if in_one_line(kept(text)) not in shown]
    return wrong + [f"the page of {code}, {said}: {strange}" for strange in foreign(page)]


def in_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def as_in_csv(text: str) -> str:
    """With the apostrophes that keep a spreadsheet from reckoning with it."""
    return re.sub(r"(^|[;\t\n])(?=[=+\-@\t\uff1d\uff0b\uff0d\uff20])", r"\1'", text)


def as_in_a_workbook(text: str) -> str:
    """XML has no place for two characters, and what looks like an escape is escaped."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", re.sub("[\ufffe\uffff]", "\ufffd", text))


def the_lists_hold(clerk: Asking, names: set[str]) -> None:
    """The register as a file: every name, none of them a formula."""
    written = clerk.client.page("/dossiers?format=csv").octets.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    missing = {as_in_csv(kept(name)) for name in names} - {cell for row in rows for cell in row}
    assert not missing, f"not in the CSV: {missing}"
    reckoned = {cell for row in rows for cell in row if cell[:1] in "=+-@\t\r\n" and cell}
    assert not reckoned, f"formulas in the CSV: {reckoned}"
    with zipfile.ZipFile(io.BytesIO(clerk.client.page("/dossiers?format=xlsx").octets)) as workbook:
        sheets = [ElementTree.fromstring(workbook.read(name)) for name in workbook.namelist() if name.endswith(".xml")]
    texts = {text.text for sheet in sheets for text in sheet.iter(WORKBOOK + "t")}
    missing = {as_in_a_workbook(kept(name)) for name in names} - texts
    assert not missing, f"not in the workbook: {missing}"
    assert not [cell for sheet in sheets for cell in sheet.iter(WORKBOOK + "f")], "a formula in the workbook"
    document = clerk.client.page("/dossiers?format=json").json()
    missing = {kept(name) for name in names} - {value for row in document["rows"] for value in row.values()
                                                if isinstance(value, str)}
    assert not missing, f"not in the JSON: {missing}"


def every_call_takes_every_string_or_says_why(record: Record) -> None:
    """Each string in each text of each call's body: never a fault of the program's, and a refusal is one in words."""
    calls = {path: (schema, texts_of(schema)) for path, schema in documented(record).items()}
    calls = {path: known for path, known in calls.items() if known[1]}
    assert sum(len(texts) for _, texts in calls.values()) > 60, calls.keys()
    filed = record.client().post("/api/v1/dossiers", sample_body("1.005092")).json()["code"]
    for role in ("clerk", "administrator"):
        asking = Asking(record, record.accounts(role)[0])
        # Guessing at secrets is stopped after some, and is tried elsewhere
        tried = [(path, text) for path, (_, texts) in calls.items() if "secret" not in path and "session" not in path
                 and "passwords" not in path for text in chunks(min(most for _, most in texts if most >= 20))]
        wrong = [fault for fault in at_once(lambda one: told_wrongly(asking, calls, filed, *one), tried) if fault]
        assert not wrong, "\n".join(wrong[:20])
    assert record.alive()


def told_wrongly(asking: Asking, calls: dict, code: str, path: str, text: str) -> str:
    schema, texts = calls[path]
    body = {name: 1 for name in schema.get("required", []) if schema["properties"][name].get("type") == "integer"}
    for at, most in texts:
        put(body, at, text[:most])
    filled = re.sub(r"\{(\w+)\}", lambda part: code if part[1] == "code" else "f" * 32, path)
    reply = asking.client.post(filled, body)
    # Codes of invitations are hashed, two at a time; whoever comes third is asked to wait
    if reply.status < 400 or (reply.status == 503 and "retry_after" in reply.text):
        return ""
    try:
        refused(reply)
    except (AssertionError, ValueError) as fault:
        return f"{filled} of {text[:60]!r}: {fault}"
    return ""


def every_search_takes_every_string(record: Record) -> None:
    """What is looked for stands in the page as it was typed, as text, or is refused in words."""
    asking = Asking(record, record.accounts("clerk")[0])
    places = ("/search?q=", "/api/v1/search?q=", "/procedures?q=", "/api/v1/procedures?q=", "/dossiers?q=")
    tried = [(place, text) for place in places for text in strings()]
    wrong = [fault for faults in at_once(lambda one: found_wrongly(asking.client, *one), tried) for fault in faults]
    assert not wrong, "\n".join(wrong[:20])


def found_wrongly(client, place: str, text: str) -> list[str]:
    reply = client.page(place + urllib.parse.quote(text, safe=""))
    where = f"{place}{text!r}: {reply.status}"
    if reply.status >= 500 or reply.status not in (200, 400, 422) or ("\0" in text) != (reply.status == 400):
        return [where]
    if place.startswith("/api/"):
        return [] if reply.json() else [where]
    page = Page(reply.text)
    wrong = [f"{where} has {strange}" for strange in foreign(page)]
    if reply.status == 200 and len(text) <= 100 and not has_controls(text):
        asked = [field.value for form in page.forms for field in form.typed if field.name == "q"]
        if in_one_line(kept(text)) not in map(in_one_line, map(kept, asked)):
            wrong.append(f"{where} asks again for {asked}")
    return wrong
