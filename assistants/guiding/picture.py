"""The tree as a picture and as an outline of words; both say the same."""

from base64 import b64encode
from dataclasses import dataclass
from xml.sax.saxutils import escape

from assistants.guiding.content import Content, Exit

_WIDE, _HIGH, _IN = 460, 34, 28
_MOST_LINES = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline: how deep, by which answer, what stands there; `again` when it stands above already."""

    depth: int
    answer: str
    text: str
    is_result: bool
    again: bool


def outline_of(*, content: Content) -> tuple[Line, ...]:
    """The tree from the start; a step that was shown already is named and not opened again."""
    lines: dict[str, list[Line]] = {"all": []}
    if content.steps:
        _go(content, content.steps[0].key, (0, ""), lines)
    return tuple(lines["all"])


def picture_of(*, lines: tuple[Line, ...]) -> str:
    """An SVG as a data address for <img>; text is escaped, nothing is loaded."""
    rows = "".join(_row(number, line) for number, line in enumerate(lines))
    deep = max((line.depth for line in lines), default=0)
    wide, high = _WIDE + deep * _IN, max(1, len(lines)) * _HIGH + 8
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
    style = '<g font-family="Noto Sans JP, Noto Sans CJK JP, sans-serif" font-size="14">'
    return "data:image/svg+xml;base64," + b64encode(f"{head}{style}{rows}</g></svg>".encode()).decode()


def words_of(*, way: Exit, unit: str) -> str:
    """The condition of a way on, in words."""
    if way.label:
        return way.label
    least = f"{way.at_least}{unit}〜" if way.at_least is not None else ""
    most = f"〜{way.at_most}{unit}" if way.at_most is not None else ""
    return (f"{way.at_least}{most}" if least and most else least or most) or "…"


def _go(content: Content, key: str, at: tuple[int, str], lines: dict[str, list[Line]]) -> None:
    """Add the step `key` under the answer and depth `at`, then what follows it, when it is seen first."""
    step, kept = content.step(key), lines["all"]
    if step is None or len(kept) >= _MOST_LINES:
        return
    again = key in lines
    kept.append(Line(at[0], at[1], step.text or step.key, step.kind == "result", again))
    lines[key] = kept
    if not again:
        for way in step.exits:
            _go(content, way.to, (at[0] + 1, words_of(way=way, unit=step.unit)), lines)


def _row(number: int, line: Line) -> str:
    x, y = 6 + line.depth * _IN, 4 + number * _HIGH
    fill, edge = ("#e6f4ea", "#197a4b") if line.is_result else ("#ffffff", "#264af4")
    words = escape((f"{line.answer} → {line.text}" if line.answer else line.text)[:30])
    join = f'<path d="M{x - 14} {y - 6}v20h14" fill="none" stroke="#666"/>' if line.depth else ""
    dash = ' stroke-dasharray="4 3"' if line.again else ""
    return (
        f'{join}<rect x="{x}" y="{y}" width="{_WIDE - 20}" height="26" rx="6" fill="{fill}" stroke="{edge}"{dash}/>'
        f'<text x="{x + 8}" y="{y + 18}" fill="#1a1a1a">{words}</text>'
    )
