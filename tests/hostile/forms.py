"""Every form that the pages show to anybody, filled in with naughty strings and sent: what is refused stays typed."""
import re

from markup import Form, Page, foreign
from naughty import chunks, kept
from program import Record
from texts import Asking, at_once, in_one_line

STARTS = {
    None: ["/", "/sign-in", "/procedures", "/tracking", "/procedures/1.005092/filing", "/queue/kiosk"],
    "clerk": ["/worklist", "/dossiers", "/counter", "/counter/1.005092", "/counter/blanks", "/my-account", "/notices"],
    "officer": ["/worklist", "/authority"],
    "head": ["/worklist", "/authority", "/announcements/new", "/announcements"],
    "leader": ["/worklist", "/announcements", "/authority"],
    "administrator": ["/accounts", "/accounts/new", "/positions"],
}
# Ends the session of whoever sends it
ENDING = ("/sign-out", "/my-account/sessions")
SOUGHT = 90  # pages of a role; one of each kind is enough


def kind_of(path: str) -> str:
    """What tells pages of a kind apart is a code, a number or a handle."""
    return "/".join("*" if re.search(r"\d", part) and len(part) > 2 else part for part in path.split("?")[0].split("/"))


def every_form_of_the_pages_takes_every_string_or_says_why(record: Record) -> None:
    accepted, shown, wrong = set(), set(), []
    for role, starts in STARTS.items():
        asking = Asking(record, record.accounts(role)[0] if role else None)
        forms = forms_of(asking, starts)
        tried = [(form, text) for form in forms.values() for text in texts_for(form)]
        for told in at_once(lambda one: sent(asking.client, *one), tried):
            accepted |= {told.taken} - {""}
            shown |= {told.taken} - {""} if told.shown else set()
            wrong += [f"as {role}: {fault}" for fault in told.wrong]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:30])
    assert len(accepted) >= 4 and len(shown) >= 3, f"taken: {accepted}, and shown then: {shown}"
    assert record.alive() and record.verified()["faults"] == 0


def forms_of(asking: Asking, starts: list[str]) -> dict[tuple, Form]:
    """By where it leads and what it asks: each form with something to type that a role finds by following links."""
    forms, seen, waiting = {}, set(), list(starts)
    while waiting and len(seen) < SOUGHT:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        reply = asking.client.page(path)
        # A paper is shown in a frame of its own, where nothing may run
        if reply.type != "text/html" or "sandbox" in reply.headers["Content-Security-Policy"]:
            continue
        page = Page(reply.text)
        assert not foreign(page), f"{path}, where nobody has typed yet: {foreign(page)}"
        for form in page.forms:
            if form.method == "post" and form.typed and not form.action.startswith(ENDING):
                form.action = form.action or path
                forms[(kind_of(form.action), *(field.name for field in form.typed))] = form
        waiting += [link for link in page.links if link.startswith("/") and "lang=" not in link]
    return forms


def texts_for(form: Form) -> list[str]:
    return chunks(max(20, min([1000, *(field.most or 1000 for field in form.typed if (field.most or 1000) > 20)])))


def filled(form: Form, text: str) -> dict[str, str]:
    fields = {field.name: field.value for field in form.fields}
    for field in form.fields:
        if field.is_typed:
            fields[field.name] = text[:field.most or len(text)]
        if field.kind == "select" and not field.value:
            fields[field.name] = next((value for value in field.options if value), "")
    return fields | dict(form.buttons[:1])


class Told:
    """What came of a form: its kind where it was taken, whether all its texts are shown then, and what is wrong."""

    def __init__(self, wrong: list[str], taken: str = "", shown: bool = False):
        self.wrong, self.taken, self.shown = wrong, taken, shown


def sent(client, form: Form, text: str) -> Told:
    fields = filled(form, text)
    reply = client.page(form.action, fields) if not form.parted else parted(client, form.action, fields)
    where = f"{kind_of(form.action)} of {text[:50]!r}: {reply.status}"
    # Codes of invitations are hashed, two at a time; whoever comes third is asked to wait
    if reply.status >= 500 and not (reply.status == 503 and form.action == "/accounts"):
        return Told([f"{where} {reply.text[:200]}"])
    if reply.status in (301, 302, 303):
        onward = reply.headers["Location"]
        if not re.match(r"/(?!/)", onward) or "\n" in onward:
            return Told([f"{where} leads to {onward!r}"])
        page = Page(client.page(onward.split("#")[0]).text)
        words = in_one_line(page.words)
        return Told([f"{where}, then {onward} has {strange}" for strange in foreign(page)], kind_of(form.action),
                    all(in_one_line(kept(fields[field.name])) in words for field in form.typed))
    page = Page(reply.text)
    wrong = [f"{where} has {strange}" for strange in foreign(page)]
    again = next((each for each in page.forms if each.typed and [field.name for field in each.typed] ==
                  [field.name for field in form.typed] and each.action in ("", form.action)), None)
    if reply.status == 422 and again:
        typed = {field.name: field.value for field in again.typed}
        # A scanner types what it scans anew
        wrong += [f"{where} keeps {typed[name]!r} in {name}" for name, value in fields.items()
                  if name in typed and name != "scan" and not same(typed[name], value)]
    return Told(wrong)


def same(shown: str, typed: str) -> bool:
    """A number may be shown with fewer digits, as long as it is the same to a reader of numbers."""
    if in_one_line(kept(shown)) == in_one_line(kept(typed)):
        return True
    try:
        return float(shown) == float(typed)
    except ValueError:
        return False


def parted(client, path: str, fields: dict[str, str]):
    """As a form with files is sent."""
    body = "".join(f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                   for name, value in {"csrf": client.csrf, **fields}.items()) + "--edge--\r\n"
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return client.call("POST", path, body.encode(), {
        "Cookie": cookies, "Origin": f"http://{client.connection.host}:{client.connection.port}",
        "Content-Type": "multipart/form-data; boundary=edge"})
