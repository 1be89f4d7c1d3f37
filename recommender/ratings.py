"""The ratings: rating_complete.csv -> compact arrays, by user."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from tqdm import tqdm

from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

HEADER = ("user_id", "anime_id", "rating")
UNRATED = (0, -1)  # how the dataset's sister files say 'watched, not rated'
LIKED = 8  # the lowest rating that counts as liking a title
HIGHEST_ID = 2**31 - 1
NUMBERS = b"0123456789+-, \t\r\n"  # all that a file of whole numbers is made of
GZIP_MAGIC = b"\x1f\x8b"
BLOCK_BYTES = 1 << 25
LINE_BYTES = 200  # three whole numbers take fewer
RATING_BITS = 4


class RatingsError(ValueError):
    """A ratings file that cannot be used, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of a file's rows.

    Attributes:
        rows: how many there were, without the header.
        unrated: rows left out because they say 'watched, not rated' (a rating of 0 or -1).
        unknown_rows: rows left out because the catalogue lacks their title.
        unknown_titles: how many titles those are.
        duplicates: rows left out because a later one rates the same title for the same user.
        in_order: whether the users came in ascending order.
    """

    rows: int
    unrated: int
    unknown_rows: int
    unknown_titles: int
    duplicates: int
    in_order: bool

    def __str__(self) -> str:
        left_out = (
            (self.unknown_rows, f"of {self.unknown_titles:,} titles that the catalogue lacks"),
            (self.unrated, "watched, not rated"),
            (self.duplicates, "rated again further down"),
        )
        parts = [f"{self.rows:,} rows", *(f"{n:,} left out: {why}" for n, why in left_out if n)]
        return "; ".join(parts if self.in_order else [*parts, "users put in order"]) + "."


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who rated what, by ascending user, then title.

    Attributes:
        users: the U users' ids in the file, int32 [U].
        starts: user u's ratings are those from `starts[u]` to before `starts[u + 1]`, int64 [U + 1].
        titles: positions in the catalogue, int32 [R].
        values: the ratings, 1 to 10, int8 [R].
        width: how many titles the catalogue holds, N.
        report: what became of the file's rows.
    """

    users: NDArray[np.int32]
    starts: NDArray[np.int64]
    titles: NDArray[np.int32]
    values: NDArray[np.int8]
    width: int
    report: ReadReport | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.titles)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many titles each user rated, int64 [U]."""
        return np.diff(self.starts)

    def user(self, u: int) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        """The titles and ratings of the user at position `u`, int32 [n] and int8 [n]."""
        rows = slice(self.starts[u], self.starts[u + 1])
        return self.titles[rows], self.values[rows]

    def subset(self, users: NDArray[np.bool_] | NDArray[np.integer]) -> Ratings:
        """The ratings of some users, in ascending order whatever the order asked for.

        Args:
            users: a mask over the users, bool [U], or their positions, int.
        """
        chosen = np.zeros(len(self.users), np.bool_)
        chosen[users] = True
        return self._keep(np.repeat(chosen, self.counts), chosen)

    def where(self, rows: NDArray[np.bool_]) -> Ratings:
        """Some of the ratings, with every user kept, also one who has none left.

        Args:
            rows: a mask over the ratings, bool [R].
        """
        return self._keep(rows, np.ones(len(self.users), np.bool_))

    def _keep(self, rows: NDArray[np.bool_], users: NDArray[np.bool_]) -> Ratings:
        kept_before = np.concatenate([[0], np.cumsum(rows, dtype=np.int64)])
        counts = np.diff(kept_before[self.starts])[users]
        return Ratings(
            users=self.users[users],
            starts=np.concatenate([[0], np.cumsum(counts)]),
            titles=self.titles[rows],
            values=self.values[rows],
            width=self.width,
        )

    def matrix(self) -> csr_matrix:
        """Users by titles, sparse float32 [U, N]; what is not stored is not rated."""
        shape = len(self.users), self.width
        return csr_matrix((self.values.astype(np.float32), self.titles, self.starts), shape)


def read_ratings(path: Path, catalogue: Catalogue, *, progress: bool = True) -> Ratings:
    """Read a rating_complete.csv, plain or compressed by gzip.

    A row with the rating 0 or -1 says 'watched, not rated' and is left out, as is one whose title the
    catalogue lacks. Of several rows for one user and title the last counts. The report counts them all.

    Args:
        path: the file; its first bytes, not its name, say whether it is compressed.
        catalogue: the titles to keep.
        progress: whether to show a progress bar, where standard error is a terminal.

    Raises:
        RatingsError: the file is damaged, a row is not three whole numbers, a rating is none of -1 to 10, or
            nothing is left.
        OSError: the file cannot be read.
    """
    packer = _Packer(catalogue)
    line = 2
    with closing(_blocks(path, progress=progress)) as blocks:
        for block in blocks:
            packer.add(_parse(path, block, line))
            line += block.count(b"\n")
    return packer.ratings(path)


class _Packer:
    """Keeps each rating as one int64 (user, title, rating, the highest bits first), which sorts at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._title_bits = len(catalogue).bit_length()
        self._packed: list[NDArray[np.int64]] = []
        self._unknown: NDArray[np.int64] = np.empty(0, np.int64)
        self._rows = self._unrated = self._unknown_rows = 0
        self._in_order = True
        self._last_user = 0

    def add(self, rows: NDArray[np.int64]) -> None:
        """Take rows of user id, title id and rating, int64 [3, n]."""
        users, ids, values = rows
        if not len(users):
            return
        positions = self._catalogue.positions(ids)
        rated, known = values > 0, positions >= 0
        self._rows += len(users)
        self._unrated += int(np.count_nonzero(~rated))
        lacking = ids[rated & ~known]
        self._unknown_rows += len(lacking)
        self._unknown = np.union1d(self._unknown, lacking)
        self._in_order &= bool(users[0] >= self._last_user and (users[1:] >= users[:-1]).all())
        self._last_user = int(users[-1])
        packed = ((users << self._title_bits | positions) << RATING_BITS) | values
        self._packed.append(packed[rated & known])

    def ratings(self, path: Path) -> Ratings:
        packed = np.concatenate([*self._packed, np.empty(0, np.int64)])
        self._packed.clear()
        if not len(packed):
            raise RatingsError(
                f"{path} holds no rating of a title in the catalogue: do the two files belong together?"
                if self._unknown_rows
                else f"{path} holds no rating."
            )
        total = len(packed)
        packed = _in_order(packed)
        values = (packed & (1 << RATING_BITS) - 1).astype(np.int8)
        packed >>= RATING_BITS
        titles = (packed & (1 << self._title_bits) - 1).astype(np.int32)
        packed >>= self._title_bits
        starts = np.concatenate([[0], np.flatnonzero(packed[1:] != packed[:-1]) + 1, [len(packed)]])
        return Ratings(
            users=packed[starts[:-1]].astype(np.int32),
            starts=starts,
            titles=titles,
            values=values,
            width=len(self._catalogue),
            report=ReadReport(
                rows=self._rows,
                unrated=self._unrated,
                unknown_rows=self._unknown_rows,
                unknown_titles=len(self._unknown),
                duplicates=total - len(packed),
                in_order=self._in_order,
            ),
        )


def _in_order(packed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted by user and title; of several ratings of one title the last is kept."""
    ordered = np.sort(packed)
    pairs = ordered >> RATING_BITS
    if (pairs[1:] != pairs[:-1]).all():
        return ordered
    # A stable sort knows which came last, and takes several times as long.
    packed = packed[np.argsort(packed >> RATING_BITS, kind="stable")]
    pairs = packed >> RATING_BITS
    last = np.ones(len(packed), np.bool_)
    last[:-1] = pairs[1:] != pairs[:-1]
    return packed[last]


def _blocks(path: Path, *, progress: bool) -> Generator[bytes]:
    """The file after its header, in blocks of whole lines."""
    with path.open("rb") as raw:
        compressed = raw.peek(2)[:2] == GZIP_MAGIC
        with (
            cast("BinaryIO", gzip.open(raw)) if compressed else raw as file,
            tqdm(
                desc=path.name,
                total=path.stat().st_size,
                unit="B",
                unit_scale=True,
                leave=False,
                disable=None if progress else True,  # None: shown on a terminal only
            ) as bar,
        ):
            try:
                _check_header(path, file.readline(LINE_BYTES))
                while block := file.read(BLOCK_BYTES):
                    yield block + file.readline(LINE_BYTES)
                    bar.update(raw.tell() - bar.n)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise RatingsError(f"{path} is a damaged gzip file ({error}): download it again.") from error


def _check_header(path: Path, line: bytes) -> None:
    if not line:
        raise RatingsError(f"{path} is empty.")
    names = line.decode("utf-8-sig", "replace").strip().replace('"', "").split(",")
    if tuple(names) != HEADER:
        raise RatingsError(
            f"{path} does not begin with {','.join(HEADER)}: is it the dataset's rating_complete.csv?"
        )


def _parse(path: Path, block: bytes, line: int) -> NDArray[np.int64]:
    """A block's rows, int64 [3, n]; `line` is the number of its first line."""
    # pandas would take 7.0 and True for whole numbers, and end one at a NUL.
    if block.translate(None, NUMBERS):
        raise _fault(path, block, line)
    try:
        table = pd.read_csv(
            io.BytesIO(block),
            names=HEADER,
            dtype=np.int64,
            header=None,
            usecols=range(len(HEADER)),
            engine="c",
        )
    except pd.errors.EmptyDataError:
        return np.empty((3, 0), np.int64)  # blank lines only
    except (ValueError, OverflowError) as error:
        raise _fault(path, block, line) from error
    rows: NDArray[np.int64] = table.to_numpy(np.int64).T
    # Fields too many were dropped without a word.
    if block.count(b",") != 2 * rows.shape[1] or not _in_range(rows):
        raise _fault(path, block, line)
    return rows


def _in_range(rows: NDArray[np.int64]) -> bool:
    users_and_titles, values = rows[:2], rows[2]
    return bool(
        (users_and_titles >= 0).all()
        and (users_and_titles <= HIGHEST_ID).all()
        and (values >= min(UNRATED)).all()
        and (values <= HIGHEST).all()
    )


def _fault(path: Path, block: bytes, first_line: int) -> RatingsError:
    """The first line of a block that cannot be read, and why."""
    for number, line in enumerate(block.splitlines(), first_line):
        where = f"{path}, line {number}"
        if not line.strip():
            continue
        fields = re.fullmatch(rb"\s*\+?(\d{1,30})\s*,\s*\+?(\d{1,30})\s*,\s*([+-]?\d{1,30})\s*", line)
        if not fields:
            shown = line[:40].decode("utf-8", "replace")
            return RatingsError(f"{where}: {shown!r} is not three whole numbers, user_id,anime_id,rating.")
        user, title, value = (int(number) for number in fields.groups())
        if max(user, title) > HIGHEST_ID:
            return RatingsError(f"{where}: the id {max(user, title)} is larger than {HIGHEST_ID}.")
        if not (LOWEST <= value <= HIGHEST or value in UNRATED):
            return RatingsError(f"{where}: the rating {value} is not {LOWEST} to {HIGHEST}.")
    return RatingsError(f"{path} cannot be read from line {first_line} on.")
