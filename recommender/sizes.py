"""The model's dimensions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TowerSizes:
    """The model's dimensions.

    Attributes:
        titles: N, how many titles have a row of their own.
        profile: width of the user tower's `profile` input.
        content: width of the item tower's `content` input.
        width: D, length of the vectors whose product is the score.
        rating_width: length of the vectors whose product is the personal part of the expected rating.
        hidden: units of each hidden layer of the user tower.
        history_dropout: share of the summed history that training leaves out.
        hidden_dropout: share of the hidden units that training leaves out.
        title_dropout: share of the titles that one step of training knows by their content alone.
    """

    titles: int
    profile: int
    content: int
    width: int = 128
    rating_width: int = 32
    hidden: int = 256
    history_dropout: float = 0.3
    hidden_dropout: float = 0.3
    title_dropout: float = 0.2
