"""What works out the towers."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from importlib.util import find_spec


class Engine(StrEnum):
    """TensorFlow, which trains them too, or plain arrays, which answer alike in a tenth of the memory."""

    TENSORFLOW = "tensorflow"
    ARRAYS = "arrays"

    @classmethod
    def installed(cls) -> Engine:
        """TensorFlow where it is installed, else plain arrays, which always are."""
        with suppress(ModuleNotFoundError):
            if find_spec("tensorflow") and find_spec("keras"):
                return cls.TENSORFLOW
        return cls.ARRAYS
