#!/usr/bin/env python3
"""Install, run and uninstall the Debian package in a clean Debian; needs root, debootstrap, Xvfb and a network.

    sudo python3 packaging/linux/try_deb.py dist/resnet-desktop_0.1.0_amd64.deb [--root /var/tmp/clean-debian]

The clean system is made once and copied for each try. The package gets its Depends and nothing else, and the program
runs as a plain user without network and without Python. Prints a line for each step; exit status 1 where one failed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "visitor"
HOME = f"/home/{USER}"
DISPLAY = 87
PAINT = "RESNET_DESKTOP_PAINT_TIME=1"
"""Makes the program tell when its window was painted, and end."""


class Failed(Exception):
    """A step did not do what it should; the text says what it did."""


def enter(root: Path, command: str, *, user: str = "root", with_network: bool = False) -> str:
    """Run a shell command in the system, with processes of its own.

    Returns:
        What it printed.
    Raises:
        Failed: its exit status is not 0.
    """
    mounts = f'mount -t proc proc "{root}/proc" && mount --rbind /dev "{root}/dev"'
    x11 = f'mkdir -p "{root}/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "{root}/tmp/.X11-unix"'
    home = "/root" if user == "root" else HOME
    inside = ["env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
    who = [] if user == "root" else [f"--userspec={user}:{user}"]
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if with_network else ["--net"])]
    start = f'{mounts} && {x11} && cd / && exec chroot "$@"'
    line = [*apart, "sh", "-c", start, "sh", *who, str(root), *inside, "sh", "-c", f"cd; {command}"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode:
        raise Failed(f"exit status {done.returncode}: {(done.stdout + done.stderr).strip()[-1500:]}")
    return done.stdout


def make_clean(root: Path, suite: str) -> None:
    """Make a minimal system, unless it is there."""
    if not (root / "etc" / "debian_version").is_file():
        subprocess.run(["debootstrap", "--variant=minbase", suite, str(root)], check=True, stdout=sys.stderr)


@contextmanager
def copied(clean: Path) -> Iterator[Path]:
    """Give a copy of the clean system, which is thrown away afterwards."""
    with tempfile.TemporaryDirectory(dir=clean.parent, prefix="try-") as folder:
        root = Path(folder, "root")
        subprocess.run(["cp", "-a", str(clean), str(root)], check=True)
        shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
        yield root


@contextmanager
def display() -> Iterator[None]:
    """Keep an X server outside the system, so that its libraries do not help inside."""
    Path("/tmp/.X11-unix").mkdir(exist_ok=True)
    server = subprocess.Popen(["Xvfb", f":{DISPLAY}", "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)
    try:
        while server.poll() is None and not Path(f"/tmp/.X11-unix/X{DISPLAY}").exists():
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def files_of(root: Path) -> set[str]:
    """List all files that a system has, but those of its caches, logs and the user."""
    passed = ("proc", "dev", "sys", "tmp", "home", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
    found = set()
    for folder, folders, files in os.walk(root):
        place = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if (place / name).as_posix() not in passed]
        found |= {(place / name).as_posix() for name in files}
    return found


def steps(root: Path, deb: Path) -> dict[str, Callable[[], str]]:
    """Name the steps in order; each gives what is worth telling, and raises `Failed`."""
    package = deb.name.partition("_")[0]
    before: set[str] = set()

    def install() -> str:
        shutil.copyfile(deb, root / "var" / "tmp" / deb.name)
        enter(root, "apt-get -qq update", with_network=True)
        enter(root, f"useradd -m {USER}")
        apt = "DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends"
        enter(root, f"{apt} desktop-file-utils shared-mime-info", with_network=True)
        before.update(files_of(root))
        told = enter(root, f"{apt} /var/tmp/{deb.name}", with_network=True)
        return f"{told.count('Setting up')} packages"

    def self_test() -> str:
        told = json.loads(enter(root, "resnet-desktop self-test --format json", user=USER))
        return f"{len(told.get('checks', told))} checks"

    def painted(platform: str) -> str:
        told = enter(root, f"{PAINT} {platform} resnet-desktop 2>&1", user=USER)
        if (
            "first paint" not in told or "Fontconfig error" in told
        ):  # without fonts the window opens, and has boxes for words
            raise Failed(told)
        return told.strip()

    def known_to_desktops() -> str:
        for file, word in {
            "usr/share/mime/globs2": "application/x-resnet-desktop-model:*.resnet",
            "usr/share/applications/mimeinfo.cache": "image/jpeg=resnet-desktop.desktop",
        }.items():
            if word not in (root / file).read_text("utf-8"):
                raise Failed(f"{file} has no {word}")
        return "MIME type and pictures"

    def remove() -> str:
        enter(root, f"apt-get -qq purge -y {package}")
        enter(root, "apt-get -qq autoremove --purge -y")
        left = {path for path in files_of(root) - before if "__pycache__" not in path and not path.endswith("cache")}
        if left:
            raise Failed(f"left behind: {sorted(left)[:10]}")
        kept = list((root / HOME.lstrip("/")).rglob("ResNet Desktop"))
        return "nothing is left but the user's own files" if kept else "nothing is left"

    return {
        "install": install,
        "version": lambda: enter(root, "resnet-desktop --version", user=USER).strip(),
        "help": lambda: enter(root, "resnet-desktop --help", user=USER).splitlines()[0],
        "classify": lambda: enter(
            root,
            "resnet-desktop classify --format jsonl $(find /usr/lib/resnet-desktop -path '*samples/*.jpg' | head -1)",
            user=USER,
        )[:160],
        "self-test": self_test,
        "window, offscreen": lambda: painted("QT_QPA_PLATFORM=offscreen"),
        "window, X11": lambda: painted(f"QT_QPA_PLATFORM=xcb DISPLAY=:{DISPLAY}"),
        "known to desktops": known_to_desktops,
        "remove": remove,
    }


def main() -> int:
    """Try the package; returns the exit status."""
    parser = argparse.ArgumentParser(description="Try the Debian package in a clean Debian.")
    parser.add_argument("deb", type=Path)
    parser.add_argument("--root", type=Path, default=Path("/var/tmp/clean-debian"))
    parser.add_argument("--suite", default="bookworm")
    options = parser.parse_args()
    make_clean(options.root, options.suite)
    has_failed = False
    with copied(options.root) as root, display():
        for name, step in steps(root, options.deb).items():
            try:
                print(f"ok      {name}: {step()}", flush=True)
            except (Failed, ValueError) as problem:
                has_failed = True
                print(f"FAILED  {name}: {problem}", flush=True)
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
