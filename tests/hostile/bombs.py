"""Archives that unpack to more than any disk holds, and what else a Word or Excel file can hide."""
import io
import struct
import zipfile

from lying import upload
from program import Record
from raw import refused
from scanning import blobs, office


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes * 1024 * 1024)


def nested(depth: int) -> bytes:
    content = b"at last"
    for _ in range(depth):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", content)
        content = held.getvalue()
    return content


def many(count: int) -> bytes:
    held = io.BytesIO(office(b"x"))
    with zipfile.ZipFile(held, "a") as archive:
        for number in range(count):
            archive.writestr(f"word/{number}", b"")
    return held.getvalue()


def overlapping(copies: int) -> bytes:
    """Every line of the table of contents names the same octets."""
    whole = office(zeros(1))
    end = whole.rindex(b"PK\5\6")
    start = struct.unpack_from("<I", whole, end + 16)[0]
    table, count = whole[start:end], struct.unpack_from("<H", whole, end + 10)[0]
    last = bytearray(whole[end:])
    struct.pack_into("<HHII", last, 8, count * copies, count * copies, len(table) * copies, start)
    return whole[:start] + table * copies + bytes(last)


def lying_about_its_size() -> bytes:
    """Says it is a few octets, and is 300 MB."""
    whole = bytearray(office(zeros(300)))
    for mark, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = 0
        while (at := whole.find(mark, at)) >= 0:
            struct.pack_into("<I", whole, at + place, 10)
            at += 4
    return bytes(whole)


def locked() -> bytes:
    whole = bytearray(office(b"secret"))
    at = 0
    while (at := whole.find(b"PK\1\2", at)) >= 0:
        whole[at + 8] |= 1
        at += 4
    return bytes(whole)


def a_packed_bomb_is_refused_before_anyone_opens_it(record: Record) -> None:
    before = blobs(record)
    for name, content, why in (("300 MB of zeros", office(zeros(300)), "packed_too_large"),
                               ("a lying size", lying_about_its_size(), "packed_too_large"),
                               ("archives in archives", office(nested(3)), "packed_too_deep"),
                               ("5,000 parts", many(5000), "packed_too_many"),
                               ("overlapping parts", overlapping(100), "packed_broken"),
                               ("torn", office(b"x" * 5000)[:-30], "packed_broken"),
                               ("locked", locked(), "packed_broken")):
        told = refused(upload(record, content, "don.docx", "application/zip"), 413, 422)
        assert told["type"].endswith(why), f"{name}: {told}"
    assert blobs(record) == before
    assert record.alive() and resident(record) < 400, f"{resident(record)} MB"


def resident(record: Record) -> int:
    """Megabytes that the server holds."""
    with open(f"/proc/{record.process.pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))
