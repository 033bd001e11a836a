"""Runs that take long: told of, interrupted, warned of."""
import ctypes
import json
import threading
import warnings

from ._library import Interrupted, call
from ._structures import Listener, Progress, Warn


class Run:
    """Who listens to the engine while it works: the caller's progress, warnings for later, and whether to stop."""

    def __init__(self, progress=None):
        self.progress, self.stop = progress, threading.Event()
        self._failure, self._said = [], []
        self.told, self.warned = Progress(self._on_progress), Warn(self._on_warning)

    def _on_progress(self, context, step, done, total):
        try:
            if self.progress is not None:
                self.progress(step.decode("utf-8", "replace"), done, total)
        except BaseException as error:  # noqa: B036 - raised where the run was called
            self._failure.append(error)
            self.stop.set()
        return 1 if self.stop.is_set() else 0

    def _on_warning(self, context, text):
        self._said.append(text.decode("utf-8", "replace"))

    def do(self, work, kept=()):
        """Does the work so that signals are seen meanwhile, and gives what the listener raised, or warns of what was said.

        :param kept: what must stay alive as long as the work goes on.
        """
        try:
            _interruptible(work, self.stop, (self, kept))
        except Interrupted:
            if self._failure:
                raise self._failure[0] from None
            raise
        for text in self._said:
            warnings.warn(text, stacklevel=4)


def run_verb(verb, request, threads=0, progress=None):
    """Does what the program's verb does; `request` has the names of its options."""
    run = Run(progress)
    listener = Listener(ctypes.sizeof(Listener), run.told, run.warned, None)
    text = json.dumps({name: value for name, value in request.items() if value is not None}, ensure_ascii=False).encode()
    run.do(lambda: call("churn_run", verb.encode(), text, threads, ctypes.byref(listener)), (listener, text))


def _interruptible(run, stop, kept):
    """Runs what takes long so that signals are seen meanwhile, which Python looks at in its main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        return run()
    failure = []

    def work(kept=kept):
        try:
            run()
        except BaseException as error:  # noqa: B036 - raised again below
            failure.append(error)

    worker = threading.Thread(target=work, daemon=True, name="churn run")
    worker.start()
    try:
        # A signal may wake another thread than the one that waits here, so it does not wait for ever.
        while worker.is_alive():
            worker.join(timeout=_LOOK)
    except BaseException:
        stop.set()
        # A tree is grown in a moment; what does not ask in between ends unseen.
        worker.join(timeout=_PATIENCE)
        raise
    if failure:
        raise failure[0]


_LOOK, _PATIENCE = 0.05, 1.0
