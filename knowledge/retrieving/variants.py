"""Letters that are another shape of the same letter, for the search copy."""

# Radicals that PDF fonts map to and NFKC leaves alone (U+2E80–2EFF), where the shape is a letter of its own.
RADICALS = dict(
    zip(
        "⺒⺝⺟⺠⺧⺩⺫⺬⺯⺷⺸⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲",
        "巳月母民牛王目示糸羊羊月臼虎西見角貝車長長門雨青食食食食頁馬骨鬼魚鳥麦黄斉斉歯歯竜竜亀亀",
        strict=True,
    )
)

# Old and personal-name shapes → the shape of today (人名・地名 in municipal lists; 常用漢字表 and its 康熙字典体).
# 斎 stays apart from 斉 here, because 斎場 (funeral hall) is a word of its own; the surname is handled below.
KANJI_VARIANTS = dict(
    zip(
        "澤邊邉濱髙﨑嵜嶋嶌齋齊廣國學會櫻榮關寶條澁澀瀧龍縣區戶舘冨檜檢惠圓壽豐鹽"
        "眞德淨顯晉實彥槇莊與黑缺龜峯嶽鷗鷄麵薗蘆渕凬藏團圖體變應氣佛發轉驛聲賣讀醫藥辨辯瓣壹貳參",
        "沢辺辺浜高崎崎島島斎斉広国学会桜栄関宝条渋渋滝竜県区戸館富桧検恵円寿豊塩"
        "真徳浄顕晋実彦槙荘与黒欠亀峰岳鴎鶏麺園芦淵風蔵団図体変応気仏発転駅声売読医薬弁弁弁一二三",
        strict=True,
    )
)
SURNAME_VARIANTS = {"斎藤": "斉藤", "斎籐": "斉藤"}
