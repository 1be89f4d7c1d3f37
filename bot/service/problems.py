"""Why a request cannot be met, as the ids of sentences."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """Why a request cannot be met: the id of a sentence, and beside it the arguments that it gets."""

    RATING_RANGE = "problem-rating-range"  # rating, lowest, highest
    UNKNOWN_GENRE = "problem-unknown-genre"  # genre, nearest: genres, separated by commas
    GENRE_BOTH_WAYS = "problem-genre-both-ways"  # genre: wanted and not wanted
    GENRE_NOT_RATED = "problem-genre-not-rated"  # genre
    NO_GENRES = "problem-no-genres"
    UNKNOWN_TITLE = "problem-unknown-title"  # title
    UNCLEAR_TITLE = "problem-unclear-title"  # title, nearest: 'name (key); name (key)'
    TITLE_NOT_RATED = "problem-title-not-rated"  # title
    TEXT_TOO_LONG = "problem-text-too-long"  # length, longest: characters
    UNKNOWN_TYPE = "problem-unknown-type"  # type, known: types, separated by commas
    YEAR_RANGE = "problem-year-range"  # year, first, last
    YEARS_REVERSED = "problem-years-reversed"  # since, until
    NO_SUCH_PAGE = "problem-no-such-page"  # page, last
    NOT_ALLOWED = "problem-not-allowed"
    IMPORT_GONE = "problem-import-gone"
    IMPORT_PAST = "problem-import-past"
    IMPORT_RUNNING = "problem-import-running"
    IMPORTS_BUSY = "problem-imports-busy"
    IMPORT_TOO_SLOW = "problem-import-too-slow"
    RELOAD_REFUSED = "problem-reload-refused"  # reason: a sentence, in English
    RELOAD_RUNNING = "problem-reload-running"


class UserError(Exception):
    """A request that cannot be met, for a reason that its sender can act on.

    Attributes:
        id: which sentence says so.
        arguments: what goes into the sentence, as typed by the member: escape it where it is shown.
    """

    def __init__(self, problem: Problem, **arguments: str | int) -> None:
        super().__init__(f"{problem}: {arguments}" if arguments else str(problem))
        self.id: str = problem.value
        self.arguments: dict[str, str | int] = arguments
