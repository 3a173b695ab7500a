"""Uploads that lie about what they are, where they belong, or where they end."""
import base64
import os
import re
import urllib.parse

from program import Record, sample_body
from raw import refused, request, send

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
                       "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXECUTABLE = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00\x3e\x00" + bytes(200)
WINDOWS = b"MZ" + bytes(58) + b"\x40\x00\x00\x00PE\x00\x00" + bytes(200)
PAGE = b"<!doctype html><html><script>alert(1)</script></html>"
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def upload(record: Record, content: bytes, name: str, kind: str):
    boundary = "edge" + os.urandom(8).hex()
    head = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n")
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return send(record, request("POST", "/api/v1/attachments", body,
                                (f"Content-Type: multipart/form-data; boundary={boundary}",)))


def an_upload_is_what_its_content_says(record: Record) -> None:
    taken = upload(record, PNG, "don.pdf", "application/pdf")
    if taken.status == 201:
        assert taken.json()["media_type"] == "image/png", taken.json()
    else:
        refused(taken, 415, 422)
    told = upload(record, PDF, "don.pdf", "application/pdf")
    assert told.status == 201 and told.json()["media_type"] == "application/pdf", told.text


def an_upload_of_no_known_type_is_refused(record: Record) -> None:
    for content in (EXECUTABLE, WINDOWS, PAGE, DRAWING, b"", os.urandom(500)):
        for name, kind in (("anh.png", "image/png"), ("don.pdf", "application/pdf")):
            refused(upload(record, content, name, kind), 400, 413, 415, 422)
    body = sample_body("1.005092")
    body["components"][0]["attachment"] = {"name": "a.png", "type": "image/png",
                                           "content": base64.b64encode(EXECUTABLE).decode()}
    refused(record.client().post("/api/v1/dossiers", body), 415, 422)
    body["components"][0]["attachment"]["content"] = "not base64 !!"
    refused(record.client().post("/api/v1/dossiers", body), 400, 422)
    body["components"][0]["attachment"] = "f" * 32
    refused(record.client().post("/api/v1/dossiers", body), 404, 422)


def a_file_name_is_never_a_path(record: Record) -> None:
    outside = set(record.folder.iterdir())
    for name in ("../../../tmp/x.pdf", "/etc/passwd", "..\\..\\x.pdf", "C:\\x.pdf", "a\x00b.pdf", "con.pdf", "." * 300,
                 "‮fdp.exe", "x" * 5000):
        told = upload(record, PDF, name, "application/pdf")
        if told.status != 201:
            refused(told, 400, 413, 422)
            continue
        kept = told.json()["name"]
        assert "/" not in kept and "\\" not in kept and "\0" not in kept and len(kept) <= 255, kept
    assert set(record.folder.iterdir()) == outside
    blobs = [path.name for path in (record.data / "blobs").rglob("*") if path.is_file()]
    assert all(len(name) == 32 and set(name) <= set("0123456789abcdef") for name in blobs), blobs


def a_file_is_saved_under_a_name_that_fits_its_content(record: Record) -> None:
    clerk = record.accounts("clerk")[0]
    pages = record.client(clerk)
    pages.sign_in_to_pages(clerk)
    for name, saved in (("don.PDF", "don.PDF"), ("don.hta", "don.hta.pdf"), ("\u202efdp.exe", "fdp.exe.pdf"),
                        ("..", ".pdf"), ('a"; filename="b.html', 'a"; filename="b.html.pdf'),
                        ("a\nSet-Cookie: b=c", "aSet-Cookie: b=c.pdf")):
        body = sample_body("1.005092")
        body["components"][0]["attachment"] = {"name": name, "type": "text/html",
                                               "content": base64.b64encode(PDF).decode()}
        filed = pages.post("/api/v1/dossiers", body)
        assert filed.status == 201, f"{name!r}: {filed.text}"
        case = pages.page(f"/dossiers/{filed.json()['code']}").text
        place = re.search(r"/dossiers/[^\"]+/attachments/[0-9a-f]{32}", case)
        reply = pages.page(place[0])
        told = reply.headers["Content-Disposition"]
        assert told == f"attachment; filename*=UTF-8''{urllib.parse.quote(saved, safe='')}", told
        assert "sandbox" in reply.headers["Content-Security-Policy"] and "Set-Cookie" not in reply.headers


def broken_multipart_is_refused(record: Record) -> None:
    kind = "Content-Type: multipart/form-data; boundary=edge"
    part = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    for body in (b"--edge", b"--edge--\r\n", part, part + PDF, b"nothing of the kind", part * 300 + b"\r\n--edge--\r\n",
                 b"--edge\r\n" + b"X: y\r\n" * 5000 + b"\r\n--edge--\r\n",
                 b"--edge\r\n\r\nno disposition\r\n--edge--\r\n"):
        refused(send(record, request("POST", "/api/v1/attachments", body, (kind,))), 400, 413, 415, 422)
    for bad in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300):
        refused(send(record, request("POST", "/api/v1/attachments", part, (f"Content-Type: {bad}",))), 400, 415, 422)
