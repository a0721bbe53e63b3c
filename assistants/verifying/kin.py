"""Verbs that are one word in another form: 取れる and 取る, 開ける and 開く, 始まる and 始める, 急ぎ and 急ぐ."""

from typing import Final

_E_TO_U: Final = dict(zip("えけげせてねべめれ", "うくぐすつぬぶむる", strict=True))
_I_TO_U: Final = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_A_TO_E: Final = dict(zip("あかがさたなばまら", "えけげせてねべめれ", strict=True))
_SHORTEST: Final = 2


def kin_of(*, word: str) -> tuple[str, ...]:
    """Other dictionary forms of the same verb, whether or not they are words; the caller looks which stand there.

    The form that can (取れる), the pair of which one acts and one is acted on (始める, 始まる), the noun (急ぎ).
    """
    if len(word) < _SHORTEST:
        return ()
    stem, last = word[:-1], word[-1]
    if last in _I_TO_U:
        return (stem + _I_TO_U[last],)
    if last != "る":
        return tuple(stem + e + "る" for e, u in _E_TO_U.items() if u == last)
    before = stem[-1]
    if before in _E_TO_U:
        acted_on = [stem[:-1] + a + "る" for a, e in _A_TO_E.items() if e == before]
        return (stem[:-1] + _E_TO_U[before], *acted_on)
    if before in _A_TO_E:
        return (stem[:-1] + _A_TO_E[before] + "る", stem + "れる")
    return (stem + "れる",)
