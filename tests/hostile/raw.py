"""Octets on a socket, for what no well-behaved client sends; and the check that every refusal has to pass."""
import json
import socket

from program import Record, Reply

ANSWER_LIMIT = 30


class Answer:
    """Status, headers and body of what came back; status 0 when the connection was closed without a word."""

    def __init__(self, octets: bytes):
        head, _, self.octets = octets.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.headers = {name.strip().lower(): value.strip() for name, _, value in
                        (line.partition(":") for line in lines[1:])}

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def text(self) -> str:
        return self.octets.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.octets)


def send(record: Record, octets: bytes) -> Answer:
    with socket.create_connection((record.host, record.port), ANSWER_LIMIT) as wire:
        try:
            wire.sendall(octets)
            wire.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has said no already; what it said is read below
        answer = b""
        try:
            while piece := wire.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
        return Answer(answer)


def request(method: str, path: str, body: bytes = b"", headers: tuple[str, ...] = ()) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def refused(reply: "Reply | Answer", *statuses: int) -> dict:
    """A refusal that says what and why, in the API's form."""
    allowed = statuses or (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 431)
    assert reply.status in allowed, f"{reply.status}: {reply.text[:300]}"
    assert reply.type == "application/problem+json", f"{reply.status} as {reply.type}: {reply.text[:300]}"
    told = reply.json()
    assert told["status"] == reply.status and told["type"].startswith("/problems/"), told
    assert len(told["detail"]) > 10 and told["title"], told
    return told
