"""Files that an agency's own staff may hand to the command line: drawings and packs, torn, huge or hostile."""
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

from program import CONGVU, PACK, ROOT

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
SEED = 20241125
DRAWING = next(PACK.rglob("*.bpmn"))
LIMIT_SECONDS = 60


def told(*words: str) -> subprocess.CompletedProcess:
    """Ends by itself, with a status: a signal or a wait without end is a fault of ours."""
    done = subprocess.run([CONGVU, *map(str, words)], cwd=ROOT, capture_output=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode >= 0, f"{words} ended by signal {-done.returncode}"
    return done


def says_no(*words: str) -> None:
    done = told(*words)
    assert done.returncode != 0, f"{words} was taken: {done.stdout[:300]}"
    assert (done.stderr + done.stdout).strip(), f"{words} says nothing"


def drawings_that_are_none_are_refused() -> None:
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    bad = {
        "empty": b"", "octets": random.Random(SEED).randbytes(10_000), "text": b"not a drawing",
        "torn": DRAWING.read_bytes()[:2000],
        "deep": HEAD + b"<a>" * 200_000 + b"</a>" * 200_000,
        "bomb": HEAD + b'<!DOCTYPE a [<!ENTITY e0 "x">' + bomb + b"]><a>&e9;</a>",
        "reader": HEAD + b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        "other": HEAD + b"<html/>",
        "utf16": DRAWING.read_bytes().decode().encode("utf-16")[:999], "zeros": bytes(5000),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, octets in bad.items():
            path = pathlib.Path(folder, f"{name}.bpmn")
            path.write_bytes(octets)
            says_no("bpmn", "check", path)
            assert b"root:" not in told("bpmn", "check", path, "--json").stdout, "it read another file"
        says_no("bpmn", "check", folder + "/nothing.bpmn")
        says_no("bpmn", "check", folder)


def a_torn_pack_is_refused_with_file_and_line() -> None:
    chance = random.Random(SEED)
    files = sorted(path.relative_to(PACK) for path in PACK.rglob("*") if path.suffix in (".yaml", ".json", ".bpmn"))
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(20):
            copy = pathlib.Path(folder, str(turn))
            shutil.copytree(PACK, copy)
            file = copy / chance.choice(files)
            octets = bytearray(file.read_bytes())
            octets[chance.randrange(len(octets)):] = chance.choice((b"", b": [{", b"\xff\xfe\0", b"\t\t- &a *a", b"<"))
            file.write_bytes(octets)
            done = told("pack", "check", copy)
            if done.returncode != 0:
                said = (done.stdout + done.stderr).decode()
                assert re.search(r"^[\w./-]+\.\w+:\d+: .{5,}", said, re.MULTILINE), f"{file}: {said[:2000]}"
                # What is missing in a standard path is told at the procedures that take it
                assert file.name in said or "paths" in file.parts and "procedures/" in said, f"{file}: {said[:2000]}"


def yaml_that_would_never_end_is_refused() -> None:
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    for text in (laughs, "[" * 200_000, "- " * 100_000, "a: &a [*a]", "? " * 50_000, "x: " + "y" * 20_000_000):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder, "pack")
            shutil.copytree(PACK, copy)
            (copy / "grounds.yaml").write_text(text)
            says_no("pack", "check", copy)
