"""Who stands at the border: a town with its people, and an operator."""

import pytest

from tests.tenants.operators import operator
from tests.towns import settle


@pytest.fixture
def home(towns):
    """The first town, its people, and an operator of its consortium."""
    return towns[0], settle(towns[0]), operator(consortium="試験協議会")
