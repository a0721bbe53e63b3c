"""Tips of the day and the steps of the tour, as data: one tip a page that many do not find by themselves."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from tenants.public import Tip, TourStep

TOUR: Final = (
    TourStep(
        1,
        _("町の資料に聞く"),
        _("「調べもの」に質問を書くと、町の資料から出典つきで答えます。条文そのものは「専門書・例規」で引けます。"),
        _("調べものを開く"),
        "assistants:inquiries",
        "search",
        "ai.use",
    ),
    TourStep(
        2,
        _("ひな形で書き、下書きで確かめる"),
        _("欄を埋めると、AIに頼む文ができます。できた文は下書きに取り込み、数字・名前・用字を確かめてから使います。"),
        _("ひな形を選ぶ"),
        "assistants:prompts",
        "documents",
        "drafts.write",
    ),
    TourStep(
        3,
        _("どこからでも探す"),
        _("Ctrl+K（Macは⌘K）か画面上の「探す・移動」で、ページ・ひな形・下書きを名前で開けます。"),
        _("探す・移動を開く"),
        "tenants:find",
        "book",
        "knowledge.read",
    ),
)
_TIPS: Final = (
    Tip(
        _("条や項が分かっているときは、「手数料条例　第3条」のように入れると、その条が最初に出ます。"),
        _("専門書・例規を引く"),
        "assistants:references",
        "knowledge.read",
    ),
    Tip(
        _("よく引く条文は、検索ごと保存できます。次に開くと、新しく加わったものに印が付きます。"),
        _("専門書・例規を引く"),
        "assistants:references",
        "knowledge.read",
    ),
    Tip(
        _("役に立った出典に「役に立った」を付けると、同じ課の人が探したときに少し上に出ます。"),
        _("専門書・例規を引く"),
        "assistants:references",
        "knowledge.read",
    ),
    Tip(
        _("調べものは、選んだ文書だけから答えさせることができます。計画や手引きを1冊だけ読ませたいときに使います。"),
        _("調べものを開く"),
        "assistants:inquiries",
        "ai.use",
    ),
    Tip(
        _("調べものに手元のファイルを付けると、その内容も合わせて答えます。ファイルは調べものと一緒に消えます。"),
        _("調べものを開く"),
        "assistants:inquiries",
        "ai.use",
    ),
    Tip(
        _("ひな形の☆を押すと、ホームの「お気に入り」に並びます。"),
        _("ひな形を選ぶ"),
        "assistants:prompts",
        "drafts.write",
    ),
    Tip(
        _("外したひな形は、一覧の「外したもの」からいつでも元に戻せます。"),
        _("ひな形を選ぶ"),
        "assistants:prompts",
        "drafts.write",
    ),
    Tip(
        _("下書きは、前の版と比べたり、前の版に戻したりできます。書きかけも自動で残ります。"),
        _("下書きを開く"),
        "assistants:drafts",
        "drafts.write",
    ),
    Tip(
        _("公用文の確認は、下書きにしなくても、文を貼り付けるだけで使えます。"),
        _("公用文を確かめる"),
        "assistants:proofread",
        "texts.check",
    ),
    Tip(
        _("Ctrl+K（Macは⌘K）を押すと、どのページからでも、ひな形や下書きを名前で開けます。"),
        _("探す・移動を開く"),
        "tenants:find",
        "home.see",
    ),
)


def tips() -> tuple[Tip, ...]:
    """All tips of the assistants."""
    return _TIPS
