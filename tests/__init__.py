"""Tests: mirrors of the tree, walls, journeys, benchmarks."""
