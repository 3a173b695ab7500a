"""Every route as every role: the program prints its table, and each line of it is tried by everyone there is."""
import datetime
import json
import re
import sqlite3

import yaml

from program import MONDAY, PACK, Record, congvu, sample_body
from raw import request, send

# What stands for {…} in a pattern: of a dossier that is there, or of nothing
PARTS = {"number": "01", "figure": "overdue", "noun": "pauses", "id": "f" * 32, "document": "f" * 32, "leaf": "1"}


def table() -> list[dict]:
    return json.loads(congvu("routes", "--json"))


def acts_of(record: Record) -> dict[str, set[str]]:
    """By the pack's own matrix, which acts each account's position has in its own unit, on the record's day."""
    day = datetime.date.fromisoformat(MONDAY[:10])
    organisation = yaml.safe_load((PACK / "organisation.yaml").read_text())
    kinds = {position["code"]: position["kind"] for position in organisation["positions"]}
    given: dict[str, set[str]] = {}
    for account in record.accounts():
        held = account["position"]
        given[account["account"]] = {
            row["act"] for row in yaml.safe_load((PACK / "authority.yaml").read_text())["matrix"]
            if row.get("from", day) <= day <= row.get("to", day)
            and (held in row.get("positions", []) or kinds.get(held) in row.get("kinds", []))}
    return given


class Asker:
    def __init__(self, record: Record, account: dict | None, acts: set[str]):
        self.role = account["role"] if account else "anyone"
        self.name = account["account"] if account else "anyone"
        self.acts, self.staff = acts, bool(account and account["position"])
        self.api = record.client(account)
        self.pages = record.client()
        self.pages.sign_in_to_pages(account) if account else self.pages.page("/sign-in")

    def may(self, route: dict) -> bool:
        return {"anyone": True, "signed_in": self.role != "anyone", "staff": self.staff,
                "act": route["act"] in self.acts}[route["who"]]

    def ask(self, route: dict, path: str):
        if path.startswith("/api/"):
            return self.api.post(path, {}) if route["method"] == "POST" else self.api.get(path)
        return self.pages.page(path, {"nothing": "at all"} if route["method"] == "POST" else None)


def everyone(record: Record) -> list[Asker]:
    """One account of each role, the staff of two units among them, and nobody."""
    acts = acts_of(record)
    chosen, seen = [None], set()
    for account in record.accounts():
        unit = account["unit"] if account["role"] == "officer" else ""
        if (account["role"], unit) not in seen and len([each for each in seen if each[0] == account["role"]]) < 2:
            seen.add((account["role"], unit))
            chosen.append(account)
    return [Asker(record, account, acts[account["account"]] if account else set()) for account in chosen]


def path_of(route: dict, code: str) -> str:
    named = {**PARTS, "code": "1.005092" if re.search("procedures|counter", route["pattern"]) else code}
    return re.sub(r"\{(\w+)\}", lambda part: named.get(part[1], "nothing"), route["pattern"])


def turned_away(reply) -> bool:
    return reply.status in (401, 403) or (reply.status == 303 and "/sign-in" in reply.headers["Location"])


def every_route_has_a_rule_and_is_there_for_every_role_as_the_rule_says(record: Record) -> None:
    routes = table()
    assert len(routes) > 50 and {route["who"] for route in routes} <= {"anyone", "signed_in", "staff", "act"}
    assert all(route["act"] for route in routes if route["who"] == "act")
    filed = record.client().post("/api/v1/dossiers", sample_body("1.005092")).json()
    askers = everyone(record)
    assert {asker.role for asker in askers} >= {"anyone", "citizen", "clerk", "officer", "head", "leader", "supervisor",
                                                "administrator"}, [asker.role for asker in askers]
    wrong = []
    # These end sessions, and who has none cannot ask any more
    ending = ("/sign-out", "/sessions/endings", "/my-account/sessions")
    for route in [each for each in routes if not each["pattern"].endswith(ending)]:
        path = path_of(route, filed["code"])
        for asker in askers:
            reply = asker.ask(route, path)
            told = f"{route['method']} {path} ({route['who']} {route['act']}) as {asker.name}: {reply.status}"
            if reply.status >= 500 and reply.status != 503:
                wrong.append(told)
            elif not asker.may(route) and not turned_away(reply):
                wrong.append(told + ", and may not")
            elif asker.may(route) and "{" not in route["pattern"] and route["method"] == "GET" and turned_away(reply):
                wrong.append(told + ", and may")
    assert not wrong, "\n".join(wrong)


def what_is_only_asked_for_changes_nothing(record: Record) -> None:
    filed = record.client().post("/api/v1/dossiers", sample_body("1.005092", 2)).json()
    askers = everyone(record)
    before = events(record)
    for route in table():
        if route["method"] == "GET":
            for asker in askers:
                asker.ask(route, path_of(route, filed["code"]))
    after = events(record)
    # That somebody looked is itself on record, and nothing else may be
    assert {kind for kind in after[len(before):] if not kind.startswith("reading.")} == set(), after[len(before):]


def events(record: Record) -> list[str]:
    """The types of all events, in their order, read from the record beside the running server."""
    with sqlite3.connect(f"file:{record.data}/record.sqlite?mode=ro", uri=True) as base:
        return [re.search(rb"[a-z_]+\.[a-z_]+", row[0])[0].decode()
                for row in base.execute("SELECT entry FROM events ORDER BY idx")]


def a_path_in_disguise_leads_nowhere(record: Record) -> None:
    for path in ("//today", "/./today", "/today/../today", "/%2e%2e/today", "/today%2f", "/today%00", "/%252e/today",
                 "/TODAY", "/today/", "/today;a=b", "/today%0d%0aSet-Cookie:a=b", "/%c0%afetc", "/\\today", "/today\\..",
                 "/assets/../../record/form.key", "/assets/%2e%2e/form.key", "http://elsewhere.example/today", "*"):
        told = send(record, request("GET", path))
        assert told.status in (400, 404), f"{path}: {told.status}"
        assert "a=b" not in told.headers.get("set-cookie", "")


def a_method_in_disguise_is_not_another(record: Record) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "get", "PoSt", "X" * 300, "PROPFIND"):
        told = send(record, request(method, "/api/v1/procedures"))
        assert told.status in (400, 404, 405, 431), f"{method}: {told.status}"
    body = b"_method=DELETE"
    form = "Content-Type: application/x-www-form-urlencoded"
    for header in ("X-HTTP-Method-Override: POST", "X-Method-Override: DELETE"):
        assert send(record, request("GET", "/sign-out", headers=(header,))).status in (404, 405)
    assert send(record, request("POST", "/sign-out?_method=GET", body, (form,))).status == 403
    told = send(record, request("HEAD", "/procedures"))
    assert told.status == 200 and not told.octets


def a_query_without_end_is_refused(record: Record) -> None:
    for query in ("q=" + "a" * 20_000, "&".join(f"a{n}=1" for n in range(3_000)), "q=" + "%25" * 6_000):
        assert send(record, request("GET", f"/procedures?{query}")).status in (400, 413, 414, 431)
    assert send(record, request("GET", "/procedures?q=%FF")).status == 400
    assert send(record, request("GET", "/procedures?q=%2525252e")).status == 200


def what_is_personal_stays_in_no_cache(record: Record) -> None:
    clerk = next(asker for asker in everyone(record) if asker.role == "clerk")
    for path in ("/worklist", "/dossiers", "/counter"):
        assert clerk.pages.page(path).headers["Cache-Control"] == "no-store", path
    assert clerk.api.get("/api/v1/me").headers["Cache-Control"] == "no-store"
