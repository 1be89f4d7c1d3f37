from __future__ import annotations

import csv
import json
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from recommender.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings


@pytest.fixture(scope="module")
def data(catalogue: Catalogue, ratings: Ratings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up world as the dataset's files."""
    folder = tmp_path_factory.mktemp("data")
    with (folder / "anime.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["MAL_ID", "Name", "Genres", "Type", "Score", "Members", "Aired", "Episodes"])
        for a in catalogue.anime:
            genres, score = ", ".join(a.genres), a.score or "Unknown"
            aired = f"{a.start:%b %d, %Y}" if a.start else "Unknown"
            rows.writerow([a.id, a.name, genres, a.type, score, a.members, aired, a.episodes or "Unknown"])
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["user_id", "anime_id", "rating"])
        for u, user in enumerate(ratings.users):
            for title, value in zip(*ratings.user(u), strict=True):
                rows.writerow([user, catalogue.ids[title], value])
    return folder


def files(data: Path) -> list[str]:
    return ["--anime", str(data / "anime.csv"), "--ratings", str(data / "ratings.csv")]


def test_evaluate_prints_tables_writes_json_and_draws(
    bundle: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, plots = tmp_path / "new" / "figures.json", tmp_path / "plots"
    asked = ["evaluate", "--model", str(bundle), *files(data), "--json", str(figures), "--plots", str(plots)]
    assert main(asked) == 0
    assert sorted(path.suffix for path in plots.iterdir()) == [".png"] * 3
    printed = capsys.readouterr().out
    rows = json.loads(figures.read_text())["rows"]
    for name in ("popularity", "linear genres", "the notebook's model", "EASE", "iALS", "Osusume"):
        assert name.split()[-1] in printed
        assert any(row["recommender"] == name for row in rows)
    assert all(row["ndcg"]["low"] <= row["ndcg"]["mean"] <= row["ndcg"]["high"] for row in rows)


def test_recommend_answers_people_and_programs(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["recommend", "--model", str(bundle), "--genre", "Action=9", "--title", "11=10", "--title", "21"]
    assert main([*asked, "--top", "5", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer) == 5
    assert not {11, 21} & {one["id"] for one in answer}
    assert main([*asked, "--top", "5"]) == 0
    assert answer[0]["name"].split()[0] in capsys.readouterr().out


def test_info_tells_what_the_bundle_is(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "--model", str(bundle)]) == 0
    assert "every file is sound" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["recommend", "--model", "nowhere"], "There is no bundle in nowhere"),
        (["info", "--model", "nowhere"], "There is no bundle in nowhere"),
        (["recommend", "--model", "BUNDLE", "--genre", "Opera=5"], "no genre 'Opera'"),
        (["recommend", "--model", "BUNDLE", "--title", "2"], "no title with the id 2"),
        (["recommend", "--model", "BUNDLE", "--genre", "Action=11"], "give 1 to 10"),
    ],
)
def test_a_fault_is_one_sentence(
    bundle: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(bundle) if argument == "BUNDLE" else argument for argument in arguments]
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "option", ["--genre=Action", "--genre=Action=x", "--title=x", "--title=1=x", "--top=0"]
)
def test_wrong_usage_is_told(bundle: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["recommend", "--model", str(bundle), option])
    assert re.search("write it like|whole number from 1", capsys.readouterr().err)


def test_ctrl_c_leaves_no_half_written_bundle_and_training_goes_on(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "recommender", "train", *files(data), "--out", str(out), "--epochs"]
    process = subprocess.Popen([*command, "500"], stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own
    checkpoint = tmp_path / ".out.checkpoint.npz"
    until = time.monotonic() + 300
    while not checkpoint.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=300)[1]
    assert process.returncode == 130, error
    assert "no bundle was changed" in error
    assert not out.exists()
    subprocess.run([*command, "2", "--resume"], check=True, timeout=300)  # noqa: S603 - our own
    assert main(["info", "--model", str(out)]) == 0
    assert not checkpoint.exists()
