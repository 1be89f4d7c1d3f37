"""As `python -m bot` serves: TensorFlow answers in one thread."""

from __future__ import annotations

import os

for threads in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(threads, "1")
