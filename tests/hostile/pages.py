"""Pages against another site's forms, and against what people type into ours."""
import html

from program import Record, sample_body
from routes import path_of, table

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def of_pages(record: Record, method: str) -> list[str]:
    """The paths of every route of the table that is no call of the API."""
    code = record.client().post("/api/v1/dossiers", sample_body("1.005092", 3)).json()["code"]
    paths = [path_of(route, code) for route in table()
             if route["method"] == method and not route["pattern"].startswith("/api/")]
    assert len(paths) > 30, paths
    return paths


def a_form_without_its_token_is_refused(record: Record) -> None:
    browser = record.client()
    browser.sign_in_to_pages(record.accounts("clerk")[0])
    for path in of_pages(record, "POST"):
        for token in ("", "x" * 43):
            browser.csrf = token
            reply = browser.page(path, {"account": "motcua1"})
            assert reply.status == 403, f"{path} without its token: {reply.status}"
    assert browser.page("/worklist").status == 200, "and the session goes on"


def a_form_from_elsewhere_is_refused(record: Record) -> None:
    browser = record.client()
    browser.sign_in_to_pages(record.accounts("clerk")[0])
    browser.page("/worklist")
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    for path in of_pages(record, "POST"):
        for foreign in ({"Origin": "https://other.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            reply = browser.call("POST", path, f"csrf={browser.csrf}",
                                 {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **foreign})
            assert reply.status == 403, f"{path} from {foreign}: {reply.status}"
    assert browser.page("/worklist").status == 200


def the_api_knows_no_cookie(record: Record) -> None:
    browser = record.client()
    browser.sign_in_to_pages(record.accounts("clerk")[0])
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    for route in table():
        if route["pattern"].startswith("/api/v1/") and route["who"] != "anyone":
            reply = browser.call(route["method"], path_of(route, "x"), {} if route["method"] == "POST" else None,
                                 {"Cookie": cookies, "Idempotency-Key": "of a cookie"})
            assert reply.status == 401, f"{route['pattern']}: {reply.status}"


def cookies_are_kept_from_scripts_and_other_sites(record: Record) -> None:
    browser = record.client()
    before = browser.page("/sign-in")
    visit = browser.cookies.copy()
    account = record.accounts("officer")[0]
    after = browser.page("/sign-in", {name: account[name] for name in ("account", "password")})
    lines = [line for reply in (before, after) for line in reply.headers.get_all("Set-Cookie") or []]
    assert lines
    for line in lines:
        parts = [part.strip().lower() for part in line.split(";")]
        assert parts[0].startswith("__host-") and "path=/" in parts, line
        assert {"secure", "httponly"} <= set(parts), line
        assert any(part in ("samesite=lax", "samesite=strict") for part in parts), line
        assert not any(part.startswith("domain") for part in parts), line
    assert browser.cookies != visit, "a new id at sign-in"


def every_page_has_the_strict_policy(record: Record) -> None:
    paths, pages = of_pages(record, "GET"), set()
    for role in (None, "clerk", "head", "administrator"):
        browser = record.client()
        if role:
            browser.sign_in_to_pages(record.accounts(role)[0])
        for path in [*paths, "/nothing"]:
            page = browser.page(path)
            if page.type == "text/html" and "sandbox" not in page.headers["Content-Security-Policy"]:
                is_strict(page, path)
                pages |= {path} if page.status == 200 else set()
    assert len(pages) > 30, pages


def is_strict(page, place: str) -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'", f"{place}: {policy}"
    assert policy["base-uri"] == "'none'" and policy["form-action"] == "'self'", f"{place}: {policy}"
    assert not any("unsafe" in value or "*" in value or "http:" in value for value in policy.values()), policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    for written in (" style=", " onclick=", " onload=", "<script>", "<style"):
        assert written not in page.text, f"{place} has{written} of its own"


def what_is_typed_is_never_markup(record: Record) -> None:
    clerk = record.client(record.accounts("clerk")[0])
    body = sample_body("1.005092")
    body["applicant"]["name"] = MARKUP
    filed = clerk.post("/api/v1/dossiers", body)
    assert filed.status == 201, filed.text
    code = filed.json()["code"]
    browser = record.client()
    browser.sign_in_to_pages(record.accounts("clerk")[0])
    shown = 0
    for place in (f"/dossiers/{code}", "/dossiers", "/worklist", f"/dossiers/{code}/slips/01"):
        page = browser.page(place)
        assert MARKUP not in page.text and "<script>alert" not in page.text, place
        shown += html.escape(MARKUP, quote=False).split(">")[0] in page.text or "&lt;script" in page.text
    assert shown > 0, "it is shown somewhere, as text"
    quoted = browser.page("/procedures?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in quoted.text
