"""The tools that read the sources: clang-format over all of them, clang-tidy over what changed."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import time

from results import ROOT, Results, run_logged

TIDIED = ROOT / "build/tidy"
# Of a change larger than this the newest units are tidied, and the rest left to --long: a minute or two, not half an hour
MOST_TIDIED = 24
# Paths through a function, walked one by one; VirtualCall and EnumCastOutOfRange find fault with libraries only
ANALYZER = ["--checks=clang-analyzer-*,-clang-analyzer-optin.cplusplus.VirtualCall,"
            "-clang-analyzer-optin.core.EnumCastOutOfRange"]


def format_check(results: Results) -> None:
    sources = sorted(str(path.relative_to(ROOT)) for folder in ("src", "benchmarks", "tests")
                     for path in (ROOT / folder).rglob("*") if path.suffix in (".cpp", ".h"))
    if not sources:
        return
    done = run_logged("clang-format", ["clang-format-19", "--dry-run", "-Werror", *sources])
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error", done.output, re.MULTILINE)))
    if done.code == 0:
        results.ok("clang-format")
    else:
        results.fail("clang-format", "run clang-format-19 -i " + " ".join(wrong or ["(see the log)"]))


def tidy(results: Results, whole: bool) -> None:
    """clang-tidy on the translation units that changed since the branch left origin/main, or since the last commit."""
    commands = ROOT / "build/sanitized/compile_commands.json"
    if not commands.exists():
        return
    units = {pathlib.Path(entry["file"]) for entry in json.loads(commands.read_text())}
    units = {unit for unit in units if unit.is_relative_to(ROOT / "src") and not unit.name.endswith("_test.cpp")}
    if not whole:
        units &= changed_files()
    units = sorted(unit for unit in units if unit.exists() and (whole or not stamp_of(unit).exists()))
    if not whole and len(units) > MOST_TIDIED:
        results.skip("clang-tidy", f"{len(units) - MOST_TIDIED} units of a large change are left to --long")
        units = newest_first(units)[:MOST_TIDIED]
    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda unit: tidy_one(unit, ANALYZER if whole else []), units))
    for unit, problems in outcomes:
        if problems:
            results.fail(f"clang-tidy {unit.relative_to(ROOT)}", problems)
    if all(not problems for _, problems in outcomes):
        results.ok("clang-tidy")
    results.done("clang-tidy", len(units), time.monotonic() - begin)


def newest_first(units: list[pathlib.Path]) -> list[pathlib.Path]:
    """By the commit that last changed them."""
    place: dict[str, int] = {}
    for name in git("log", "-n", "200", "--format=", "--name-only").splitlines():
        place.setdefault(name, len(place))
    return sorted(units, key=lambda unit: place.get(str(unit.relative_to(ROOT)), len(place)))


def tidy_one(unit: pathlib.Path, options: list[str]) -> tuple[pathlib.Path, str]:
    name = str(unit.relative_to(ROOT))
    done = run_logged(f"tidy {name}", ["clang-tidy-19", "--quiet", "-p", "build/sanitized",
                                       "--extra-arg=-Wno-unknown-warning-option",
                                       # libstdc++'s own stable_sort calls what it calls deprecated
                                       "--extra-arg=-Wno-deprecated-declarations", *options, name])
    if done.code == 0:
        stamp = stamp_of(unit)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
        return unit, ""
    told = [line for line in done.output.splitlines() if re.search(r": (error|warning): ", line)]
    return unit, "\n".join(told) or done.output


def stamp_of(unit: pathlib.Path) -> pathlib.Path:
    """A file that says: this unit, with the headers of ours it includes and these rules, was found tidy."""
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for path in sorted(with_headers(unit)):
        digest.update(path.read_bytes())
    return TIDIED / digest.hexdigest()


def with_headers(unit: pathlib.Path) -> set[pathlib.Path]:
    found: set[pathlib.Path] = set()
    waiting = [unit]
    while waiting:
        path = waiting.pop()
        if path in found or not path.exists():
            continue
        found.add(path)
        waiting += [ROOT / "src" / name for name in re.findall(r'^#include "([^"]+)"', path.read_text(), re.MULTILINE)]
    return found


def changed_files() -> set[pathlib.Path]:
    head, base = git("rev-parse", "HEAD"), git("merge-base", "HEAD", "origin/main")
    since = base if base and base != head else git("rev-parse", "HEAD~1")
    names = git("diff", "--name-only", since).splitlines() if since else git("ls-files").splitlines()
    names += git("ls-files", "--others", "--exclude-standard").splitlines()
    return {ROOT / name for name in names}


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
