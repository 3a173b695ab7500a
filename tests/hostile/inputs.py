"""The numbered list of hostile inputs (inputs.yaml): each is refused with words, or kept and shown as harmless text."""
import html
import json
import pathlib
import unicodedata

import yaml

from program import Record, sample_body
from raw import request, send

LIST = yaml.safe_load(pathlib.Path(__file__).with_name("inputs.yaml").read_text())
JSON = "Content-Type: application/json"
MARK = "\uE000"  # in the place of what JSON writers would not write


def value_of(told):
    """The value, and the text that takes the place of MARK in what is sent."""
    if not isinstance(told, dict) or len(told) != 1:
        return told, ""
    how, what = next(iter(told.items()))
    if how == "repeat":
        return what[0] * what[1], ""
    if how == "repeat_list":
        return [what[0]] * what[1], ""
    if how == "number":
        return MARK, what
    if how == "number_of":
        return MARK, "9" * what
    if how == "nested":
        return MARK, '{"a":' * what + "1" + "}" * what
    if how == "nested_raw":
        return MARK, "[" * what
    return told, ""


def body_of(line: dict) -> bytes:
    if "raw" in line:
        return line["raw"].encode()
    body = sample_body("1.005092")
    instead = ""
    if "put" in line:
        path, told = line["put"]
        value, instead = value_of(told)
        place = body
        *way, last = path.split(".")
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = value
    text = json.dumps(body, ensure_ascii=False).replace(f'"{MARK}"', instead)
    if "replace" in line:
        assert line["replace"][0] in text, line
        text = text.replace(*line["replace"], 1)
    return text.encode("utf-8", "surrogatepass")


def told(record: Record, line: dict):
    if "path" in line:
        return send(record, request("GET", line["path"]))
    headers = [JSON, *line.get("headers", [f"Idempotency-Key: input {line['n']}"])]
    return send(record, request("POST", "/api/v1/dossiers", body_of(line), tuple(headers)))


def every_input_of_the_list_is_refused_or_harmless(record: Record) -> None:
    assert len(LIST) >= 60 and [line["n"] for line in LIST] == list(range(1, len(LIST) + 1))
    clerk = record.client(record.accounts("clerk")[0])
    pages = record.client()
    pages.sign_in_to_pages(record.accounts("clerk")[0])
    wrong = []
    for line in LIST:
        reply = told(record, line)
        expected = line["expect"]
        fits = {"refused": 400 <= reply.status < 500, "harmless": reply.status == 201 or 400 <= reply.status < 500}
        if not fits.get(expected, reply.status == expected):
            wrong.append(f"{line['n']} {line['name']}: {reply.status} {reply.text[:200]}")
        elif reply.status >= 400 and not (len(reply.text) > 10):
            wrong.append(f"{line['n']} {line['name']}: {reply.status} without a word")
        elif reply.status == 201:
            wrong += unlike(line, clerk, pages, reply.json()["code"])
    assert not wrong, "\n".join(wrong)
    assert record.alive() and record.verified()["faults"] == 0


def unlike(line: dict, clerk, pages, code: str) -> list[str]:
    """What was taken, where it does not come out as it went in, or comes out as markup."""
    if "put" not in line or line["put"][0] != "applicant.name":
        return []
    name = value_of(line["put"][1])[0].replace("\r\n", "\n")  # one way of writing a line's end is kept
    got = clerk.get(f"/api/v1/dossiers/{code}").json()["applicant"]["name"]
    page = pages.page(f"/dossiers/{code}").text
    same = got == unicodedata.normalize("NFC", name)
    found = [] if same else [f"{line['n']} {line['name']}: {got!r} is not {name!r}"]
    if html.escape(name, quote=False) != name and name in page:
        found.append(f"{line['n']} {line['name']}: it stands as markup in the page")
    return found
