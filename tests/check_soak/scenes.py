"""What members do and tell, alone or at two devices at once, and now and then twice by a double click."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.members.records import Status
from tests.check_load.acts import command, fitting, import_of, pressed
from tests.check_soak.people import again
from tests.check_soak.told import (
    NOTHING,
    Bring,
    Choose,
    ChooseGenres,
    Delete,
    Forget,
    ForgetGenre,
    Keep,
    Look,
    Mark,
    RateGenre,
    RateTitle,
    Restore,
    Say,
    Undo,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.check_load.payloads import Payload
    from tests.check_soak.people import Person
    from tests.check_soak.told import Change

    Pair: TypeAlias = tuple[Change, Payload]
    Scene: TypeAlias = Callable[[Person], Awaitable[None]]

WORDS = {"s": Status.COMPLETED, "w": Status.PLANNED, "n": Status.UNWANTED}
SEEN = (Status.COMPLETED, Status.WATCHING, Status.ON_HOLD, Status.DROPPED)
DECK = {
    "l": Word(Status.COMPLETED, 10),
    "k": Word(Status.COMPLETED, 8),
    "m": Word(Status.COMPLETED, 6),
    "d": Word(Status.COMPLETED, 3),
    "u": None,
    "w": Word(Status.PLANNED),
}
REACHES = (-1.0, -0.5, 0.0, 0.5, 1.0)
LIST, TITLE, TOLD, SETTINGS, MENUS = "🎯", '"o1:tell:', '"o1:untell:', '"o1:set:', '"o1:first-genres:'
OPEN = '"o1:open:'
LOOKS = (("recommend", LIST), ("profile", OPEN), ("watchlist", "🔖"), ("random", '"o1:'), ("help", OPEN))
CARD = ('"o1:say:', LIST)
NOT_WAITING, RUNNING = "does not wait any more", "You are bringing a list at this moment"
LONGEST_LIST = 60  # titles
TWICE, TWO_DEVICES, TAKEN_BACK = 0.15, 0.25, 0.4  # how often

_lists = count(1)


async def rate(person: Person) -> None:
    """/rate title, /seen."""
    dice = person.town.random
    anime, rating = _title(person), dice.randint(1, 10)
    match dice.randrange(4):
        case 0:
            pair = RateTitle(anime, None), command(person.member, "rate title", title=f"#{anime}")
        case 1:
            event = command(person.member, "seen", title=f"#{anime}", rating=rating)
            pair = RateTitle(anime, rating, (TOLD,)), event
        case 2:
            status = dice.choice(SEEN)
            event = command(person.member, "seen", title=f"#{anime}", rating=rating, status=status.value)
            pair = Keep(anime, Word(status, rating), (TOLD,)), event
        case _:
            pair = _rate(person, anime, rating)
    await _perhaps_twice(person, pair)


async def tell(person: Person) -> None:
    """The buttons on a title's page, at two devices at times; perhaps the last word is taken back."""
    dice = person.town.random
    anime = _title(person)
    shown = await _look(person, command(person.member, "title", title=f"#{anime}"), TITLE)
    told = _tell(person, anime, shown)
    if dice.random() < TWO_DEVICES:
        other = dice.choice((_tell(person, anime, shown), _rate(person, anime, dice.randint(1, 10))))
        await person.do(told, other)
        await person.read()
        return
    before = person.told.titles.get(anime)
    shown = await _perhaps_twice(person, told)
    if shown and dice.random() < TAKEN_BACK:
        (back,) = fitting(shown, "untell")
        await person.do((Restore(anime, before, (TITLE,)), pressed(person.member, shown, back, [])))


async def answer_cards(person: Person) -> None:
    """A few buttons of a list: seen, wanted, not interested."""
    dice = person.town.random
    shown = await _look(person, command(person.member, "recommend"), LIST)
    for _ in range(dice.randint(1, 3)):
        try:
            button = dice.choice(fitting(shown, "do"))
        except LookupError:  # nothing fits the member's settings
            return
        _, _, _, anime, word, *_ = button["custom_id"].split(":")
        before = person.told.titles.get(int(anime))
        pair = Mark(int(anime), WORDS[word], (LIST,)), pressed(person.member, shown, button, [])
        after = await _perhaps_twice(person, pair)
        if after is None:
            return
        shown = after
        news = before is None or before.status is not WORDS[word]
        if news and dice.random() < TAKEN_BACK:
            (back,) = fitting(shown, "u")
            restore = Restore(int(anime), before, (LIST,)), pressed(person.member, shown, back, [])
            shown = (await person.do(restore))[0].message


async def rate_genre(person: Person) -> None:
    """/rate genre, and perhaps it is forgotten, once or twice."""
    dice = person.town.random
    genre, rating = dice.choice(_genres(person)), dice.randint(1, 10)
    pair = RateGenre(genre, rating), command(person.member, "rate genre", genre=genre, rating=rating)
    shown = await _perhaps_twice(person, pair)
    if shown and dice.random() < TAKEN_BACK:
        (forget,) = fitting(shown, "genre", "[0-9a-f]{8}:f")
        await _perhaps_twice(person, (ForgetGenre(genre), pressed(person.member, shown, forget, [])))


async def choose_settings(person: Person) -> None:
    """Menus and switches of /settings, two of them at once at times."""
    dice = person.town.random
    shown = await _look(person, command(person.member, "settings"), SETTINGS)
    pairs = [_choice(person, used, shown) for used in (*fitting(shown, "set"), *fitting(shown, "switch"))]
    chosen = [pair for pair in pairs if pair]
    await person.do(*dice.sample(chosen, 2 if dice.random() < TWO_DEVICES else 1))


async def bring(person: Person) -> None:
    """/import, kept, once or by a double click, and perhaps undone."""
    dice, number = person.town.random, next(_lists)
    titles = {_any_title(person): _any_word(person) for _ in range(dice.randint(1, LONGEST_LIST))}
    titles |= {i: _any_word(person) for i in person.told.titles if dice.random() < 1 / 2}
    genres = {genre: dice.randint(1, 10) for genre in dice.sample(_genres(person), dice.randint(0, 3))}
    content = json.dumps(
        {
            "format": "osusume-member",
            "version": 2,
            "genres": [{"genre": genre, "rating": rating} for genre, rating in genres.items()],
            "titles": [
                {"id": i, "name": None, "status": word.status, "rating": word.rating}
                for i, word in titles.items()
            ],
        }
    ).encode()
    address = person.town.discord.attach(content)
    kills = person.town.kills
    shown = await _look(person, import_of(person.member, address, len(content)), "New: **")
    change = Bring(number, titles, genres)
    if change.apply(person.told)[0].last == person.told.last:  # there is no news, and so no button
        return
    (keep,) = fitting(shown, "import", "yes:.*")
    pair = change, pressed(person.member, shown, keep, [])
    if dice.random() < TWICE:
        # Which of the two keeps the list is open; the other finds that it is being kept, or was.
        await person.do_one_of(pair, (NOT_WAITING, RUNNING), kills)
        return
    (done,) = await person.do(pair, kills=kills)
    person.undo = (done.message, number)
    if dice.random() < TAKEN_BACK:
        await undo(person)


async def undo(person: Person) -> None:
    """The list that was brought last is taken back, if it still can be."""
    if person.undo:
        shown, number = person.undo
        (back,) = fitting(shown, "import-undo")
        await _perhaps_twice(person, (Undo(number), pressed(person.member, shown, back, [])))


async def start(person: Person) -> None:
    """/start: genres, then some cards."""
    dice = person.town.random
    shown = await _look(person, command(person.member, "start"), MENUS)
    for side in dice.sample(("liked", "disliked"), 2):
        (menu,) = fitting(shown, "first-genres", side)
        asked = [option["value"] for option in menu["options"]]
        before = [option["value"] for option in menu["options"] if option.get("default")]
        names = {*dice.sample(asked, dice.randint(0, 4)), *(name for name in before if dice.random() < 1 / 2)}
        change = ChooseGenres(frozenset(asked), frozenset(names), side == "liked", (MENUS,))
        shown = (await person.do((change, pressed(person.member, shown, menu, sorted(names)))))[0].message
    (begin,) = fitting(shown, "deck")
    shown = (await person.do((Look(CARD), pressed(person.member, shown, begin, []))))[0].message
    for _ in range(dice.randint(1, 12)):
        try:
            button = dice.choice(fitting(shown, "say"))
        except LookupError:  # there are no more cards
            return
        *_, asked_so_far, letter = button["custom_id"].split(":")
        change = Say(int(asked_so_far.split(".")[-1], 36), DECK[letter], CARD)
        after = await _perhaps_twice(person, (change, pressed(person.member, shown, button, [])))
        if after is None:
            return
        shown = after


async def delete(person: Person) -> None:
    """/mydata delete, at times while another device tells something."""
    dice = person.town.random
    if not person.told.known:
        return
    shown = await _look(person, command(person.member, "mydata delete"), '"o1:delete:')
    (yes,) = fitting(shown, "delete", "yes")
    pair = Delete(), pressed(person.member, shown, yes, [])
    if dice.random() < TWO_DEVICES:
        await person.do(pair, _rate(person, _title(person), dice.randint(1, 10)))
    else:
        await person.do(pair)
    await person.read()


async def look(person: Person) -> None:
    """Something that changes nothing."""
    name, mark = person.town.random.choice(LOOKS)
    await _look(person, command(person.member, name), mark)


async def read(person: Person) -> None:
    """/mydata export, held against what was told."""
    await person.read()


# What members do, and how often.
SCENES: dict[Scene, float] = {
    rate: 20,
    tell: 20,
    answer_cards: 15,
    rate_genre: 10,
    choose_settings: 8,
    bring: 5,
    undo: 2,
    start: 4,
    delete: 1,
    look: 15,
    read: 8,
}


async def _look(person: Person, event: Payload, mark: str) -> Payload:
    """The message that an interaction leads to which changes nothing."""
    return (await person.do((Look((mark,)), event)))[0].message


async def _perhaps_twice(person: Person, pair: Pair) -> Payload | None:
    """Do something; after a double click, which brings two answers, there is no message to go on with."""
    if person.town.random.random() < TWICE:
        await person.do(pair, (pair[0], again(pair[1])))
        await person.read()
        return None
    (answer,) = await person.do(pair)
    return answer.message if answer.data else None


def _rate(person: Person, anime: int, rating: int) -> Pair:
    return RateTitle(anime, rating), command(person.member, "rate title", title=f"#{anime}", rating=rating)


def _tell(person: Person, anime: int, shown: Payload) -> Pair:
    """A press of one of the buttons of a title's page."""
    button = person.town.random.choice(fitting(shown, "tell"))
    *_, word, _ = button["custom_id"].split(":")
    change: Change
    if word == "f":
        change = Forget(anime, (TOLD,))
    elif word in WORDS:
        change = Mark(anime, WORDS[word], (TOLD,), NOTHING)
    else:
        change = RateTitle(anime, int(word), (TOLD,), NOTHING)
    return change, pressed(person.member, shown, button, [])


def _choice(person: Person, used: Payload, shown: Payload) -> Pair | None:
    """A choice in a menu of the settings, or a press of a switch; not what belongs to the server."""
    dice = person.town.random
    _, action, _, what, *state = used["custom_id"].split(":")
    values: list[str] = []
    chosen: Any
    if action == "switch":
        chosen = state == ["1"]
    elif what == "server":
        return None
    elif used.get("min_values") == 0:
        values = dice.sample([option["value"] for option in used["options"]], dice.randint(0, 3))
        chosen = frozenset(values)
    else:
        values = [dice.choice(used["options"])["value"]]
        chosen = REACHES[int(values[0])] if what == "reach" else None if values == ["any"] else values[0]
    return Choose(what, chosen, (SETTINGS,)), pressed(person.member, shown, used, values)


def _title(person: Person) -> int:
    """A title that people speak of, often one of which the member told already."""
    told = [i for i in person.told.titles if i in person.town.known_ids]
    dice = person.town.random
    return dice.choice(told) if told and dice.random() < 1 / 2 else dice.choice(person.town.known).id


def _any_title(person: Person) -> int:
    return int(person.town.random.choice(person.town.catalogue.ids))


def _any_word(person: Person) -> Word:
    status = person.town.random.choice(tuple(Status))
    return Word(status, person.town.random.choice((None, *range(1, 11))) if status.seen else None)


def _genres(person: Person) -> tuple[str, ...]:
    return person.town.catalogue.genres
