"""How a suite says what it found: a line a test, and the exit status. Names given as arguments run those alone."""
import sys
import traceback


class Suite:
    def __init__(self) -> None:
        self.failed = 0

    def scenario(self, name: str, run, *arguments) -> None:
        wanted = sys.argv[1:]
        if wanted and not any(part in name for part in wanted):
            return
        try:
            run(*arguments)
            print(f"ok {name}", flush=True)
        except Exception:  # every way to fail is a failure of this test alone
            self.failed += 1
            print(f"not ok {name}\n  " + traceback.format_exc().replace("\n", "\n  "), flush=True)

    def each(self, tests, *arguments) -> None:
        """Functions of which the name is the sentence."""
        for test in tests:
            self.scenario(test.__name__, test, *arguments)

    def close(self) -> int:
        return 1 if self.failed else 0
