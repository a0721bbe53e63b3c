"""What a shared thing becomes in the town, in a sentence for whoever takes it over."""

from django.utils.translation import gettext as _

from assistants.public import topic_of_set
from templates.adopting.parts import QUESTIONS
from templates.adopting.preview import ItemPage
from templates.models import Kind


def becomes(*, page: ItemPage) -> str:
    """Where the copy will stand and who sees it; one query for an evaluation set."""
    match page.item.kind:
        case Kind.PROMPT:
            return _("町のひな形になり、職員がすぐに使えます。")
        case Kind.FAQ:
            return _("FAQのひな形になります。提案にして承認されるまで、住民への回答には使われません。")
        case Kind.GUIDE:
            return _("手順案内の下書きになります。公開するまで、住民には見えません。")
        case Kind.TEXT:
            return _("「ガイドライン・方針」の1件になります。WordやPDFにでき、知識に入れることもできます。")
        case Kind.EVALUATION if page.content:
            topic = topic_of_set(topic=page.content["topic"], questions=page.content[QUESTIONS])
            told = _("評価用の質問の「%(topic)s」に加わります。町にすでにある質問は、町のもののまま残ります。")
            return told % {"topic": topic}
    return ""
