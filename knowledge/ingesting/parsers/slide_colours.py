"""What colours a slide is painted in, as far as the file says so plainly."""

import colorsys
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

# A plain colour in red, green and blue; () is painted, but not plainly (a picture, a gradient); None is not painted.
Paint = tuple[int, ...] | None
Palette = Mapping[str, Paint]
UNSURE: Final[Paint] = ()
_WHITE: Final[Paint] = (255, 255, 255)
_FILLS: Final = tuple(map(qn, ("a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")))
_FULL: Final = 100_000
_FIRST_STYLE: Final = "1001"  # of a theme's backgrounds: the plain colour
_LINEAR: Final = 0.04045
_NEAR: Final = 1.2  # a contrast of 1 is one colour; grey letters that somebody reads have more


def palette_of(*, slide: Any) -> Palette:
    """The theme's colours by their names; empty when the slide exchanges them for its own, or there is no theme."""
    master = slide.slide_layout.slide_master
    if any(each.find(f".//{qn('a:overrideClrMapping')}") is not None for each in _layers(slide)[:2]):
        return {}
    reader = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, reader)
    except (KeyError, etree.XMLSyntaxError):
        return {}
    named = {etree.QName(each).localname: plain(each, {}) for each in theme.findall(f".//{qn('a:clrScheme')}/*")}
    mapping = master._element.find(qn("p:clrMap"))  # noqa: SLF001 - python-pptx has no other way to ask
    meant = mapping.attrib.items() if mapping is not None else ()
    return named | {word: named.get(name, UNSURE) for word, name in meant}


def plain(holder: Any, palette: Palette) -> Paint:
    """The colour in an element such as a:solidFill; UNSURE when it is changed in ways that are not followed."""
    colour = next(iter(holder), None)
    if colour is None:
        return UNSURE
    kind, value = etree.QName(colour).localname, colour.get("lastClr") or colour.get("val") or ""
    found = palette.get(value, UNSURE) if kind == "schemeClr" else _read(value) if kind != "prstClr" else _preset(value)
    for change in colour if found else ():
        name, written = etree.QName(change).localname, change.get("val") or ""
        if name not in ("lumMod", "lumOff", "alpha") or not written.isdecimal():
            return UNSURE
        found = _lightened(found, name, int(written) / _FULL)
    return found


def fill_of(properties: Any, palette: Palette) -> Paint:
    """How an element that may hold a fill is painted; None without one, and with a:noFill."""
    if properties is None:
        return None
    solid = properties.find(qn("a:solidFill"))
    if solid is not None:
        return plain(solid, palette)
    return UNSURE if any(properties.find(each) is not None for each in _FILLS) else None


def background_of(*, slide: Any, palette: Palette) -> Paint:
    """The slide's own background, else its layout's, else the master's, else white."""
    for layer in _layers(slide):
        ground = layer.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is None:
            continue
        named = ground.find(qn("p:bgRef"))
        if named is not None:
            return plain(named, palette) if named.get("idx") == _FIRST_STYLE else UNSURE
        return fill_of(ground.find(qn("p:bgPr")), palette) or UNSURE
    return _WHITE


def is_alike(one: Paint, other: Paint) -> bool:
    """Whether letters in one colour on the other cannot be told from it. Never when a colour is not sure."""
    if not one or not other:
        return False
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _NEAR


def _layers(slide: Any) -> list[Any]:
    layout = slide.slide_layout
    return [each._element for each in (slide, layout, layout.slide_master)]  # noqa: SLF001 - python-pptx has no other way to ask


def _read(value: str) -> Paint:
    try:
        return tuple(bytes.fromhex(value)) if len(value) == len("ffffff") else UNSURE
    except ValueError:
        return UNSURE


def _preset(value: str) -> Paint:
    return {"white": _WHITE, "black": (0, 0, 0)}.get(value, UNSURE)


def _lightened(colour: Paint, name: str, share: float) -> Paint:
    if not colour or name == "alpha":
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = min(light * share if name == "lumMod" else light + share, 1.0)
    return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full))


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (each / 12.92 if each <= _LINEAR else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
