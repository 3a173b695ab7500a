"""The built program from outside, for suites in Python: a record in a folder of its own, served on a free port.

Nothing here knows what is inside; CONGVU names the program.
"""
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONGVU = os.environ.get("CONGVU", str(ROOT / "build/release/congvu"))
PACK = ROOT / "packs/hanoi-education"
# A Monday morning, well within the season of the pack's calendar
MONDAY = "2024-11-25T09:00+07:00"
START_LIMIT = 60


def congvu(*words: str, check: bool = True) -> str:
    done = subprocess.run([CONGVU, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"congvu {' '.join(map(str, words))} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def sample_body(procedure: str, seed: int = 1) -> dict:
    return json.loads(congvu("pack", "sample", PACK, "--procedure", procedure, "--seed", seed))


class Record:
    """A record on disk, served from time to time."""

    def __init__(self, demo: int = 0, seed: str = "outside", clock: str = MONDAY):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="congvu-"))
        self.data = self.folder / "record"
        self.demo, self.seed, self.clock = demo, seed, clock
        self.process: subprocess.Popen | None = None
        self.host, self.port = "", 0
        self.log = self.folder / "log"

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self, clock: str | None = None) -> float:
        """Seconds until it was ready."""
        begin = time.monotonic()
        self._spawn(clock)
        address = urllib.parse.urlparse(self._listening(begin + START_LIMIT))
        self.host, self.port = address.hostname, address.port
        return time.monotonic() - begin

    def start_and_kill(self, after: float) -> None:
        """So many seconds into its start, ready or not."""
        self._spawn(None)
        time.sleep(after)
        self.kill()

    def _spawn(self, clock: str | None) -> None:
        words = [CONGVU, "serve", "--data", self.data, "--pack", PACK, "--demo", self.demo, "--seed", self.seed,
                 "--clock", clock or self.clock, "--listen", "127.0.0.1:0"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(list(map(str, words)), cwd=ROOT, stdout=log, stderr=log)

    def _listening(self, until: float) -> str:
        while time.monotonic() < until and self.alive():
            if told := re.search(r"listening on (http:\S+)\n", self.log.read_text()):
                return told[1]
            time.sleep(0.005)
        self.kill()
        raise AssertionError("it does not listen: " + self.log.read_text()[-2000:])

    def stop(self) -> None:
        self._close(self.process.terminate)

    def kill(self) -> None:
        self._close(self.process.kill)

    def _close(self, how) -> None:
        how()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process = None

    def end(self) -> None:
        if self.process:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def alive(self) -> bool:
        return self.process.poll() is None

    def accounts(self, role: str | None = None) -> list[dict]:
        told = json.loads(congvu("accounts", "--data", self.data, "--json"))
        return [account for account in told if role in (None, account["role"])]

    def verified(self) -> dict:
        return json.loads(congvu("log", "verify", "--data", self.data, "--json"))

    def client(self, account: dict | None = None) -> "Client":
        client = Client(self.host, self.port)
        if account:
            client.sign_in(account)
        return client


class Reply:
    def __init__(self, answer: http.client.HTTPResponse):
        self.status, self.headers, self.octets = answer.status, answer.headers, answer.read()

    @property
    def type(self) -> str:
        return (self.headers.get("Content-Type") or "").split(";")[0]

    @property
    def text(self) -> str:
        return self.octets.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.octets)


class Client:
    """One connection, kept; a token or cookies once signed in."""

    def __init__(self, host: str, port: int, limit: float = 30):
        self.connection = http.client.HTTPConnection(host, port, timeout=limit)
        self.token: str | None = None
        self.cookies: dict[str, str] = {}
        self.csrf = ""

    def close(self) -> None:
        self.connection.close()

    def call(self, method: str, path: str, body=None, headers: dict | None = None) -> Reply:
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        try:
            self.connection.request(method, path, body=body, headers=sent)
            return Reply(self.connection.getresponse())
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise

    def post(self, path: str, body, key: str | None = None, **headers: str) -> Reply:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Idempotency-Key"] = key or os.urandom(12).hex()
        return self.call("POST", path, body, sent)

    def get(self, path: str, **headers: str) -> Reply:
        return self.call("GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()})

    def sign_in(self, account: dict) -> None:
        reply = self.call("POST", "/api/v1/sessions", {name: account[name] for name in ("account", "password")})
        assert reply.status == 201, reply.text
        self.token = reply.json()["token"]

    # Pages: cookies as a browser keeps them, and the token of the form last seen.
    def page(self, path: str, fields: dict[str, str] | None = None) -> Reply:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                   "Origin": f"http://{self.connection.host}:{self.connection.port}"}
        if fields is None:
            reply = self.call("GET", path, None, headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            reply = self.call("POST", path, urllib.parse.urlencode({"csrf": self.csrf, **fields}), headers)
        for line in reply.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        found = re.search(r'name="csrf" value="([^"]+)"', reply.text)
        self.csrf = found[1] if found else self.csrf
        return reply

    def sign_in_to_pages(self, account: dict) -> None:
        self.page("/sign-in")
        reply = self.page("/sign-in", {name: account[name] for name in ("account", "password")})
        assert reply.status == 303, reply.text
