from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.catalogue import Anime, Catalogue
from recommender.series import Kind, RelationsError, Series, read_relations, work_out_series
from recommender.series.names import core, head, is_dated, is_recap, is_trailer, number, read_name
from tests.recommender.by_hand import HandTable

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "from_mal_id,to_mal_id,relation_of_to\n"


def title(anime_id: int, name: str, year: int, kind: str = "TV", **facts: object) -> Anime:
    defaults = {"episodes": 12, "minutes": 24, "members": 1000, "genres": ("Action", "Drama")}
    start = date(year, 4, 1)
    return Anime(
        id=anime_id,
        name=name,
        type=kind,
        start=start,
        end=start + timedelta(days=80),
        **{**defaults, **facts},  # type: ignore[arg-type]
    )


FRANCHISE = (
    title(1, "Kumotori", 2010),
    title(2, "Kumotori 2nd Season", 2012),
    title(3, "Kumotori Movie", 2011, "Movie", episodes=1, minutes=100),
    title(4, "Kumotori Soushuuhen", 2011, "Special", episodes=1),
    title(5, "Kumotori 2nd Season Specials", 2012, "Special", episodes=6, minutes=2),
    title(6, "Kumotori OVA", 2013, "OVA", episodes=1),
    title(7, "Kumotori (2022)", 2022, episodes=24),
    title(8, "Kumotori (2022) 2nd Season", 2023),
    title(9, "Another Story Altogether", 2015, genres=("Music", "Sports")),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(FRANCHISE)


@pytest.fixture(scope="module")
def series(catalogue: Catalogue) -> Series:
    return work_out_series(catalogue)


@pytest.fixture(scope="module")
def table() -> HandTable:
    return HandTable.read()


def relations_file(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "relations.csv"
    path.write_text(header + rows, "utf-8")
    return path


class TestFranchisesCheckedByHand:
    def test_there_are_sixty_and_more(self, table: HandTable) -> None:
        names = list(table.franchise.values())
        assert sum(names.count(name) > 1 for name in set(names)) >= 60

    def test_they_are_worked_out(self, table: HandTable) -> None:
        catalogue = table.catalogue()
        verdict = table.judge(catalogue, work_out_series(catalogue))
        assert verdict.precision >= 0.96, verdict.merged
        assert verdict.recall >= 0.9, verdict.split
        assert verdict.order >= 0.97, verdict.misplaced

    @pytest.mark.parametrize(
        "name",
        ["Another", "Monster", "Air", "K", "K-On", "Kanon", "Given", "Shiki", "Nana", "Clannad", "Days"],
    )
    def test_a_common_word_swallows_no_other(self, table: HandTable, name: str) -> None:
        catalogue = table.catalogue()
        verdict = table.judge(catalogue, work_out_series(catalogue))
        assert [pair for pair in verdict.merged if name in pair] == []

    def test_the_table_can_fail(self, table: HandTable) -> None:
        catalogue = table.catalogue()
        alone = np.arange(len(catalogue), dtype=np.int32)
        one = np.zeros_like(alone)
        assert table.judge(catalogue, Series(one, one, one, one - 1)).precision < 0.1
        waiting = table.judge(catalogue, Series(alone // 2, one, one, one))
        assert waiting.recall < 0.5
        assert waiting.order < 0.8


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Gintama: The Movie", ("gintama",)),
            ("K: Missing Kings", ("k",)),
            ("K-On!", ("k", "on")),
            ("Fate/Zero", ("fate",)),
            ("Kingdom 2nd Season", ("kingdom",)),
            ("Déjà Vu (TV)", ("deja", "vu")),
            ("\uff21\uff2b\uff29\uff32\uff21", ("akira",)),
            ("進撃の巨人 Season2", tuple("進撃の巨人")),
            ("劇場版 進撃の巨人", tuple("進撃の巨人")),
            ("", ()),
        ],
    )
    def test_head(self, text: str, expected: tuple[str, ...]) -> None:
        assert head(read_name(text)) == expected

    def test_core_leaves_out_what_says_the_part(self) -> None:
        assert core(read_name("Clannad: After Story 2nd Season Specials")) == ("clannad", "after", "story")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Kingdom", 1),
            ("Kingdom 3rd Season", 3),
            ("Code Geass R2", 2),
            ("Working!!", 1),
            ("Index III", 3),
            ("Digimon Adventure 02", 2),
            ("Kanon (2006)", 1),
            ("Fruits Basket: The Final", 2),
            ("Dragon Ball Z", 2),
            ("91 Days", 1),
        ],
    )
    def test_number(self, text: str, expected: int) -> None:
        assert number(read_name(text)) == expected

    def test_marks(self) -> None:
        assert is_dated("Hunter x Hunter (2011)")
        assert not is_dated("2001 Nights")
        assert is_recap("Kanon Recap")
        assert is_recap("カノン 総集編")
        assert not is_recap("Recapture")
        assert is_trailer("Kanon PV")
        assert not is_trailer("Spectrum")

    @given(st.text(max_size=60))
    def test_any_text_is_a_name(self, text: str) -> None:
        name = read_name(text)
        assert all(0 < end <= len(name.letters) for end in name.ends)
        assert core(name) == name.letters[: len(core(name))]
        assert number(name) >= 1


class TestOrder:
    def test_a_franchise_holds_together(self, series: Series) -> None:
        assert series.group.tolist() == [0] * 8 + [8]

    def test_each_title_waits_for_what_it_follows(self, catalogue: Catalogue, series: Series) -> None:
        before = {
            a.id: int(catalogue.ids[p]) if p >= 0 else None
            for a, p in zip(catalogue.anime, series.prerequisite, strict=True)
        }
        assert before == {1: None, 2: 1, 3: 1, 4: 1, 5: 2, 6: 2, 7: None, 8: 7, 9: None}

    def test_kinds(self, series: Series) -> None:
        kinds = [Kind(k).name for k in series.kind]
        remake = ["FIRST", "SEQUEL"]
        assert kinds == ["FIRST", "SEQUEL", "FILM", "RECAP", "SPECIAL", "SIDE", *remake, "FIRST"]

    def test_recaps_trailers_and_minutes_are_extras(self) -> None:
        catalogue = Catalogue.of(
            (
                *FRANCHISE,
                title(10, "Kumotori PV", 2010, "ONA", episodes=1, minutes=1),
                title(11, "Kumotori: Theme", 2010, "Music", episodes=1, minutes=4),
                title(12, "Kumotori: Mini", 2012, "ONA", minutes=3, members=10),
            )
        )
        extra = work_out_series(catalogue).extra
        assert catalogue.ids[extra].tolist() == [4, 10, 11, 12]

    def test_places_follow_the_dates(self, series: Series) -> None:
        assert series.place.tolist() == [1, 4, 2, 3, 5, 6, 7, 8, 1]

    def test_the_tighter_series_ends_at_a_remake(self, series: Series) -> None:
        assert series.series.tolist() == [0, 0, 0, 0, 0, 0, 6, 6, 8]

    def test_a_short_series_of_its_own_is_no_extra(self) -> None:
        shorts = [title(n, f"Tsubuyaki {n}", 2010 + n, minutes=3) for n in (1, 2)]
        assert not work_out_series(Catalogue.of(shorts)).extra.any()

    def test_a_films_hours_given_as_minutes_make_it_no_extra(self) -> None:
        film = title(10, "Kumotori Movie 2", 2014, "Movie", episodes=1, minutes=1)
        catalogue = Catalogue.of((*FRANCHISE, film))
        assert work_out_series(catalogue).kind[-1] == Kind.FILM

    def test_an_unknown_date_comes_from_the_ids_beside_it(self) -> None:
        undated = Anime(id=10, name="Kumotori 3rd Season", type="TV", genres=("Action", "Drama"), members=900)
        catalogue = Catalogue.of((*FRANCHISE, undated))
        series = work_out_series(catalogue)
        assert series.group[-1] == 0
        assert series.prerequisite[-1] == 1


class TestRelations:
    def test_they_join_what_no_name_joins(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = relations_file(tmp_path, "2,9,Sequel\n9,2,Prequel\n")
        series = work_out_series(catalogue, read_relations(path, catalogue))
        assert series.group[8] == series.group[1] == 0
        assert series.prerequisite[8] == 1

    def test_they_part_what_names_join(self, tmp_path: Path) -> None:
        catalogue = Catalogue.of(FRANCHISE[n] for n in (0, 1, 6, 7))
        assert len(set(work_out_series(catalogue).group.tolist())) == 1
        path = relations_file(tmp_path, "1,2,Sequel\n7,8,Sequel\n8,7,Prequel\n")
        group = work_out_series(catalogue, read_relations(path, catalogue)).group
        assert group.tolist() == [0, 0, 2, 2]

    def test_a_season_without_an_earlier_one_begins(self, catalogue: Catalogue, tmp_path: Path) -> None:
        rows = "2,1,Alternative version\n1,2,Alternative version\n"
        series = work_out_series(catalogue, read_relations(relations_file(tmp_path, rows), catalogue))
        assert series.prerequisite[1] == -1

    def test_what_ties_no_franchise_is_left_out(self, catalogue: Catalogue, tmp_path: Path) -> None:
        rows = "1,9,Other\n1,9,Character\n1,404,Sequel\n1,1,Sequel\n1,2,SEQUEL \n"
        relations = read_relations(relations_file(tmp_path, rows), catalogue)
        assert (relations.source.tolist(), relations.target.tolist(), relations.kinds) == (
            [0],
            [1],
            ("sequel",),
        )

    def test_where_two_franchises_meet_they_stay_two(self, tmp_path: Path) -> None:
        catalogue = Catalogue.of(
            (
                title(1, "Kumotori", 2010),
                title(2, "Hoshiyomi", 2011, genres=("Music",)),
                title(3, "Kumotori vs. Hoshiyomi", 2012, "Special"),
            )
        )
        path = relations_file(
            tmp_path, "1,3,Side story\n2,3,Side story\n3,1,Parent story\n3,2,Parent story\n"
        )
        group = work_out_series(catalogue, read_relations(path, catalogue)).group
        assert group[0] != group[1]

    def test_an_empty_file_changes_nothing(
        self, catalogue: Catalogue, series: Series, tmp_path: Path
    ) -> None:
        told = work_out_series(catalogue, read_relations(relations_file(tmp_path, ""), catalogue))
        assert np.array_equal(told.group, series.group)
        assert np.array_equal(told.prerequisite, series.prerequisite)

    @pytest.mark.parametrize(
        ("header", "rows", "sentence"),
        [
            ("a,b\n", "1,2\n", "needs the columns from_mal_id, to_mal_id, relation_of_to"),
            (HEADER, "1,2,Sequel\nx,2,Sequel\n", "line 3: the id 'x' is not a whole number"),
            (HEADER, "1,99999999999,Sequel\n", "is not a whole number"),
            (HEADER, "-1,2,Sequel\n", "is not a whole number"),
            (HEADER, "1\n", "is not a whole number"),
        ],
    )
    def test_a_bad_file_is_refused(
        self, catalogue: Catalogue, tmp_path: Path, header: str, rows: str, sentence: str
    ) -> None:
        with pytest.raises(RelationsError, match=sentence):
            read_relations(relations_file(tmp_path, rows, header), catalogue)

    def test_a_file_in_another_encoding_is_refused(self, catalogue: Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "relations.csv"
        path.write_bytes(HEADER.encode() + b"1,2,S\xe9quel\n")
        with pytest.raises(RelationsError, match="UTF-8"):
            read_relations(path, catalogue)


class TestWhatRankingAsks:
    def test_a_later_season_opens_when_the_one_before_is_seen(self, series: Series) -> None:
        seen = np.zeros(9, np.bool_)
        assert np.flatnonzero(series.open(seen)).tolist() == [0, 6, 8]
        seen[0] = True
        assert np.flatnonzero(series.open(seen)).tolist() == [0, 1, 2, 3, 6, 8]

    def test_one_seen_title_begins_its_franchise_alone(self, series: Series) -> None:
        seen = np.zeros(9, np.bool_)
        assert not series.begun(seen).any()
        seen[3] = True
        assert np.flatnonzero(series.begun(seen)).tolist() == list(range(8))

    def test_one_each_keeps_the_best_of_a_franchise(self, series: Series) -> None:
        assert series.one_each(np.array([4, 8, 0, 2])).tolist() == [4, 8]

    @given(st.permutations(range(9)))
    def test_one_each_keeps_the_order(self, series: Series, ranked: list[int]) -> None:
        kept = series.one_each(np.array(ranked)).tolist()
        assert kept == [p for n, p in enumerate(ranked) if series.group[p] not in series.group[ranked[:n]]]

    def test_saved_and_loaded(self, series: Series, tmp_path: Path) -> None:
        series.save(tmp_path / "series.npz")
        loaded = Series.load(tmp_path / "series.npz", 9)
        for name in ("group", "place", "kind", "prerequisite"):
            assert np.array_equal(getattr(loaded, name), getattr(series, name))
        with pytest.raises(ValueError, match="another shape"):
            Series.load(tmp_path / "series.npz", 10)


words = st.sampled_from(
    ["kumo", "hoshi", "kaze", "movie", "2", "ii", "ova", "recap", "final", ":", "(2010)", "星"]
)
titles = st.builds(
    Anime,
    id=st.integers(1, 10_000),
    name=st.lists(words, min_size=1, max_size=5).map(" ".join),
    english=st.sampled_from(["", "Cloud", "Cloud II"]),
    japanese=st.sampled_from(["", "星風雲", "雲とり物語 2"]),
    type=st.sampled_from(["TV", "Movie", "OVA", "ONA", "Special", "Music", ""]),
    episodes=st.none() | st.integers(1, 50),
    minutes=st.none() | st.integers(1, 120),
    start=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    members=st.integers(0, 10**6),
    genres=st.sampled_from([(), ("Action",), ("Action", "Drama"), ("Music",)]),
    adult=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(titles, min_size=1, max_size=25, unique_by=lambda a: a.id))
def test_rules_that_hold_for_every_catalogue(anime: list[Anime]) -> None:
    catalogue = Catalogue.of(anime)
    series = work_out_series(catalogue)
    for number_, positions in _groups(series).items():
        assert number_ == min(positions)
        assert sorted(series.place[positions]) == list(range(1, len(positions) + 1))
        assert (series.prerequisite[positions] < 0).any()
    waiting = np.flatnonzero(series.prerequisite >= 0)
    assert np.array_equal(series.group[series.prerequisite[waiting]], series.group[waiting])
    assert (series.prerequisite[series.series] < 0).all()  # nothing waits for itself, not even roundabout
    again = work_out_series(Catalogue.of(reversed(anime)))
    assert np.array_equal(again.group, series.group)


def _groups(series: Series) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for position, number_ in enumerate(series.group.tolist()):
        groups.setdefault(number_, []).append(position)
    return groups
