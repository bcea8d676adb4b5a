"""Further processes that work ahead: they keep what they make where this one finds it, and answer nothing.

Whatever becomes of them, nothing is lost but time: what they have not made, this process makes. They end with it,
however it ends.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

WORTH_FORKING = 6
"""How many articles must be made for further processes to pay. With all that a class gets, each takes 0.2 s."""

_A_MOMENT = 0.002
_PR_SET_PDEATHSIG = 1


class Workers:
    """Processes that do `work` for every item, a share each. `prepare` is called before they part."""

    def __init__(
        self, work: Callable[[str], object], items: Sequence[str], prepare: Callable[[], object]
    ) -> None:
        self._processes: list[BaseProcess] = []
        if len(items) < WORTH_FORKING or sys.platform != "linux" or _has_threads():
            return
        prepare()
        number = len(os.sched_getaffinity(0))
        context = get_context("fork")
        for first in range(number):
            share = items[first::number]
            process = context.Process(target=_work, args=(work, share, os.getpid()), daemon=True)
            process.start()
            self._processes.append(process)

    @property
    def are_working(self) -> bool:
        """Whether any of them has not ended."""
        return any(process.is_alive() for process in self._processes)

    def wait_until(self, is_made: Callable[[], bool]) -> None:
        """Until something is made, or all of them have ended without it."""
        while not is_made() and self.are_working:
            time.sleep(_A_MOMENT)

    def wait(self) -> None:
        """Until all of them have ended."""
        for process in self._processes:
            process.join()
        self._processes.clear()

    def stop(self) -> None:
        """End them at once."""
        for process in self._processes:
            process.kill()
        self.wait()


def _has_threads() -> bool:
    """Whether other threads run, of Python or of a library (Typst keeps some): a process forked then may hang."""
    try:
        return len(os.listdir("/proc/self/task")) > 1  # noqa: PTH208 - no paths are needed
    except OSError:
        return threading.active_count() > 1


def _work(work: Callable[[str], object], share: Sequence[str], parent: int) -> None:
    end_with(parent)
    gc.disable()  # our values have no cycles
    os.nice(10)  # the parent writes what is made here, and should never lag behind
    # What goes wrong here goes wrong again in the parent, which tells it.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for item in share:
        work(item)


def end_with(parent: int) -> None:
    """See to it that this process ends when its parent does: on Linux, which alone can promise it."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends this one
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended meanwhile
        os._exit(1)
