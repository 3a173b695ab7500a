"""The Big List of Naughty Strings (npm `big-list-of-naughty-strings`) and more like it, for all the program's texts.

Where a text is asked for is read from the API's own documentation and from the forms on the pages, not from a list kept
here. Each string is put whole into every field of a filing, and among its neighbours into every other text.
"""
import json
import unicodedata

from program import ROOT, Record

LIST = ROOT / "node_modules/big-list-of-naughty-strings/blns.json"
OURS = ["=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "An;=cmd|' /C calc'!A0", "\uff1d1+1", "_x0041_", "]]>",
        "<![CDATA[", "&#0;", "&lt;b&gt;", "a\u2028b\u2029c", "\ufffe\uffff", "\u202ecod.exe", "x" * 190, "{{{t}}}",
        "{{#t}}page.title{{/t}}", "%00%0d%0a", "a\r\nSet-Cookie: a=b", "a\rb", "\U0001f469\u200d\U0001f467",
        "Nguye\u0302\u0303n Va\u0306n An", "</textarea><script>alert(1)</script>", "\0", "a\0b"]
BETWEEN = " \u00b6 "


def strings() -> list[str]:
    return list(dict.fromkeys([*json.loads(LIST.read_text()), *OURS]))


def has_controls(text: str) -> bool:
    return any((ord(letter) < 0x20 and letter not in "\n\t") or ord(letter) == 0x7f
               for letter in text.replace("\r\n", "\n"))


def is_blank(text: str) -> bool:
    """Nothing of it would be seen: separators, controls and format characters only."""
    kinds = {unicodedata.category(letter) for letter in text}
    return all(kind[0] == "Z" or kind in ("Cc", "Cf") for kind in kinds)


def kept(text: str) -> str:
    """As a text is kept: in Unicode's normal form C, with plain line ends."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def chunks(limit: int) -> list[str]:
    """All that may stand in a text, in as few texts of at most `limit` characters as may be."""
    whole, piece = [], ""
    for text in (text for text in strings() if not has_controls(text)):
        if piece and len(kept(piece + BETWEEN + text)) > limit:
            whole.append(piece)
            piece = ""
        piece = (piece + BETWEEN + text if piece else "." + text)[:limit]
    return [*whole, piece]


def texts_of(schema: dict, path: tuple = ()) -> list[tuple[tuple, int]]:
    """Where in a body of this schema a text may stand that no format, pattern or list of values bounds."""
    if schema.get("type") == "string":
        bounded = {"enum", "const", "oneOf", "format", "pattern", "contentMediaType"} & set(schema)
        return [] if bounded else [(path, schema.get("maxLength", 1000))]
    found = []
    for name, part in schema.get("properties", {}).items():
        found += texts_of(part, (*path, name))
    if isinstance(schema.get("items"), dict):
        found += texts_of(schema["items"], (*path, 0))
    return found


def put(body, path: tuple, value) -> None:
    """Into a body, which grows where the path leads on; a place in a list is its first."""
    for name, following in zip(path, path[1:]):
        empty = [] if following == 0 else {}
        if isinstance(body, list):
            if not body:
                body.append(empty)
            body = body[0]
        else:
            body = body.setdefault(name, empty)
    if isinstance(body, list):
        body[:1] = [value]
    else:
        body[path[-1]] = value


def documented(record: Record) -> dict:
    """By path, the body's schema of each call that changes something."""
    document = record.client().get("/api/openapi.json").json()
    found = {}
    for path, methods in document["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if "application/json" in content:
            found[path] = content["application/json"]["schema"]
    return found
