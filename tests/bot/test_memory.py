from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Frees a large block, which has glibc keep the next ones that are as large, and then many of these.
HELD = """
import numpy as np
from pathlib import Path
from bot.memory import give_back_memory
{first}
np.ones(1 << 21)
blocks = [np.ones(1 << 18) for _ in range(30)]
last = blocks[-1]
del blocks
print(int(Path("/proc/self/statm").read_text().split()[1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_what_is_freed_goes_back_to_the_system() -> None:
    def pages(first: str) -> int:
        program = [sys.executable, "-c", HELD.format(first=first)]
        return int(subprocess.run(program, capture_output=True, check=True, cwd=ROOT).stdout)  # noqa: S603 - our own

    held = 29 * (1 << 21) // 4096
    assert pages("") - pages("give_back_memory()") > held // 2
