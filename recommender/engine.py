"""What works out the towers."""

from __future__ import annotations

import os
from contextlib import suppress
from enum import StrEnum
from importlib.util import find_spec

SETTING = "SERVE_WITH"


class Engine(StrEnum):
    """TensorFlow, which trains them too, or plain arrays, which answer alike in a tenth of the memory."""

    TENSORFLOW = "tensorflow"
    ARRAYS = "arrays"

    @classmethod
    def chosen(cls) -> Engine:
        """The one that the environment names in `SERVE_WITH`, else TensorFlow where it is installed.

        Raises:
            ValueError: the environment names another.
        """
        if named := os.environ.get(SETTING):
            try:
                return cls(named)
            except ValueError:
                raise ValueError(f"{SETTING} is {named!r:.20}: say tensorflow or arrays.") from None
        with suppress(ModuleNotFoundError):
            if find_spec("tensorflow") and find_spec("keras"):
                return cls.TENSORFLOW
        return cls.ARRAYS
