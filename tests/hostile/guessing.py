"""Guessing of passwords and of dossiers' secrets: counted, told to wait, and bounded."""
from program import Record, sample_body
from raw import refused
from routes import path_of, table

# What anybody may send, and nothing in it is a secret; the last two ask for a visit that has shown its secret before
NO_SECRET = ("/sign-out", "/api/v1/dossiers", "/api/v1/attachments", "/procedures/{code}/filing",
             "/procedures/{code}/filing/check", "/queue/tickets", "/api/v1/queue/tickets",
             "/tracking/{code}/supplement-answers", "/tracking/{code}/withdrawals",
             "/api/v1/decision-tables/{code}/answers")


def wrong_passwords_are_counted_and_the_right_one_is_taken() -> None:
    with Record() as record:
        record.start()
        account = record.accounts("clerk")[0]
        client = record.client()
        wrong = {"account": account["account"], "password": "not this one"}
        statuses = [client.call("POST", "/api/v1/sessions", wrong).status for _ in range(12)]
        assert statuses[:10] == [401] * 10 and statuses[10:] == [429] * 2, statuses
        record.client(account)  # signs in: nobody can keep another out


def wrong_secrets_are_counted_and_an_address_is_stopped() -> None:
    with Record() as record:
        record.start()
        client = record.client()
        filed = [client.post("/api/v1/dossiers", sample_body("1.005092", seed)).json() for seed in range(7)]
        path = lambda dossier: f"/api/v1/dossiers/{dossier['code']}"  # noqa: E731
        first = [client.get(path(filed[0]), Congvu_Secret="AAAAAA") for _ in range(11)]
        assert [reply.status for reply in first] == [403] * 10 + [429] or first[0].status in (401, 403), first[0].text
        assert int(first[-1].headers["Retry-After"]) > 0 and first[-1].status == 429
        assert client.get(path(filed[0]), Congvu_Secret=filed[0]["secret"]).status == 200, "below the address's limit"
        for dossier in filed[1:]:
            for _ in range(12):
                client.get(path(dossier), Congvu_Secret="AAAAAA")
        told = client.get(path(filed[1]), Congvu_Secret=filed[1]["secret"])
        assert refused(told, 429)["type"].endswith("too_many"), "beyond it nothing more is looked at"
        assert client.get(path(filed[1])).status == 200, "what needs no secret goes on"
        browser = record.client()
        browser.page("/tracking")
        page = browser.page("/tracking", {"code": filed[1]["code"], "secret": filed[1]["secret"]})
        assert page.status == 429, "the page asks the same"


def an_address_that_was_stopped_guesses_at_nothing_else() -> None:
    """Every way in that anybody may try, out of the table of routes: refused before a right secret is looked at."""
    with Record() as record:
        record.start()
        client, browser = record.client(), record.client()
        filed = client.post("/api/v1/dossiers", sample_body("1.005092")).json()
        right = {**record.accounts("clerk")[0], "code": filed["code"], "secret": filed["secret"]}
        browser.page("/tracking")
        guess_wrong(client, right, 70)
        ways = [route["pattern"] for route in table() if route["method"] == "POST" and route["who"] == "anyone"]
        assert set(NO_SECRET) < set(ways) and len(ways) > len(NO_SECRET) + 5, ways
        for pattern in [way for way in ways if way not in NO_SECRET]:
            replies = []
            for _ in range(3):  # within a second one more guess is free again
                guess_wrong(client, right, 2)
                replies.append(ask_rightly(client, browser, path_of({"pattern": pattern}, right["code"]), right))
            told = [reply for reply in replies if reply.status == 429]
            assert told and int(told[0].headers["Retry-After"]) > 0, f"{pattern}: {[reply.status for reply in replies]}"


def guess_wrong(client, right: dict, times: int) -> None:
    """Passwords are counted apart from secrets: who mistypes a slip's at a kiosk keeps no clerk there out."""
    for number in range(times):
        client.get(f"/api/v1/dossiers/{right['code']}", Congvu_Secret="WRONGS")
        client.call("POST", "/api/v1/sessions", {"account": f"nobody{number}", "password": "wrong"})


def ask_rightly(client, browser, path: str, right: dict):
    if not path.startswith("/api/"):
        return browser.page(path, {name: right[name] for name in ("account", "password", "code", "secret")})
    fields = {"/api/v1/passwords": ("account", "password", "code"), "/api/v1/sessions": ("account", "password")}
    return client.post(path, {name: right[name] for name in fields.get(path, ())}, Congvu_Secret=right["secret"])
