from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import engine as module
from recommender.bundle import MODEL, BundleError, load_bundle, load_served
from recommender.engine import Engine
from recommender.ranking import Query
from recommender.recommender import Recommender
from recommender.taste import Taste
from recommender.weights import read_weights, shapes
from tests.made_up import GENRES, make_catalogue
from tests.recommender.test_bundle import as_a_vast_array, as_npy, replace_file

if TYPE_CHECKING:
    from recommender.bundle import Bundle

CLOSE = 1e-4
ROOT = Path(__file__).parents[2]
IDS = make_catalogue().ids.tolist()
TASTES = st.builds(
    Taste,
    genres=st.dictionaries(st.sampled_from(GENRES), st.floats(1, 10), max_size=6),
    titles=st.dictionaries(st.sampled_from(IDS), st.none() | st.integers(1, 10), max_size=60),
)
# Whoever asks for one of these in a light install is told that there is none.
WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("tensorflow", "keras", "pandas", "scipy", "sklearn"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
"""


@pytest.fixture(scope="module")
def full(loaded: Bundle) -> Recommender:
    return Recommender(loaded)


@pytest.fixture(scope="module")
def plain(bundle: Path) -> Recommender:
    return Recommender.load(bundle, Engine.ARRAYS)


def top(recommender: Recommender, taste: Taste) -> list[Any]:
    return [r.anime.id for r in recommender.recommend(taste, Query(count=10))]


@given(taste=TASTES)
def test_both_answer_alike(full: Recommender, plain: Recommender, taste: Taste) -> None:
    np.testing.assert_allclose(plain.scores(taste), full.scores(taste), rtol=0, atol=CLOSE)
    np.testing.assert_allclose(
        plain.predicted_ratings(taste), full.predicted_ratings(taste), rtol=0, atol=CLOSE
    )
    assert top(plain, taste) == top(full, taste)


def test_several_at_once_are_answered_alike(full: Recommender, plain: Recommender) -> None:
    tastes = [Taste({"Action": 9.0}, {1: 10, 11: None}), Taste(), Taste({}, dict.fromkeys(IDS[:70], 7))]
    alike = [r.recommend_together(tastes, Query(count=10)) for r in (full, plain)]
    assert alike[0]
    assert [s.anime for s in alike[0]] == [s.anime for s in alike[1]]


def test_reasons_are_alike(full: Recommender, plain: Recommender) -> None:
    taste = Taste({"Action": 9.0}, {1: 10, 11: None, 21: 3})
    for one, other in zip(full.recommend(taste), plain.recommend(taste), strict=True):
        assert [r.cause for r in one.reasons] == [r.cause for r in other.reasons]
        assert [r.effect for r in one.reasons] == pytest.approx([r.effect for r in other.reasons], abs=CLOSE)


def test_the_weights_are_those_that_keras_reads(bundle: Path, loaded: Bundle) -> None:
    weights = read_weights(bundle / MODEL, loaded.manifest.sizes)
    assert {name: weight.shape for name, weight in weights.items()} == shapes(loaded.manifest.sizes)
    theirs = [weight.numpy() for weight in loaded.model.weights if weight.dtype == "float32"]
    assert len(theirs) == len(weights)
    for weight in weights.values():
        assert any(np.array_equal(weight, other) for other in theirs)


def test_a_model_that_would_fill_the_memory_is_not_read(bundle: Path, loaded: Bundle) -> None:
    with pytest.raises(ValueError, match="larger than any"):
        read_weights(bundle / MODEL, replace(loaded.manifest.sizes, width=1 << 24))


@pytest.mark.parametrize("write", [Path.touch, as_npy, as_a_vast_array])
def test_a_model_made_by_hand_is_refused(
    bundle: Path, tmp_path: Path, write: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = _copy(bundle, tmp_path)

    def anew(path: Path) -> None:
        path.unlink()
        write(path)

    replace_file(folder, MODEL, anew)
    with pytest.raises(BundleError, match="no part of a bundle"):
        load_served(folder, Engine.ARRAYS)
    assert capfd.readouterr().err == ""


def test_weights_that_are_no_numbers_are_refused(bundle: Path, tmp_path: Path) -> None:
    folder = _copy(bundle, tmp_path)
    broken = load_bundle(folder)
    weight = broken.model.weights[-1]
    weight.assign(np.full(weight.shape, np.inf))
    replace_file(folder, MODEL, broken.model.save)
    with pytest.raises(BundleError, match="no part of a bundle"):
        load_served(folder, Engine.ARRAYS)


def test_who_answers_needs_neither_tensorflow_nor_pandas_nor_scipy(bundle: Path, tmp_path: Path) -> None:
    talk = f"{WITHOUT}\nfrom bot.__main__ import main\nsys.exit(main(['--strict']))"
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", talk],
        input="/rate genre genre:Action rating:9\n/recommend\n/profile\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            "MODEL_DIR": str(bundle),
            "DATABASE_URL": f"sqlite:///{tmp_path}/osusume.db",
            "HOME": str(tmp_path),
        },
    )
    assert said.returncode == 0, said.stderr
    assert "https://myanimelist.net/anime/" in said.stdout


def _copy(bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundle, tmp_path / "copy"))


def test_tensorflow_answers_only_where_it_is_installed(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Engine.installed() is Engine.TENSORFLOW
    for package in ("tensorflow", "keras"):
        monkeypatch.setattr(module, "find_spec", lambda name, package=package: name != package)
        assert Engine.installed() is Engine.ARRAYS
        load_served(bundle)
        with pytest.raises(BundleError, match="TensorFlow is not installed: install it"):
            load_served(bundle, Engine.TENSORFLOW)
