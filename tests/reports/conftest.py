"""The world counted by hand, made once for the tests of a module."""

from __future__ import annotations

import copy

import pytest

from .world import World, make_world


@pytest.fixture(scope="module")
def made_world(lasting: None) -> World:
    return make_world()


@pytest.fixture
def world(made_world: World, db: None) -> World:
    """The world as it was made; what a test changes in it is taken back."""
    return copy.deepcopy(made_world)
