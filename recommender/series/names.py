"""What a name says: its words, where it may end, and which part of a franchise it claims to be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Words that say which part of a franchise a title is, and nothing about which franchise.
PARTS = frozenset(
    """
    movie movies film gekijouban theatrical ova ovas oad oav ona tv special specials tokubetsu recap recaps
    soushuuhen season seasons series part parts cour final anime animation episode episodes ep chapter arc
    hen bangaihen omake picture drama pv cm pilot prologue epilogue edition compilation summary digest extra
    remake complete shin zoku new kai plus vs first second third fourth fifth sixth
    1st 2nd 3rd 4th 5th 6th 7th 8th 9th ii iii iv v vi vii viii ix x xi xii
    """.split()  # noqa: SIM905 - seventy pairs of quotes say no more
)
NUMBERS = {
    **{word: n for n, word in enumerate(("ii", "iii", "iv", "v", "vi", "vii", "viii"), 2)},
    **{word: n for n, word in enumerate(("second", "third", "fourth", "fifth", "sixth"), 2)},
}
GOES_ON = frozenset({"zoku", "final", "returns", "after"})
NUMBER = re.compile(r"[rs]?0?(\d|1\d)(?:st|nd|rd|th)?")
YEAR = re.compile(r"19\d\d|20\d\d")
RECAP = re.compile(
    r"\b(?:recaps?|digest|summary|compilation|soushuuhen|furikaeri)\b"
    r"|pun de wakaru|special edition|総集編|総集篇"
)
TRAILER = re.compile(r"\b(?:pv|cm|trailer|teaser|promo|promotional|announcement|commercials?)\b")
BREAKS = frozenset(":;/~〜～―–—()[]【】「」『』|!?。")  # noqa: RUF001 - each of them occurs
PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_|\s+")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
JAPANESE_PREFIX = re.compile(r"^(?:(?:劇場版|映画|tvアニメ|アニメ|剧场版|特別編|ova)[\s「『]*)+")
# A run of one script is as near to a word as Japanese writing comes.
JAPANESE_WORD = re.compile(r"[\u30a0-\u30ff]{3,}|[\u3400-\u9fff々]{2,}|[\u3041-\u309f]{4,}|[a-z]{3,}")
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name in comparable form.

    Attributes:
        letters: its words in lower case and without accents; for a name in Japanese writing, its characters.
        ends: after how many of them the name of a franchise may end: before a colon, a number, a word like
            'Movie', and at the end.
        words: what may tell a franchise wherever it stands.
        japanese: whether it is in Japanese (or Chinese, or Korean) writing.
    """

    letters: tuple[str, ...] = ()
    ends: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    japanese: bool = False


def says_part(word: str) -> bool:
    """Whether a word says which part of a franchise a title is."""
    return word in PARTS or word.isdecimal()


def plain(text: str) -> str:
    """A text in lower case, with full-width forms and curly quotes made ordinary."""
    return unicodedata.normalize("NFKC", text).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def read_name(text: str) -> Name:
    """Read a name in any writing."""
    text = plain(text)
    return _read_japanese(text) if JAPANESE.search(text) else _read_latin(text)


def _read_latin(text: str) -> Name:
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    letters: list[str] = []
    ends = set()
    spaced = False
    for piece in PIECE.findall(text):
        if piece[0].isalnum():
            if says_part(piece):
                ends.add(len(letters))
            letters.append(piece)
        elif piece in BREAKS or (piece == "-" and spaced):
            ends.add(len(letters))
        spaced = piece.isspace()
    words = frozenset(w for w in letters if len(w) >= SHORTEST_WORD and not says_part(w))
    return Name(tuple(letters), frozenset({*ends, len(letters)} - {0}), words)


def _read_japanese(text: str) -> Name:
    text = JAPANESE_PREFIX.sub("", text)
    letters: list[str] = []
    ends = set()
    for c in text:
        if not c.isalnum():
            ends.add(len(letters))
            continue
        if letters and (c.isascii() != letters[-1].isascii() or (c.isdigit() and not letters[-1].isdigit())):
            ends.add(len(letters))
        letters.append(c)
    words = frozenset(JAPANESE_WORD.findall(text))
    return Name(tuple(letters), frozenset({*ends, len(letters)} - {0}), words, japanese=True)


def core(name: Name) -> tuple[str, ...]:
    """The letters of a name without the words at its end that say which part it is."""
    length = len(name.letters)
    while length > 1 and says_part(name.letters[length - 1]):
        length -= 1
    return name.letters[:length]


def head(name: Name) -> tuple[str, ...]:
    """The letters up to the first place where the name of a franchise may end."""
    return name.letters[: min(name.ends, default=0)]


def number(name: Name) -> int:
    """The number that a name in Latin letters gives itself ('2nd Season', 'II', 'R2'); 1 for none.

    A word that says that the story goes on ('Final'), or one letter at the end, stands for 2.
    """
    if name.japanese:
        return 1
    for letter in name.letters[1:]:
        match = NUMBER.fullmatch(letter)
        if found := NUMBERS.get(letter) or (match and int(match[1])):
            return found
    goes_on = not GOES_ON.isdisjoint(name.letters[1:]) or len(name.letters[1:] and name.letters[-1]) == 1
    return 2 if goes_on else 1


def is_dated(text: str) -> bool:
    """Whether a name tells itself from an older one by its year, as in 'Hunter x Hunter (2011)'."""
    return any(YEAR.fullmatch(letter) for letter in read_name(text).letters[1:])


def is_recap(text: str) -> bool:
    """Whether a name says that it sums up another title."""
    return RECAP.search(plain(text)) is not None


def is_trailer(text: str) -> bool:
    """Whether a name says that it advertises another title."""
    return TRAILER.search(plain(text)) is not None
