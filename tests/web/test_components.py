"""Tags of the page frame."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from selectolax.lexbor import LexborHTMLParser

from web.components.icons import UnknownIcon
from web.components.ways import Step, Tab
from web.pagination import pages_of


def draw(source: str, **context) -> str:
    return Template("{% load web %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil %}",
        "{% link_button evil evil %}",
        "{% badge evil %}",
        "{% empty_state evil evil %}",
        "{% stat_tile evil evil evil evil %}",
        "{% description_list pairs %}",
        "{% progress evil 3 note=evil %}",
        "{% card evil evil %}{% endcard %}",
        "{% banner 'info' evil %}{{ evil }}{% endbanner %}",
        "{% disclosure evil %}{% enddisclosure %}",
        "{% dialog 'x' evil %}{% enddialog %}",
        "{% group evil %}{% endgroup %}",
        "{% table evil %}{% endtable %}",
        "{% breadcrumb evil evil evil %}",
        "{% tabs tabs evil %}",
        "{% steps steps label=evil %}",
        "{% search_box evil hint=evil %}",
        "{% button 'a' title=evil %}",
    ],
)
def test_words_from_people_are_escaped_everywhere(source):
    evil = '"><script>alert(1)</script>'
    drawn = draw(
        source, evil=evil, pairs=[(evil, evil)], tabs=[Tab(evil, evil)], steps=[Step(evil, url=evil, note=evil)]
    )
    assert LexborHTMLParser(drawn).css("script") == []
    assert "alert(1)" in drawn


def test_an_unknown_icon_is_a_bug():
    with pytest.raises(UnknownIcon):
        draw("{% icon 'nothing-like-it' %}")


def test_an_icon_is_decoration_unless_it_has_a_name():
    assert 'aria-hidden="true"' in draw("{% icon 'home' %}")
    assert 'role="img" aria-label="ホーム"' in draw("{% icon 'home' 'ホーム' %}")


def test_extra_keywords_become_attributes():
    assert draw("{% button '送る' hx_post='/x/' data_close=True name='' %}").startswith(
        '<button type="submit" class="button button--primary button--medium" hx-post="/x/" data-close>'
    )


def test_progress_asks_again_only_while_there_is_something_to_ask():
    assert 'hx-trigger="every 1s"' in draw("{% progress '取込' 40 poll='/p/' %}")
    assert "hx-" not in draw("{% progress '取込' 100 %}")
    assert 'aria-valuenow="40"' in draw("{% progress '取込' 40 %}")
    assert "aria-valuenow" not in draw("{% progress '取込' %}")


def test_pagination_keeps_the_rest_of_the_query_and_hides_when_one_page_is_enough():
    request = RequestFactory().get("/?q=ごみ&page=2")
    drawn = draw("{% pagination pages %}", request=request, pages=pages_of(number="2", total=100))
    assert 'href="?q=%E3%81%94%E3%81%BF&amp;page=3"' in drawn
    assert 'aria-current="page" href="?q=%E3%81%94%E3%81%BF&amp;page=2"' in drawn
    assert "全100件中 21～40件" in drawn
    assert draw("{% pagination pages %}", request=request, pages=pages_of(number="1", total=5)).strip() == ""


@pytest.mark.parametrize(
    ("query", "order", "next_sort"),
    [
        ("", "none", "sort=title"),
        ("sort=title", "ascending", "sort=-title"),
        ("sort=-title", "descending", "sort=title"),
    ],
)
def test_a_sorting_head_says_the_order_and_turns_it(query, order, next_sort):
    drawn = draw("{% sort_header '件名' 'title' %}", request=RequestFactory().get(f"/?{query}&page=3"))
    assert f'aria-sort="{order}"' in drawn
    assert f'href="?{next_sort}"' in drawn


def test_a_step_says_its_state_in_words():
    drawn = draw(
        "{% steps steps %}", steps=[Step("基本情報", "done"), Step("知識", "problem"), Step("公開", "current")]
    )
    assert [word for word in ("完了", "確認が必要", "いまここ") if word in drawn] == ["完了", "確認が必要", "いまここ"]
    assert drawn.count('aria-current="step"') == 1


def test_the_last_word_of_a_breadcrumb_is_the_page_itself():
    drawn = draw("{% breadcrumb 'ホーム' '/' '文書' '/d/' 'ごみ' %}")
    assert drawn.count("<a ") == 2
    assert '<span aria-current="page">ごみ</span>' in drawn
