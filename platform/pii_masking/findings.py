"""What is found: kinds of personal data with their words, and where in the text one stands."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of personal data this package claims to cover. The value is the word inside a placeholder."""

    MY_NUMBER = "個人番号"
    NAME = "氏名"
    PHONE = "電話"
    MAIL = "メール"
    ADDRESS = "住所"
    POSTAL_CODE = "郵便番号"
    BIRTH_DATE = "生年月日"
    DRIVING_LICENCE = "運転免許証番号"
    PENSION_NUMBER = "基礎年金番号"
    RESIDENCE_CARD = "在留カード番号"
    PASSPORT = "旅券番号"
    BANK_ACCOUNT = "口座番号"
    CARE_INSURANCE = "介護被保険者番号"
    RESIDENT_RECORD = "住民票コード"
    EMPLOYMENT_INSURANCE = "雇用保険被保険者番号"
    CREDIT_CARD = "クレジットカード番号"
    HEALTH_INSURANCE = "保険者番号"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One piece of personal data: text[start:end] of the text as it was given. Carries no text, so it may be logged."""

    start: int
    end: int
    kind: Kind
    certain: bool = True


@dataclass(frozen=True, slots=True)
class MyNumberFound:
    """A My Number stands in the text: the caller throws the whole message away (番号法 19・20条). Carries no digits.

    `certain` is False when only the check digit or only the wording speaks for it (10 % of all 12-digit numbers pass
    the check digit).
    """

    certain: bool
