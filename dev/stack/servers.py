"""Who runs Postgres and MongoDB. Neither may be root, so root hands them to the user `nobody`.

That user may be unable to enter the folder of the clone (a home that only root may enter). Programs are then
copied to, and data kept in, a folder of root's below /var/tmp that everybody may pass through.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from dev.stack.state import State

OPEN_TO_ALL = Path("/var/tmp")  # noqa: S108  # a system folder by purpose; what is put there is checked
UNPRIVILEGED = "nobody"


class UnsafeFolder(RuntimeError):
    """A folder cannot be used: others could write to it, or the servers' user could not enter it."""


@dataclass(frozen=True)
class Account:
    """The user and group a server runs as."""

    user: int
    group: int


def server_account() -> Account | None:
    """The unprivileged user when we are root; None when we are a plain user and stay ourselves."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(entry.pw_uid, entry.pw_gid)


def reachable_program(program: Path, account: Account | None, *, home: Path | None = None) -> Path:
    """`program`, or its copy where `account` may run it. `home` is the folder that must go along."""
    home = home or program.parent
    if account is None or _open_to_others(program):
        return program
    return _copy(home) / program.relative_to(home)


def data_folder(state: State, part: str, account: Account | None) -> Path:
    """The folder for a server's data, owned by `account` and reachable for it."""
    folder = _data_root(state, account) / part
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        if account is not None:
            os.chown(folder, account.user, account.group)
    return folder


def _data_root(state: State, account: Account | None) -> Path:
    inside, outside = state.folder / "data", state.outside()
    if outside is None and (account is None or _open_to_others(state.folder)):
        inside.mkdir(mode=0o711, exist_ok=True)
        inside.chmod(0o711)
        return inside
    if inside.exists():
        raise UnsafeFolder(
            f"{inside} holds data but {UNPRIVILEGED} can no longer enter it: open its folders or reset"
        )
    outside = outside or OPEN_TO_ALL / f"fintar-data-{_digest(str(state.folder))}"
    state.keep_outside(outside)
    return _own(outside)


def _copy(home: Path) -> Path:
    """Copy a folder to where all may read it; one copy of each version serves all clones of this machine."""
    files = sorted(f"{file.relative_to(home)} {file.lstat().st_size}" for file in home.rglob("*"))
    folder = _own(OPEN_TO_ALL / f"fintar-programs-{_digest(' '.join(files))}")
    whole, partial = folder / "whole", folder / "partial"
    with _alone_in(folder):
        if not whole.exists():
            # What an earlier start left that was killed while it copied.
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(home, partial, symlinks=True)
            _let_others_read(partial)
            partial.rename(whole)
    return whole


@contextlib.contextmanager
def _alone_in(folder: Path) -> Generator[None]:
    """One process after the other; the lock ends with the process, however it ends."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _own(folder: Path) -> Path:
    folder.mkdir(mode=0o711, exist_ok=True)
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid() or about.st_mode & 0o022:
        raise UnsafeFolder(f"{folder} must be a folder of this user that nobody else can write")
    # Whatever this process masks: others must be able to pass.
    folder.chmod(0o711)
    return folder


def _let_others_read(top: Path) -> None:
    top.chmod(0o755)
    for path in top.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))


def _open_to_others(path: Path) -> bool:
    """Whether every user may enter all folders above `path` and pass through or run `path` itself."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path.resolve(), *path.resolve().parents))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
