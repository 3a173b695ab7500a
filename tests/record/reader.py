"""A second implementation of docs/formats/event.md, written from that page alone: reads every event of a record, checks
what the page says to check, and opens what the wrapping key opens.
"""
import ctypes
import ctypes.util
import dataclasses
import hashlib
import hmac
import pathlib

from tables import NONE, opened

NONCE, TAG, SALT = 24, 16, 32
NOWHERE = 2**64 - 1
SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")


@dataclasses.dataclass
class Entry:
    type: str
    stream: bytes
    version: int
    subject: bytes
    claimed: int
    recorded: int
    position: bytes
    authority: int
    procedure: int
    previous: bytes
    skeleton: bytes
    personal: bytes


def read_entry(octets: bytes) -> Entry:
    assert octets[0] == 1, "format version"
    length = octets[1]
    assert 1 <= length <= 64 and len(octets) == 186 + length, "length"
    at = 2 + length

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        return octets[at - size:at]

    def number() -> int:
        return int.from_bytes(take(8), "big")

    return Entry(octets[2:2 + length].decode("ascii"), take(16), number(), take(16), number(), number(), take(16),
                 number(), number(), take(32), take(32), take(32))


def unsealed(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """AEAD(key, nonce, …): XChaCha20-Poly1305 in its IETF form, the nonce in front."""
    nonce, cipher = sealed[:NONCE], sealed[NONCE:]
    plain = ctypes.create_string_buffer(max(1, len(cipher) - TAG))
    done = SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, cipher, ctypes.c_ulonglong(len(cipher)), bound, ctypes.c_ulonglong(len(bound)), nonce, key)
    assert done == 0, "it does not open"
    return plain.raw[:len(cipher) - TAG]


def commitment(salt: bytes, payload: bytes) -> bytes:
    return hmac.new(salt, payload, hashlib.sha256).digest()


class Keys:
    def __init__(self, data: pathlib.Path):
        wrapping = (data / "wrapping.key").read_bytes()
        assert len(wrapping) == 32
        with opened(data) as sql:
            mark, = sql.execute("SELECT value FROM about WHERE name = 'wrapping key'").fetchone()
            self.wrapped = dict(sql.execute("SELECT id, wrapped FROM keys"))
        assert bytes(mark) == commitment(wrapping, b"congvu wrapping key mark v1"), "another wrapping key's record"
        self.wrapping = wrapping

    def of(self, handle: bytes) -> bytes | None:
        """None when it was destroyed; a handle without a row is a fault."""
        wrapped = self.wrapped[handle]
        return unsealed(self.wrapping, wrapped, b"congvu key v1" + handle) if wrapped else None


def check(data: pathlib.Path) -> tuple[int, int, list[bytes]]:
    """How many events, how many erased, and every personal part that opens; an assertion where the record is false."""
    keys, last, opened_parts, erased = Keys(data), {}, [], 0
    with opened(data) as sql:
        rows = sql.execute("SELECT idx, stream, version, entry, leaf_hash, skeleton, skeleton_salt, key, sealed FROM "
                           "events ORDER BY idx").fetchall()
    for place, (index, stream, version, octets, leaf, skeleton, salt, key, sealed) in enumerate(rows):
        assert index == place, f"a gap before {index}"
        entry = read_entry(octets)
        assert leaf == hashlib.sha256(b"\0" + octets).digest(), f"{index}: leaf hash"
        assert (entry.stream, entry.version) == (stream, version), f"{index}: stream and version"
        before = last.get(stream, (0, bytes(32)))
        assert (version, entry.previous) == (before[0] + 1, before[1]), f"{index}: chain of its stream"
        last[stream] = (version, leaf)
        assert entry.skeleton == commitment(salt, skeleton), f"{index}: skeleton"
        assert bool(sealed) == (entry.personal != bytes(32)) == (key != NONE), f"{index}: personal part"
        assert entry.authority in (NOWHERE, *range(index)) and entry.procedure in (NOWHERE, *range(index)), index
        if sealed and (data_key := keys.of(key)) is None:
            erased += 1
        elif sealed:
            bound = stream + version.to_bytes(8, "big") + entry.type.encode()
            part = unsealed(data_key, sealed, bound)
            assert entry.personal == commitment(part[:SALT], part[SALT:]), f"{index}: personal commitment"
            opened_parts.append(part[SALT:])
    return len(rows), erased, opened_parts
