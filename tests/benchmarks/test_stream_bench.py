"""The figures of `bench stream`: each stream against the moment in which the model ended its own first sentence."""

from yuimachi.benching.residents import Asked
from yuimachi.benching.spoken import number_in, numbered
from yuimachi.benching.stream import Step, System


def test_a_stream_is_known_again_by_its_number() -> None:
    assert number_in(text=f"資料\n\n質問\n{numbered(question='粗大ごみは', number=12)}") == "12"
    assert number_in(text="粗大ごみは") == ""


def test_a_stream_is_late_only_by_what_came_after_its_own_model() -> None:
    asked = [Asked(1.5, 3.0, "", 101.5, "1"), Asked(2.5, 4.0, "", 102.5, "2"), Asked(0.0, 1.0, "broken", 0.0, "3")]
    step = Step(asked, {"1": 101.4, "2": 102.2}, seconds=4.0, cpu=0.6, rss=300.0)
    row = step.row(System("product", lambda: lambda: asked[0]), 3, own=1.2)
    assert (row["first_sentence_p50_ms"], row["first_sentence_p95_ms"]) == (300.0, 300.0)
    assert (row["errors"], row["first_error"]) == (1, "broken")
    assert row["cpu_seconds_per_stream"] == 0.2
    assert row["streams_per_second"] == 0.75
