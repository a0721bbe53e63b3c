"""What people call kinds of garbage, whatever the town's own name for them is."""

from functools import lru_cache
from typing import Final

from knowledge.sorting.fold import fold

# The keys are also the words of open calendar data (japan-gomi-data, schema/categories.yaml).
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "burnable": (
        "可燃ごみ", "燃えるごみ", "燃やすごみ", "燃やせるごみ", "もえるごみ", "もやすごみ", "もやせるごみ", "可燃",
        "燃えるやつ", "普通ごみ",
    ),
    "non_burnable": (
        "不燃ごみ", "燃えないごみ", "燃やさないごみ", "燃やせないごみ", "もえないごみ", "もやさないごみ",
        "もやせないごみ", "不燃", "埋立ごみ",
    ),
    "kitchen": ("生ごみ", "なまごみ"),
    "plastic": (
        "プラスチック資源", "プラスチック製容器包装", "容器包装プラスチック", "プラスチックごみ", "プラごみ",
        "プラスチック", "プラ", "容器包装",
    ),
    "pet_bottle": ("ペットボトル", "ペット"),
    "beverage_can": ("空き缶", "缶", "カン", "かん", "あきかん"),
    "glass_bottle": ("空きびん", "びん", "ビン", "瓶", "あきびん", "空き瓶"),
    "paper_cloth": ("古紙・布類", "古紙", "紙類", "紙ごみ", "古布", "布類", "古着"),
    "paper": ("古紙類", "新聞", "雑誌"),
    "cardboard": ("段ボール", "ダンボール"),
    "oversized": ("粗大ごみ", "粗大", "そだいごみ"),
    "hazardous": ("有害ごみ", "危険ごみ", "有害・危険ごみ", "有害"),
    "small_appliance": ("小型家電", "小型家電・金属", "金属"),
    "resource": ("資源ごみ", "資源", "資源物", "リサイクルごみ"),
}  # fmt: skip
LABELS: Final = {
    "burnable": "可燃ごみ",
    "non_burnable": "不燃ごみ",
    "kitchen": "生ごみ",
    "plastic": "プラスチック",
    "pet_bottle": "ペットボトル",
    "beverage_can": "缶",
    "glass_bottle": "びん",
    "paper_cloth": "古紙・布類",
    "oversized": "粗大ごみ",
    "hazardous": "有害ごみ",
}
_RECYCLED: Final = frozenset(
    ("plastic", "pet_bottle", "beverage_can", "glass_bottle", "paper_cloth", "paper", "cardboard")
)
_EXACT: Final = frozenset(("ペット", "プラ", "金属", "有害", "資源", "可燃", "不燃", "粗大", "かん", "カン"))


@lru_cache(maxsize=4_000)
def families_of(*, name: str) -> frozenset[str]:
    """The families a category of that name belongs to: 「びん・缶・ペットボトル」 to three, and to 資源ごみ."""
    key = fold(text=name)
    if "粗大" in key:  # 「可燃性粗大ごみ」 is not put out with the burnable
        return frozenset(("oversized",))
    found = {
        family for family, words in FAMILIES.items() for word in words if word not in _EXACT and fold(text=word) in key
    }
    if found & _RECYCLED:
        found.add("resource")
    return frozenset(found)


@lru_cache(maxsize=4_000)
def families_named(*, word: str) -> frozenset[str]:
    """The families for which a word of a question stands; empty for any other word."""
    key = fold(text=word)
    return frozenset(family for family, words in FAMILIES.items() if key in {fold(text=each) for each in words})
