"""A record of one's own, founded and served as an operator does it: on a free port, plain or encrypted."""
import html
import http.client
import json
import pathlib
import re
import ssl
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "driving"))
from program import CONGVU, PACK, ROOT, START_LIMIT, Client  # noqa: E402

PASSWORD = "chiều nay trời mưa to"


def run(*words) -> subprocess.CompletedProcess:
    return subprocess.run([CONGVU, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)


def told(*words) -> dict:
    done = run(*words, "--json")
    assert done.returncode == 0, f"congvu {' '.join(map(str, words))}: {done.stderr}"
    return json.loads(done.stdout)


def found(data: pathlib.Path, *more) -> dict:
    return told("init", "--data", data, "--pack", PACK, "--name", "Sở Giáo dục và Đào tạo tỉnh Thử Nghiệm",
                "--administrator", "Lê Thị Quản Trị", *more)


class Served:
    """The server on one data directory, while it runs."""

    def __init__(self, data: pathlib.Path, log: pathlib.Path, *words):
        self.data, self.log = data, log
        with log.open("wb") as out:
            self.process = subprocess.Popen([CONGVU, "serve", "--data", str(data), *map(str, words)], cwd=ROOT,
                                            stdout=out, stderr=out)
        address = urllib.parse.urlparse(self._listening(time.monotonic() + START_LIMIT))
        self.scheme, self.host, self.port = address.scheme, address.hostname, address.port

    def _listening(self, until: float) -> str:
        while time.monotonic() < until and self.process.poll() is None:
            if line := re.search(r"listening on (https?:\S+)\n", self.log.read_text()):
                return line[1]
            time.sleep(0.01)
        self.__exit__()
        raise AssertionError("it does not listen: " + self.log.read_text()[-2000:])

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)

    def client(self) -> Client:
        return Client(self.host, self.port)

    def encrypted_client(self, trust: pathlib.Path) -> http.client.HTTPSConnection:
        context = ssl.create_default_context(cafile=str(trust))
        context.check_hostname = False  # the certificate of the test names no address
        return http.client.HTTPSConnection(self.host, self.port, timeout=20, context=context)


def first_sign_in(client: Client, account: str, code: str, password: str = PASSWORD) -> str:
    """With the code, then with a password of one's own; where that leads."""
    client.page("/sign-in")
    form = client.page("/sign-in", {"account": account, "password": code})
    assert form.status == 200 and 'name="again"' in form.text, form.text[-2000:]
    set_now = client.page("/sign-in/password", {"account": account, "code": code, "next": "", "password": password,
                                                "again": password})
    assert set_now.status == 303, (set_now.status, said(set_now.text))
    return set_now.headers["Location"]


def said(page: str) -> str:
    """What stands between the tags, for the message of a failed test."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))[-1500:]


def code_on(page: str) -> str:
    shown = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page)
    assert shown, said(page)
    return shown[0]
