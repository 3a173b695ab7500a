"""The count of a run of ./test: what passed, failed and was skipped, printed as it happens and once at the end."""
import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOGS = ROOT / "build/logs"
# The longest that one program of tests may take before it is held to hang
LIMIT_SECONDS = 25 * 60
# How much of a failure's output is shown; the log has all of it
SHOWN_LINES = 60


@dataclasses.dataclass
class Run:
    code: int
    output: str
    seconds: float
    log: pathlib.Path


def run_logged(name: str, command: list[str], env: dict[str, str] | None = None) -> Run:
    """Runs a command with its output in build/logs/NAME.log; one that hangs is ended with all it started."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (re.sub(r"[^\w.-]+", "-", name) + ".log")
    begin = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   env={**os.environ, **(env or {})}, start_new_session=True)
        try:
            code = process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = 124
            out.write(f"\nended after {LIMIT_SECONDS} seconds\n".encode())
    return Run(code, log.read_text(errors="replace"), time.monotonic() - begin, log)


class Results:
    """What happened so far. A name is said once, with the folder or program it belongs to before it."""

    def __init__(self) -> None:
        self.passed = 0
        self.skipped: list[str] = []
        self.failed: list[str] = []
        self.begin = time.monotonic()

    def ok(self, name: str) -> None:
        self.passed += 1

    def ok_many(self, count: int) -> None:
        self.passed += count

    def skip(self, name: str, why: str) -> None:
        self.skipped.append(name)
        print(f"skip {name}" + (f": {why}" if why else ""), flush=True)

    def fail(self, name: str, output: str = "") -> None:
        self.failed.append(name)
        print(f"not ok {name}", flush=True)
        if output:
            lines = output.rstrip().splitlines()
            print("\n".join("    " + line for line in lines[-SHOWN_LINES:]), flush=True)

    def failed_run(self, name: str, run: Run, counted: bool) -> None:
        """A program that ended badly: one failure of its own unless its lines already told of it."""
        if not any(failure.startswith(f"{name}: ") for failure in self.failed):
            self.failed.append(f"{name} ended with {run.code}" if counted or run.code else f"{name} ran no test")
        print(f"not ok {name}, exit status {run.code}; all of it is in {run.log.relative_to(ROOT)}", flush=True)
        lines = [line for line in run.output.rstrip().splitlines() if not re.match(r"ok\b", line)]
        print("\n".join("    " + line for line in lines[-SHOWN_LINES:]), flush=True)

    def nothing_ran(self) -> bool:
        return self.passed == 0 and not self.failed

    def done(self, name: str, count: int, seconds: float) -> None:
        print(f"{name}: {count} in {seconds:.1f} s", flush=True)

    def close(self) -> int:
        """Prints the failures again and the closing line; the exit status of ./test."""
        print(f"\n{time.monotonic() - self.begin:.0f} seconds")
        for name in self.failed:
            print(f"failed: {name}")
        tail = f", {len(self.skipped)} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {len(self.failed)} failed{tail}", flush=True)
        return 0 if self.passed > 0 and not self.failed else 1
