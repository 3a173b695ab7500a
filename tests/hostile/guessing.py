"""Guessing of passwords and of dossiers' secrets: counted, told to wait, and bounded."""
from program import Record, sample_body
from raw import refused


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
