"""Clients that are large, slow, many or gone: told so or let go, and nobody else waits for them."""
import re
import resource
import socket
import time

from bombs import resident
from lying import PDF
from program import Record
from raw import Answer, refused, request, send
from scanning import blobs

MEGABYTE = 1024 * 1024
KIND = "Content-Type: multipart/form-data; boundary=edge"
FRONT = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
BACK = b"\r\n--edge--\r\n"


def streamed(record: Record, megabytes: int, announced: int | None = None) -> tuple[Answer, int]:
    """A PDF of so many megabytes, sent piece by piece; the answer, and the most that the server held meanwhile."""
    size = len(FRONT) + len(PDF) + megabytes * MEGABYTE + len(BACK)
    head = request("POST", "/api/v1/attachments", b"", (KIND, f"Content-Length: {announced or size}"))
    most, answer = 0, b""
    with socket.create_connection((record.host, record.port), 60) as wire:
        try:
            wire.sendall(head + FRONT + PDF)
            for number in range(megabytes):
                wire.sendall(bytes(MEGABYTE))
                if number % 20 == 0:
                    most = max(most, resident(record))
            wire.sendall(BACK)
        except OSError:
            pass  # it has said no already
        try:
            while piece := wire.recv(65536):
                answer += piece
        except OSError:
            pass
    return Answer(answer), most


def a_large_upload_streams_and_one_too_large_is_told_so(record: Record) -> None:
    before, held = blobs(record), resident(record)
    began = time.monotonic()
    taken, most = streamed(record, 199)
    took = time.monotonic() - began
    assert taken.status == 201 and taken.json()["size"] > 199 * MEGABYTE, taken.text
    assert most - held < 40, f"{held} MB before, {most} MB while it came"
    assert took < 60, f"{took:.0f} s: sealed as it comes, it takes about as long as the disk"
    told, most = streamed(record, 201)
    assert "200 MB" in refused(told, 413)["detail"] and most - held < 40
    # Announced as more than any request may be: refused at once, before it is sent
    told, _ = streamed(record, 2, announced=500 * MEGABYTE)
    assert refused(told, 413)["detail"]
    assert blobs(record) == before + 1


def blobs_become(record: Record, number: int) -> None:
    until = time.monotonic() + 20
    while blobs(record) != number and time.monotonic() < until:
        time.sleep(0.05)
    assert blobs(record) == number, f"{number} awaited, {blobs(record)} there"


def who_leaves_in_the_middle_leaves_nothing(record: Record) -> None:
    before = blobs(record)
    wires = [socket.create_connection((record.host, record.port)) for _ in range(5)]
    for wire in wires:
        wire.sendall(request("POST", "/api/v1/attachments", b"", (KIND, "Content-Length: 5000000")) + FRONT + PDF
                     + bytes(200_000))
    blobs_become(record, before + len(wires))
    for wire in wires:
        wire.close()
    blobs_become(record, before)


def thousands_of_silent_connections_keep_nobody_out(record: Record) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(3000, hard - 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted + 200), hard))
    silent = []
    try:
        for _ in range(wanted):
            silent.append(socket.create_connection((record.host, record.port), 10))
        began = time.monotonic()
        assert record.client().get("/api/v1/procedures").status == 200
        assert time.monotonic() - began < 5
    finally:
        for wire in silent:
            wire.close()


def a_header_that_trickles_is_let_go(record: Record) -> None:
    with socket.create_connection((record.host, record.port), 30) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        began = time.monotonic()
        try:
            while time.monotonic() - began < 25:
                wire.sendall(b"X-A: 1\r\n")
                wire.settimeout(0.5)
                try:
                    if not wire.recv(1000):
                        break
                except TimeoutError:
                    continue
        except OSError:
            pass
        took = time.monotonic() - began
    assert took < 20, f"still there after {took:.0f} s"


def who_does_not_read_is_let_go_and_others_are_served(record: Record) -> None:
    deaf = []
    for _ in range(20):
        wire = socket.socket()
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        wire.connect((record.host, record.port))
        wire.sendall(request("GET", "/api/openapi.json").replace(b"Connection: close", b"Connection: keep-alive") * 20)
        deaf.append(wire)
    assert record.client().get("/healthz").status == 200
    for wire in deaf:
        wire.close()


def requests_sent_one_behind_the_other_are_answered_in_order(record: Record) -> None:
    ask = lambda path: f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()  # noqa: E731
    whole = b"".join(ask(path) for path in ("/healthz", "/nothing", "/readyz", "/healthz") * 25)
    with socket.create_connection((record.host, record.port), 30) as wire:
        wire.sendall(whole + request("GET", "/healthz"))
        answer = b""
        while piece := wire.recv(65536):
            answer += piece
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", answer)
    assert len(statuses) == 101 and statuses[:4] == [b"200", b"404", b"200", b"200"], statuses[:8]


def a_request_hidden_in_anothers_body_is_none(record: Record) -> None:
    """What a proxy and a server could read differently is not read at all."""
    hidden = b"GET /today HTTP/1.1\r\nHost: x\r\n\r\n"
    post = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    for lines in (b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", b"Content-Length: +5\r\n\r\n",
                  b"Content-Length: 0x5\r\n\r\n", b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                  b"Transfer-Encoding: xchunked\r\n\r\n", b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                  b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                  b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
                  b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                  b"X: a\r\n\tfolded: b\r\nContent-Length: 0\r\n\r\n", b"X\0: a\r\n\r\n"):
        told = send(record, post + lines + hidden)
        assert told.status in (0, 400, 401, 422, 501), f"{lines}: {told.status}"
        assert b"200 OK" not in told.octets, lines


def what_nobody_files_is_thrown_away_and_what_is_filed_stays() -> None:
    from lying import upload
    from program import sample_body
    with Record() as record:
        record.start()
        filed, left = (upload(record, PDF, "a.pdf", "application/pdf").json()["id"] for _ in range(2))
        body = sample_body("1.005092")
        body["components"][0]["attachment"] = filed
        assert record.client().post("/api/v1/dossiers", body).status == 201
        record.stop()
        record.start(clock="2025-01-20T09:00+07:00")
        until = time.monotonic() + 20
        while (record.data / "blobs" / left).exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert not (record.data / "blobs" / left).exists(), "nobody filed it for a month"
        assert (record.data / "blobs" / filed).exists(), "a paper of a dossier"
