"""A virus scanner beside the program: clamd with one signature, that of the test file every scanner knows."""
import base64
import contextlib
import hashlib
import io
import pathlib
import subprocess
import tempfile
import time
import zipfile

from lying import PDF, upload
from program import Record, sample_body
from raw import refused

# In two parts, so that no scanner takes this source for it
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
START_LIMIT = 60


@contextlib.contextmanager
def clamd():
    """Started here with a database of one line, on a socket of its own; gives the socket and the process."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        place = pathlib.Path(folder)
        (place / "one.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-File\n")
        socket = place / "socket"
        (place / "conf").write_text(f"LocalSocket {socket}\nDatabaseDirectory {place}\nForeground yes\n"
                                    "StreamMaxLength 200M\nMaxThreads 2\nConcurrentDatabaseReload no\n")
        with (place / "log").open("wb") as log:
            process = subprocess.Popen(["clamd", "--config-file", place / "conf"], stdout=log, stderr=log)
        try:
            until = time.monotonic() + START_LIMIT
            while not socket.exists():
                assert process.poll() is None and time.monotonic() < until, (place / "log").read_text()
                time.sleep(0.05)
            yield socket, process
        finally:
            process.kill()
            process.wait()


def office(content: bytes, name: str = "word/media/a.bin") -> bytes:
    """A Word document that holds this."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr(name, content)
    return held.getvalue()


def blobs(record: Record) -> int:
    return sum(path.is_file() for path in (record.data / "blobs").rglob("*"))


def what_the_scanner_finds_is_refused_however_it_comes() -> None:
    with clamd() as (socket, process), Record() as record:
        record.start()
        assert "virus scanner: none" in record.client().get("/readyz").text, "said plainly"
        record.stop()
        (record.data / "settings.yaml").write_text(f"scanner: {{clamd: {socket}}}\n")
        record.start()
        assert "virus scanner: answers" in record.client().get("/readyz").text
        before = blobs(record)
        for content in (EICAR, office(EICAR)):
            told = refused(upload(record, content, "don.pdf", "application/pdf"), 422)
            assert told["type"].endswith("attachment.infected") and "Eicar" in told["detail"], told
        body = sample_body("1.005092")
        body["components"][0]["attachment"] = {"name": "don.pdf", "type": "application/pdf",
                                               "content": base64.b64encode(EICAR).decode()}
        told = refused(record.client().post("/api/v1/dossiers", body), 422)["invalidParams"]
        assert [(each["name"], each["type"]) for each in told] == [("components[0].attachment",
                                                                   "/problems/attachment.infected")], told
        at_the_page = by_page(record)
        assert "Eicar" in at_the_page.text and at_the_page.status == 422, (at_the_page.status, at_the_page.text[:500])
        assert blobs(record) == before, "nothing of it is kept"
        log = record.log.read_text()
        assert "security: a file was refused" in log and "EICAR-STANDARD" not in log and "don.pdf" not in log
        assert upload(record, PDF, "sach.pdf", "application/pdf").status == 201, "a clean one is taken"
        process.kill()
        process.wait()
        told = refused(upload(record, PDF, "sach.pdf", "application/pdf"), 503)
        assert told["type"].endswith("attachment.scanner_silent"), told
        assert "does not answer" in record.client().get("/readyz").text
        assert record.client().post("/api/v1/dossiers", sample_body("1.005092")).status == 201, "without files it goes on"
        assert record.verified()["faults"] == 0


def by_page(record: Record):
    """With the form of the procedure, as a browser sends it."""
    browser = record.client()
    place = "/procedures/1.005092/filing"
    browser.page(place)
    component = sample_body("1.005092")["components"][0]["component"]
    parts = [f'--e\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{browser.csrf}\r\n'.encode(),
             f'--e\r\nContent-Disposition: form-data; name="file.{component}"; filename="don.pdf"\r\n'
             f"Content-Type: application/pdf\r\n\r\n".encode() + EICAR + b"\r\n--e--\r\n"]
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return browser.call("POST", place, b"".join(parts),
                        {"Content-Type": "multipart/form-data; boundary=e", "Cookie": cookies})
