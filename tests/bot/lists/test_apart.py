"""Lists read in a process of their own: the same as in this one, and nobody waits for a hostile file."""

from __future__ import annotations

import gzip
import subprocess
from threading import Event, Thread
from time import perf_counter

import pytest

from bot.lists import apart
from bot.lists.apart import read_apart
from bot.lists.entry import ListFault, ListProblem
from bot.lists.read import read_list
from bot.lists.unpack import MEGABYTE
from tests.bot.lists.exports import anilist_own, mal_xml, osusume, table


@pytest.mark.parametrize(
    "content", [mal_xml(), anilist_own(), osusume(genres={"Action": 9, "\ud800": 1}), table()]
)
def test_a_list_is_the_same_as_read_here(content: str) -> None:
    assert read_apart(content.encode(), "list") == read_list(content.encode(), "list")


@pytest.mark.parametrize("name", ["list.txt", "", "\0", "\ud800\u202e.csv", "--help", "a\nb"])
def test_a_fault_is_the_same_as_here(name: str) -> None:
    with pytest.raises(ListFault) as here:
        read_list(b"nothing", name)
    with pytest.raises(ListFault) as there:
        read_apart(b"nothing", name)
    assert (there.value.id, there.value.arguments) == (here.value.id, here.value.arguments)


def test_other_threads_have_their_turn_while_a_hostile_file_is_read() -> None:
    done = Event()

    def read() -> None:
        with pytest.raises(ListFault):
            read_apart(gzip.compress(b"<myanimelist><!--" + bytes([97]) * (20 * MEGABYTE), 1), "list.xml")
        done.set()

    thread, start = Thread(target=read), perf_counter()
    thread.start()
    turns = 0
    while not done.wait(0.005):
        turns += 1
    thread.join()
    # Read in this process, it leaves hardly any.
    assert turns > (perf_counter() - start) / 0.05


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST_SECONDS", 0.001)
    with pytest.raises(ListFault) as fault:
        read_apart(mal_xml().encode(), "list.xml")
    assert fault.value.id == ListProblem.TOO_MANY


def test_a_reader_that_dies_is_no_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "__name__", "bot.lists.nothing")
    with pytest.raises(subprocess.CalledProcessError):
        read_apart(mal_xml().encode(), "list.xml")
