"""Franchises and their order: which titles belong together, and which should be seen before which."""

from __future__ import annotations

from recommender.series.order import Kind
from recommender.series.relations import Relations, RelationsError, read_relations
from recommender.series.series import Series, work_out_series

__all__ = ["Kind", "Relations", "RelationsError", "Series", "read_relations", "work_out_series"]
