"""What the clerk reads when a file is refused, held or only partly read: what, why and the next step."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.ingesting.parsed import FindingKind, WarningCode
from knowledge.ingesting.refused import FailureCode, Refused

__all__ = ["FAILURES", "FINDINGS", "WARNINGS", "Explanation", "FailureCode", "Refused", "WarningCode", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Three sentences for the clerk: what happened, why, and what to do next."""

    what: Promise
    why: Promise
    next_step: Promise


def explain(*, code: str) -> Explanation:
    """The sentences of a FailureCode, FindingKind or WarningCode value; an unknown code is explained as unexpected."""
    by_value = {key.value: told for table in (FAILURES, FINDINGS, WARNINGS) for key, told in table.items()}
    return by_value.get(code, FAILURES[FailureCode.UNEXPECTED])


FAILURES: Mapping[FailureCode, Explanation] = {
    FailureCode.EMPTY: Explanation(
        _("ファイルの中身が空です。"),
        _("0バイト、または空白だけのファイルでした。"),
        _("元のファイルを開いて内容を確かめ、もう一度保存してから取り込んでください。"),
    ),
    FailureCode.TOO_LARGE: Explanation(
        _("ファイルが大きすぎます。"),
        _("1ファイルの上限を超えています。"),
        _("章ごとに分けるか、画像の解像度を下げて保存し直してください。"),
    ),
    FailureCode.WRONG_TYPE: Explanation(
        _("ファイルの種類と名前が合っていません。"),
        _("拡張子が示す種類と、実際の中身が違います。"),
        _("元のアプリで開き、正しい形式で保存し直してください。拡張子だけの変更はしないでください。"),
    ),
    FailureCode.UNSUPPORTED_TYPE: Explanation(
        _("この種類のファイルは取り込めません。"),
        _("取り込めるのは、PDF・Word・Excel・PowerPoint・HTML・Markdown・テキスト・CSVです。"),
        _("上のいずれかの形式で保存し直してください。"),
    ),
    FailureCode.LEGACY_OFFICE: Explanation(
        _("古い形式のOfficeファイルです。"),
        _("doc・xls・ppt 形式は安全に読み取れません。"),
        _("Word・Excel・PowerPointで開き、docx・xlsx・pptx 形式で保存し直してください。"),
    ),
    FailureCode.ICHITARO: Explanation(
        _("一太郎のファイルは取り込めません。"),
        _("一太郎（jtd）形式を読み取る方法がありません。"),
        _("一太郎で開き、PDFまたはWord（docx）形式で保存してから取り込んでください。"),
    ),
    FailureCode.MACROS: Explanation(
        _("マクロを含むファイルです。"),
        _("マクロは不正な動作に使われることがあるため、取り込みません。"),
        _("マクロなしの形式（docx・xlsx・pptx）で保存し直してください。"),
    ),
    FailureCode.ENCRYPTED: Explanation(
        _("パスワードで保護されたファイルです。"),
        _("中身を読み取ることができません。"),
        _("パスワードを解除して保存し直してから取り込んでください。"),
    ),
    FailureCode.BROKEN: Explanation(
        _("ファイルが壊れています。"),
        _("形式どおりに読み取れませんでした。途中で切れている可能性があります。"),
        _("元のファイルが開けるか確かめ、もう一度保存するか、送り直してもらってください。"),
    ),
    FailureCode.NO_TEXT: Explanation(
        _("文字が見つかりませんでした。"),
        _("読み取れる文章や表がありません。"),
        _("文字を含むファイルかどうか確かめてください。"),
    ),
    FailureCode.SCANNED: Explanation(
        _("画像だけのPDFで、文字を読み取れませんでした。"),
        _("文字認識（OCR）をかけましたが、読める文字が見つかりませんでした。"),
        _("元の文書からPDFを作り直すか、向きと濃さを直して300dpi程度でスキャンし直してください。"),
    ),
    FailureCode.OCR_MISSING: Explanation(
        _("画像だけのPDFです。このサーバーには、文字認識（OCR）が入っていません。"),
        _("紙をスキャンしたもので文字の情報がなく、画像から読み取る準備もありません。"),
        _("文字の入ったPDFを作り直すか、管理者に文字認識（tesseract-ocr と日本語データ）の導入を頼んでください。"),
    ),
    FailureCode.OCR_TOO_LONG: Explanation(
        _("文字認識（OCR）が必要なページが多すぎます。"),
        _("画像から読み取るページの数が、1ファイルの上限を超えています。"),
        _("章ごとに分けて取り込むか、文字の入ったPDFを作り直してください。"),
    ),
    FailureCode.UNREADABLE_CHARSET: Explanation(
        _("文字コードを判別できません。"),
        _("UTF-8・Shift_JIS（CP932）・EUC-JP・JISのいずれとしても正しく読めませんでした。"),
        _("「UTF-8」または「Shift_JIS」を選んで保存し直してください。"),
    ),
    FailureCode.ZIP_BOMB: Explanation(
        _("展開すると異常に大きくなるファイルです。"),
        _("圧縮率・展開後の大きさ・入れ子の深さのいずれかが上限を超えています。"),
        _("信頼できる元のファイルを開き、保存し直してください。心当たりがない場合は情報担当に知らせてください。"),
    ),
    FailureCode.PIXEL_BOMB: Explanation(
        _("画像またはページが異常に大きいファイルです。"),
        _("縦横の大きさが上限を超えています。"),
        _("A3以下の大きさに直して保存し直してください。"),
    ),
    FailureCode.TOO_MANY_PAGES: Explanation(
        _("ページ数が多すぎます。"),
        _("1ファイルのページ数の上限を超えています。"),
        _("章ごとに分けて取り込んでください。"),
    ),
    FailureCode.TOO_MUCH_TEXT: Explanation(
        _("文字の量が多すぎます。"),
        _("1ファイルから読み取る文字数の上限を超えています。"),
        _("ファイルを分けて取り込んでください。"),
    ),
    FailureCode.NO_QUESTION_COLUMN: Explanation(
        _("「質問」の列が見つかりません。"),
        _("1行目の見出しに、質問を表す列がありませんでした。"),
        _("1行目に「質問」と「回答」の見出しを置くか、取り込み画面で列を選んでください。"),
    ),
    FailureCode.NO_ANSWER_COLUMN: Explanation(
        _("「回答」の列が見つかりません。"),
        _("1行目の見出しに、回答を表す列がありませんでした。"),
        _("1行目に「質問」と「回答」の見出しを置くか、取り込み画面で列を選んでください。"),
    ),
    FailureCode.NO_FAQ_ROWS: Explanation(
        _("取り込めるFAQがありません。"),
        _("質問と回答の両方が入った行が1つもありませんでした。"),
        _("質問と回答が入っているか確かめてください。"),
    ),
    FailureCode.TIMED_OUT: Explanation(
        _("読み取りに時間がかかりすぎました。"),
        _("1ファイルあたりの時間の上限を超えました。"),
        _("ファイルを分けて取り込んでください。"),
    ),
    FailureCode.OUT_OF_MEMORY: Explanation(
        _("読み取りに必要なメモリが上限を超えました。"),
        _("図や表が非常に多い、または大きいファイルです。"),
        _("ファイルを分けるか、画像を減らして保存し直してください。"),
    ),
    FailureCode.PARSER_CRASHED: Explanation(
        _("読み取りの途中で処理が止まりました。"),
        _("ファイルの構造が特殊か、壊れている可能性があります。他の文書には影響ありません。"),
        _("元のアプリで開き、保存し直してから取り込んでください。"),
    ),
    FailureCode.FILE_MISSING: Explanation(
        _("保存されたファイルが見つかりません。"),
        _("受け取ったあとに消されたか、保存場所に届きません。"),
        _("もう一度取り込んでください。続く場合は管理者に知らせてください。"),
    ),
    FailureCode.MY_NUMBER: Explanation(
        _("個人番号（マイナンバー）が含まれています。"),
        _("個人番号を保存することは法律で制限されているため、ファイルを破棄しました。"),
        _("個人番号を取り除いたファイルを取り込んでください。"),
    ),
    FailureCode.EMBEDDING_FAILED: Explanation(
        _("検索用の索引を作れませんでした。"),
        _("埋め込みの処理に失敗しました。"),
        _("しばらくしてから「再試行」を押してください。続く場合は接続設定を確かめてください。"),
    ),
    FailureCode.CANCELLED: Explanation(
        _("取り込みを中止しました。"),
        _("担当者が中止を選びました。"),
        _("必要なら、もう一度取り込んでください。"),
    ),
    FailureCode.UNEXPECTED: Explanation(
        _("予期しない誤りが起きました。"),
        _("プログラムの不具合の可能性があります。"),
        _("「再試行」を押してください。続く場合は、表示された受付番号を管理者に伝えてください。"),
    ),
}

FINDINGS: Mapping[FindingKind, Explanation] = {
    FindingKind.HIDDEN_TEXT: Explanation(
        _("目に見えない文字があります。"),
        _("白い文字、極端に小さい文字、画面に表示されない文字などが含まれています。"),
        _("内容を確かめ、不要なら元のファイルから消して取り込み直してください。"),
    ),
    FindingKind.INSTRUCTION_LIKE: Explanation(
        _("AIへの命令のような文があります。"),
        _("AIの動作を変えようとする文が文書に紛れている可能性があります。"),
        _("該当箇所を読み、文書として正しい内容なら「承認」、そうでなければ「却下」を選んでください。"),
    ),
    FindingKind.INVISIBLE_CHARACTERS: Explanation(
        _("見えない制御文字があります。"),
        _("幅のない文字や、文字の並びを逆にする文字が含まれています。"),
        _("元のファイルで該当箇所を入力し直すか、内容を確かめて承認してください。"),
    ),
    FindingKind.HIDDEN_SHEET: Explanation(
        _("非表示のシート・行・列・スライドがあります。"),
        _("画面に出ない部分は取り込みません。"),
        _("必要なら表示に戻して保存し、取り込み直してください。"),
    ),
    FindingKind.MACROS: FAILURES[FailureCode.MACROS],
    FindingKind.WRONG_TYPE: FAILURES[FailureCode.WRONG_TYPE],
    FindingKind.PERSONAL_DATA: Explanation(
        _("個人情報と思われる文字があります。"),
        _("氏名・住所・電話番号などが含まれている可能性があります。"),
        _("公開してよい情報か確かめ、よければ「承認」、そうでなければ「却下」を選んでください。"),
    ),
    FindingKind.MY_NUMBER: FAILURES[FailureCode.MY_NUMBER],
}

WARNINGS: Mapping[WarningCode, Explanation] = {
    WarningCode.CHARSET_GUESSED: Explanation(
        _("文字コードを推定して読み取りました。"),
        _("ファイルに文字コードの指定がありませんでした。"),
        _("文字化けがないか確かめてください。"),
    ),
    WarningCode.PAGES_WITHOUT_TEXT: Explanation(
        _("文字のないページがあります。"),
        _("画像だけのページで、文字認識（OCR）でも文字が見つかりませんでした。"),
        _("写真や図だけのページなら、このままでかまいません。文字があるページなら、スキャンし直してください。"),
    ),
    WarningCode.READ_BY_OCR: Explanation(
        _("文字認識（OCR）で読み取ったページがあります。"),
        _("画像だけのページを文字にしました。読み間違いが残ることがあります。"),
        _("日付・金額・電話番号を、元のページと見比べてください。"),
    ),
    WarningCode.OCR_UNSURE: Explanation(
        _("文字認識（OCR）の結果が不確かなページがあります。"),
        _(
            "細かい数字の表・かすれ・傾き・手書きなどで、確かに読めた部分が少ないページです。数字が抜けたり違ったりします。"
        ),
        _("元のページと見比べ、違っていれば、もとのExcelか文字の入ったPDFに差し替えてください。"),
    ),
    WarningCode.OCR_NOT_THERE: Explanation(
        _("画像だけのページを読み取っていません。"),
        _("このサーバーには文字認識（OCR）が入っていません。"),
        _("文字の入ったPDFに差し替えるか、管理者に文字認識（tesseract-ocr と日本語データ）の導入を頼んでください。"),
    ),
    WarningCode.ROWS_SKIPPED: Explanation(
        _("取り込まなかった行があります。"),
        _("質問または回答が空の行でした。"),
        _("該当する行を確かめてください。"),
    ),
    WarningCode.DUPLICATE_QUESTIONS: Explanation(
        _("同じ質問が2回以上あります。"),
        _("先に出てきた行だけを取り込みました。"),
        _("どちらの回答が正しいか確かめてください。"),
    ),
    WarningCode.BAD_DATES: Explanation(
        _("読み取れない日付があります。"),
        _("有効期限の書き方が日付として読めませんでした。期限なしとして扱います。"),
        _("「2027-03-31」や「令和9年3月31日」の形に直してください。"),
    ),
    WarningCode.HIDDEN_SHEET_SKIPPED: FINDINGS[FindingKind.HIDDEN_SHEET],
    WarningCode.TRACKED_CHANGES: Explanation(
        _("変更履歴が残っています。"),
        _("変更をすべて反映した状態で読み取りました。"),
        _("確定前の内容が含まれていないか確かめてください。"),
    ),
    WarningCode.NO_TITLE: Explanation(
        _("題名が見つかりませんでした。"),
        _("ファイル名を題名にしました。"),
        _("必要なら題名を直してください。"),
    ),
    WarningCode.CELLS_CUT: Explanation(
        _("長すぎる表の一部を読み取っていません。"),
        _("行または列の数が上限を超えています。"),
        _("表を分けて取り込んでください。"),
    ),
    WarningCode.GARBAGE_TABLE: Explanation(
        _("ごみの分別表か収集日の表のようです。"),
        _("文書のままでは、「なべは何ごみ」「次の収集日」に表の行で答えられません。"),
        _("「ごみ」の画面から登録してください。登録したら、この文書は取り下げてかまいません。"),
    ),
}
