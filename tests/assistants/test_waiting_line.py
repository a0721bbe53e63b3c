"""Few questions are prepared at once; who came first goes first, and a slow database keeps nobody for ever."""

import asyncio

from assistants import waiting_line
from assistants.waiting_line import AT_ONCE, in_line


def test_no_more_than_the_places_are_taken_and_the_first_go_first():
    inside, most, order = 0, 0, []

    async def one(number):
        nonlocal inside, most
        async with in_line():
            inside += 1
            most = max(most, inside)
            order.append(number)
            await asyncio.sleep(0)
            inside -= 1

    async def all_of_them():
        await asyncio.gather(*(one(number) for number in range(20)))

    asyncio.run(all_of_them())
    assert most == AT_ONCE
    assert order == list(range(20))


def test_a_place_is_given_back_after_an_error_and_a_long_wait_ends(monkeypatch):
    monkeypatch.setattr(waiting_line, "LONGEST_WAIT_SECONDS", 0.01)
    passed = []

    async def fails():
        async with in_line():
            raise ValueError

    async def blocked():
        for _each in range(AT_ONCE):
            await asyncio.gather(fails(), return_exceptions=True)
        held = [in_line() for _each in range(AT_ONCE)]
        for each in held:
            await each.__aenter__()
        async with in_line():
            passed.append("without a place")
        for each in held:
            await each.__aexit__(None, None, None)

    asyncio.run(blocked())
    assert passed == ["without a place"]
