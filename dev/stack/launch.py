"""Become another program that ends with the stack: `launch.py PARENT SIGNAL UID GID PROGRAM ARGUMENTS…`.

Run by the interpreter without site packages, so that it costs a few milliseconds. The kernel sends SIGNAL to
the program when the process PARENT ends, even by kill -9. UID and GID are -1 where the user stays.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, signal_number: int, user: int, group: int) -> None:
    """Leave the terminal, drop rights, tie the life to the parent's, and become the program."""
    os.setsid()
    if user >= 0:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    # After setuid, which would clear it.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:
        sys.exit("the stack ended before this part began")
    os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606  # becoming the program is the purpose


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:5]))
