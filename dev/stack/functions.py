"""The application that the functions part serves: every function, loaded from its main.py."""

import ctypes
import multiprocessing
import os
import signal
import sys

from dev.stack.dispatch import PREFIXES, Dispatcher, load
from dev.stack.launch import PR_SET_PDEATHSIG

if os.environ.get("FINTAR_RELOAD"):
    # The reloader starts us as its child: should it be killed, we go too.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    reloader = multiprocessing.parent_process()
    if reloader is not None and not reloader.is_alive():
        sys.exit("the stack ended before the functions began")

app = Dispatcher({name: load(name) for name in PREFIXES})
