"""The package for Debian: what is in it, that it names what it needs, and that its program starts from where it lies."""
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WANTED = {
    "usr/bin/congvu": "0755",
    "lib/systemd/system/congvu.service": "0644",
    "usr/share/congvu/packs/hanoi-education/pack.yaml": "0644",
    "usr/share/doc/congvu/operations/service.md": "0644",
    "usr/share/doc/congvu/copyright": "0644",
    "usr/share/doc/congvu/changelog.gz": "0644",
}
# What a service that handles personal data takes from itself
SANDBOX = ["NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet=",
           "MemoryDenyWriteExecute=yes", "UMask=0077", "StateDirectoryMode=0700", "SystemCallFilter=@system-service"]


def told(*words, cwd=ROOT) -> str:
    done = subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}"
    return done.stdout


def built() -> pathlib.Path:
    return ROOT / told("packaging/build").strip().splitlines()[-1]


def one_command_makes_a_package_whose_program_starts(folder: pathlib.Path) -> None:
    package = built()
    fields = dict(re.findall(r"^ ?(\w[\w-]*): (.*)$", told("dpkg-deb", "--info", package), re.MULTILINE))
    assert fields["Package"] == "congvu" and fields["Version"] == told("build/release/congvu", "--version").split()[1]
    for library in ("libc6", "libsqlite3-0", "libssl3", "libsodium23"):
        assert library in fields["Depends"], fields["Depends"]
    told("dpkg-deb", "--raw-extract", package, folder / "root")
    root = folder / "root"
    for name, mode in WANTED.items():
        assert f"{(root / name).stat().st_mode & 0o7777:04o}" == mode, name
    unlisted = [each for each in root.rglob("*") if each.is_file() and "DEBIAN" not in each.parts
                and str(each.relative_to(root)) not in (root / "DEBIAN/md5sums").read_text()]
    assert not unlisted, unlisted
    told("md5sum", "--check", "--quiet", "DEBIAN/md5sums", cwd=root)
    for script in ("postinst", "prerm", "postrm"):
        assert (root / "DEBIAN" / script).stat().st_mode & 0o111
        told("sh", "-n", root / "DEBIAN" / script)
    told(root / "usr/bin/congvu", "pack", "check", root / "usr/share/congvu/packs/hanoi-education")
    owners = told("dpkg-deb", "--contents", package)
    assert all(" root/root " in line for line in owners.splitlines()), "a file belongs to somebody"
    the_service_is_bounded(root)


def the_service_is_bounded(root: pathlib.Path) -> None:
    unit = (root / "lib/systemd/system/congvu.service").read_text()
    for line in SANDBOX:
        assert re.search(f"^{re.escape(line)}", unit, re.MULTILINE), line
    assert "--data /var/lib/congvu" in unit and "User=congvu" in unit
    systemd_reads_the_unit_without_a_word(root, unit)


def systemd_reads_the_unit_without_a_word(root: pathlib.Path, unit: str) -> None:
    """As systemd itself understands it, with the program where it lies here."""
    if not shutil.which("systemd-analyze"):
        return print("  systemd-analyze is not installed: the unit was not given to it")
    here = root / "congvu.service"
    here.write_text(unit.replace("/usr/bin/congvu", str(root / "usr/bin/congvu")))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", here], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr
    judged = told("systemd-analyze", "security", "--offline=yes", "--no-pager", here)
    exposure = re.search(r"exposure level for congvu\.service: ([\d.]+)", judged)
    assert exposure and float(exposure[1]) < 3, judged[-400:]
