"""Builds and runs the GoogleTest programs, one a module, and starts the PostgreSQL that the contract test needs."""
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import subprocess

from results import LOGS, ROOT, Results, run_logged

# Leaks of the libraries we link are not ours to mend; every other fault ends the program
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1",
    "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
}


def test_programs(preset: str, modules: list[str], results: Results, room: pathlib.Path | None = None) -> None:
    """Builds test_<module> of each module that has tests, and runs them beside each other."""
    wanted = [module for module in modules if any((ROOT / "src" / module).rglob("*_test.cpp"))]
    if not wanted or not configure(preset, results):
        return
    known = targets(preset)
    programs = []
    for module in wanted:
        if f"test_{module}" in known:
            programs.append(f"test_{module}")
        else:
            results.fail(f"test_{module}", f"src/{module} has tests and no such program: add congvu_tests({module} …)")
    # -k 0: one module that does not build leaves the others to be tested
    built = run_logged(f"build {preset} tests", ["ninja", "-C", f"build/{preset}", "-k", "0", *programs])
    results.done(f"build of {preset} tests", len(programs), built.seconds)
    if built.code != 0:
        results.fail(f"build {preset} tests", first_errors(built.output))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda program: run_program(preset, program, results, room), programs))


def configure(preset: str, results: Results) -> bool:
    if (ROOT / "build" / preset / "build.ninja").exists():
        return True
    done = run_logged(f"configure {preset}", ["cmake", "--preset", preset])
    if done.code != 0:
        results.fail(f"configure {preset}", done.output)
    return done.code == 0


def targets(preset: str) -> set[str]:
    # Brings the build files up to date with the sources first, so that a new module is known
    subprocess.run(["cmake", "--preset", preset], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    listed = subprocess.run(["ninja", "-C", f"build/{preset}", "-t", "targets", "all"], cwd=ROOT, capture_output=True,
                            text=True, check=False).stdout
    return set(re.findall(r"^(test_\w+): phony", listed, re.MULTILINE))


def first_errors(output: str) -> str:
    lines = output.splitlines()
    errors = [index for index, line in enumerate(lines) if re.search(r"\berror\b|undefined reference", line)]
    shown: list[str] = []
    for index in errors[:8]:
        shown += lines[index:index + 4]
    return "\n".join(shown or lines[-30:])


def run_program(preset: str, program: str, results: Results, room: pathlib.Path | None) -> None:
    path = ROOT / "build" / preset / "tests" / program
    name = f"{program} ({preset})"
    if not path.exists():
        results.fail(name, "it did not build")
        return
    report = LOGS / f"{program}-{preset}.json"
    report.unlink(missing_ok=True)
    command = [str(path), f"--gtest_output=json:{report}", "--gtest_brief=1"]
    if room is not None:
        command.append("--gtest_filter=" + ":".join(f"{suite}.*" for suite in suites_of(room)))
    done = run_logged(f"{program}-{preset}", command, SANITIZER_OPTIONS)
    count = count_tests(program, report, results)
    results.done(name, count, done.seconds)
    if done.code != 0 or count == 0:
        results.failed_run(program, done, count > 0)


def suites_of(room: pathlib.Path) -> list[str]:
    found = set()
    for test in room.rglob("*_test.cpp"):
        found |= set(re.findall(r"^(?:TEST|TEST_F|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\(\s*(\w+)",
                                test.read_text(), re.MULTILINE))
        found |= {f"*{name}" for name in re.findall(r"^(?:TYPED_)?TEST_P?\(\s*(\w+)", test.read_text(), re.MULTILINE)}
    return sorted(found) or ["nothing"]


def count_tests(program: str, report: pathlib.Path, results: Results) -> int:
    if not report.exists():
        return 0
    count = 0
    for suite in json.loads(report.read_text())["testsuites"]:
        for test in suite["testsuite"]:
            name = f"{program}: {suite['name']}.{test['name']}"
            if test["result"] == "SKIPPED":
                results.skip(name, "")
            elif test["result"] == "COMPLETED":
                count += 1
                results.fail(name) if test.get("failures") else results.ok(name)
    return count


@contextlib.contextmanager
def postgres(results: Results):
    """A PostgreSQL of our own while the contract test runs: tests/postgres.sh prints how to connect, and stays."""
    script = ROOT / "tests/postgres.sh"
    LOGS.mkdir(parents=True, exist_ok=True)
    server = subprocess.Popen(["sh", str(script)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=(LOGS / "postgres.log").open("w"), text=True)
    connection = server.stdout.readline().strip()
    if connection:
        os.environ["CONGVU_POSTGRES"] = connection
    else:
        results.fail("postgres", (LOGS / "postgres.log").read_text() or "tests/postgres.sh told no connection")
    try:
        yield
    finally:
        server.stdin.close()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.terminate()
            server.wait()
        os.environ.pop("CONGVU_POSTGRES", None)
