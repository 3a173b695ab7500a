"""What 32 clients wrote down of what they were told, and a client that files, accepts and writes it down.

An act that was answered is acknowledged. One that was sent and not answered is in doubt: it may be in the record, once.
"""
import dataclasses
import http.client
import random
import threading

from program import Client, Record, Reply


@dataclasses.dataclass
class Filing:
    key: str
    body: dict
    answer: bytes = b""  # as it came, byte for byte
    told: dict = dataclasses.field(default_factory=dict)
    acceptance_key: str = ""
    accepted: bytes = b""


@dataclasses.dataclass
class Ledger:
    acknowledged: list[Filing] = dataclasses.field(default_factory=list)
    in_doubt: list[Filing] = dataclasses.field(default_factory=list)
    refused: list[str] = dataclasses.field(default_factory=list)  # none is expected
    lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)

    def write(self, filing: Filing) -> None:
        with self.lock:
            (self.acknowledged if filing.answer else self.in_doubt).append(filing)

    def refuse(self, reply: Reply) -> None:
        with self.lock:
            self.refused.append(f"{reply.status}: {reply.text[:300]}")

    def acts(self) -> int:
        return len(self.acknowledged) + sum(1 for filing in self.acknowledged if filing.accepted)


def work(record: Record, token: str, bodies: list[dict], name: str, ledger: Ledger, until: threading.Event) -> None:
    """Files one dossier after another, accepts every third, until the server is gone."""
    chance = random.Random(name)
    client = Client(record.host, record.port)
    client.token = token
    count = 0
    while not until.is_set():
        count += 1
        body = {**(sample := chance.choice(bodies)), "applicant": {**sample["applicant"], "name": f"{name} {count}"}}
        filing = Filing(f"{name}-{count}", body)
        try:
            file(client, filing, ledger, accept=count % 3 == 0)
        except (http.client.HTTPException, OSError):
            return
        finally:
            ledger.write(filing)
            client.close() if until.is_set() else None


def file(client: Client, filing: Filing, ledger: Ledger, accept: bool) -> None:
    reply = client.post("/api/v1/dossiers", filing.body, filing.key)
    if reply.status != 201:
        ledger.refuse(reply)
        return
    filing.answer, filing.told = reply.octets, reply.json()
    if not accept:
        return
    filing.acceptance_key = filing.key + "-accept"
    reply = client.post(f"/api/v1/dossiers/{filing.told['code']}/acceptances", {}, filing.acceptance_key)
    if reply.status == 201:
        filing.accepted = reply.octets
    else:
        ledger.refuse(reply)
