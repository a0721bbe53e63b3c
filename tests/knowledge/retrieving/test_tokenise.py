"""The words that search works with."""

import threading

from knowledge.retrieving.normalise import normalise
from knowledge.retrieving.tokenise import CHUNK_CHARACTERS, terms, tokens


def test_content_words_come_in_their_normal_form() -> None:
    assert terms(text="引越しの手続は、どこでしますか") == ["引っ越し", "手続き", "為る"]
    assert terms(text="サーバとｻｰﾊﾞｰ") == ["サーバー", "サーバー"]


def test_numbers_and_letters_stay_and_signs_go() -> None:
    assert terms(text="電話0999-10-1102（Wi-Fi）。") == ["電話", "0999", "10", "1102", "wi-fi"]
    assert terms(text="三千五百円、２万５千円") == ["3500", "円", "25000", "円"]
    assert terms(text="、。！？　\n") == []


def test_places_of_words_point_into_the_search_copy() -> None:
    text = "令和５年４月１日から住民票の写しを交付します。"
    plain = normalise(text=text)
    assert all(plain[token.begin : token.end] == token.surface for token in tokens(text=text))


def test_a_text_beyond_the_limit_of_the_tokeniser_is_cut_at_sentences() -> None:
    sentence = "住民票の写しを交付します。"
    text = sentence * (4 * CHUNK_CHARACTERS // len(sentence))
    count = len(text) // len(sentence)
    assert terms(text=text) == terms(text=sentence) * count
    assert sum(len(token.surface) for token in tokens(text="猫" * 60_000)) == 60_000


def test_threads_do_not_disturb_each_other() -> None:
    text = "子どもの予防接種の予約をしたい"
    expected, wrong = terms(text=text), []

    def work() -> None:
        wrong.extend(1 for _ in range(200) if terms(text=text) != expected)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
