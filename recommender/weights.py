"""The weights of a saved model without Keras: a process of its own reads the HDF5 file, and is gone.

HDF5 takes more memory than the towers' layers do.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from math import prod
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.sizes import TowerSizes

MOST = 1 << 28  # numbers: a gigabyte, where the shipped model has twenty megabytes
# Where Keras puts what `towers.two_towers` learns: by the kind of each layer, and which of its kind it is.
USER, ITEM = "layers/functional/layers", "layers/functional_1/layers"
PLACES = {
    "history": f"{USER}/history/vars/0",
    "hidden": f"{USER}/dense/vars/0",
    "hidden_bias": f"{USER}/dense/vars/1",
    "nonlinear": f"{USER}/dense_1/vars/0",
    "nonlinear_bias": f"{USER}/dense_1/vars/1",
    "linear": f"{USER}/dense_2/vars/0",
    "rating": f"{USER}/dense_3/vars/0",
    "rating_bias": f"{USER}/dense_3/vars/1",
    "content": f"{ITEM}/dense/vars/0",
    "content_bias": f"{ITEM}/dense/vars/1",
    "item": f"{ITEM}/dense_1/vars/0",
    "item_bias": f"{ITEM}/dense_1/vars/1",
    "title_vector": f"{ITEM}/title_vector/vars/0",
}


def shapes(sizes: TowerSizes) -> dict[str, tuple[int, ...]]:
    """The shape of each weight."""
    d, hidden, rating = sizes.width, sizes.hidden, sizes.rating_width + 1
    told, vector = sizes.profile + 3 * d, d + rating + 1
    return {
        "history": (sizes.titles + 1, d),
        "hidden": (told, hidden),
        "hidden_bias": (hidden,),
        "nonlinear": (hidden, d),
        "nonlinear_bias": (d,),
        "linear": (told, d),
        "rating": (hidden + sizes.profile, rating),
        "rating_bias": (rating,),
        "content": (sizes.content, d),
        "content_bias": (d,),
        "item": (d, vector),
        "item_bias": (vector,),
        "title_vector": (sizes.titles + 1, vector),
    }


def read_weights(model: Path, sizes: TowerSizes) -> dict[str, NDArray[np.float32]]:
    """Read every weight of a `model.keras`.

    Raises:
        ValueError: it is no model of these sizes, too large, or holds numbers that are not finite.
    """
    expected = shapes(sizes)
    if sum(map(prod, expected.values())) > MOST:
        raise ValueError("the model is said to be larger than any")
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-P", __file__, str(model)],  # as a file, it waits for no other part of the package
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reading:
        sent = cast("io.BufferedReader", reading.stdout)
        try:
            found = json.loads(sent.readline() or "{}")
            if found != {name: list(shape) for name, shape in expected.items()}:
                raise ValueError("the model's weights have other shapes than its manifest says")
            return {name: _received(sent, shape) for name, shape in expected.items()}
        finally:
            reading.kill()


def _received(sent: io.BufferedReader, shape: tuple[int, ...]) -> NDArray[np.float32]:
    weight = np.empty(shape, np.float32)
    if sent.readinto(weight.data.cast("B")) != weight.nbytes:
        raise ValueError("the model's weights cannot be read")
    if not np.isfinite(weight).all():
        raise ValueError("the model holds numbers that are not finite")
    return weight


def main(path: str) -> None:
    """Write the shapes of a model's weights, as a line of JSON, and then their bytes."""
    import h5py

    with (
        zipfile.ZipFile(path) as archive,
        archive.open("model.weights.h5") as content,
        h5py.File(io.BytesIO(content.read())) as file,
    ):
        weights = {name: file[place] for name, place in PLACES.items()}
        out = sys.stdout.buffer
        out.write(json.dumps({name: weight.shape for name, weight in weights.items()}).encode() + b"\n")
        for weight in weights.values():
            out.write(np.ascontiguousarray(weight, np.float32).data)


if __name__ == "__main__":
    main(*sys.argv[1:])
