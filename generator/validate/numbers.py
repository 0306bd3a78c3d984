"""Numbers and sums of money as people write them, and as a data file needs them."""

from __future__ import annotations

import re

from generator.load import RawScalar, shown
from generator.model.shapes import NumberShape

_CURRENCIES = {"\u20ac": "EUR", "\u00a3": "GBP", "$": "USD", "\u00a5": "JPY"}
_SIGN = "".join(_CURRENCIES)

_WRITTEN = re.compile(
    rf"(?P<about>[~\u2248<>]\s*)?(?P<sign>[{_SIGN}])?\s*"
    r"(?P<number>[-+]?[0-9](?:[0-9.,'\u2019 \xa0\u202f]*[0-9])?)\s*"
    r"(?P<unit>(?!-\s*[0-9])[^\s0-9.,:\u2013].*|[.,;]+)?"
)
_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
#: One comma, which many languages write for the decimal point; before three digits it parts thousands.
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,(?![0-9]{3}\Z)[0-9]+")
_THOUSANDS = re.compile(
    r"[-+]?[0-9]{1,3}(?:"
    r"(?:,[0-9]{3})+(?:\.[0-9]+)?|(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"
    r"|(?:['\u2019 \xa0\u202f][0-9]{3})+(?:[.,][0-9]+)?)"
)
_DECIMALS = re.compile(r"[.,](?P<part>[0-9]+)\Z")
_BASIS = re.compile(r"(?:an?|per|each|every|/)\s*(?P<unit>hour|day|week|month|quarter|year)")
_CODE = re.compile(r"[A-Z]{3}")

#: What people write for noughts.
_MULTIPLES = {
    **dict.fromkeys(("k", "thousand"), 1_000),
    **dict.fromkeys(("mn", "mio", "million", "millions"), 1_000_000),
    **dict.fromkeys(("bn", "billion", "billions"), 1_000_000_000),
}
#: A million, a metre or a minute; of money a million.
_AMBIGUOUS = "m"


def number_slip(raw: RawScalar, shape: NumberShape) -> str:
    """How the number in a text is written; empty where there is none that its field could hold."""
    match = _WRITTEN.fullmatch(raw.text.strip())
    digits = _digits(match["number"]) if match else None
    # A likelihood of "60%" is not mended by writing 60: what does not fit either is no advice.
    if match is None or digits is None or not fits(float(digits), shape):
        return ""
    unit = (match["unit"] or "").strip().lower()
    if unit in _MULTIPLES or unit == _AMBIGUOUS:
        whole = _in_full(digits, unit)
        is_sure = unit in _MULTIPLES or match["sign"]
        return f"Write the number in full: {whole}" if is_sure and fits(float(whole), shape) else ""
    if _DECIMAL_COMMA.fullmatch(match["number"]):
        return f"Write it with a decimal point: {shown(digits)}"
    if unit or match["sign"] or match["about"]:
        return f"Write the number alone: {shown(digits)}"
    if raw.quoted:
        return f"Write it without quotes: {shown(digits)}"
    apart = _separator(match["number"])
    return f"Write it without {apart}: {shown(digits)}" if apart else ""


def money_slip(text: str) -> str:
    """A sum in its parts: `\u20ac1.2m` is `{value: 1200000, currency: EUR}`; empty where it is none."""
    match = _WRITTEN.fullmatch(text.strip())
    digits = _digits(match["number"]) if match else None
    if match is None or digits is None:
        return ""
    words = (match["unit"] or "").split()
    value = digits
    if words and words[0].lower() in (*_MULTIPLES, _AMBIGUOUS):
        value = _in_full(digits, words.pop(0).lower())
    currency = _CURRENCIES.get(match["sign"] or "", "")
    if words and not currency and (words[0] in _CURRENCIES or _CODE.fullmatch(words[0])):
        currency = _CURRENCIES.get(words[0], words[0])
        words = words[1:]
    parts = [f"value: {value}", f"currency: {currency or '...'}"]
    if basis := _BASIS.fullmatch(" ".join(words)):
        parts.append(f"basis: {'an' if basis['unit'] == 'hour' else 'a'} {basis['unit']}")
    return f"Write it in parts: `{{{', '.join(parts)}}}`."


def fits(number: float, shape: NumberShape) -> bool:
    """Whether a field may hold the number."""
    if shape.whole and not number.is_integer():
        return False
    return (shape.least is None or number >= shape.least) and (shape.most is None or number <= shape.most)


def _digits(written: str) -> str | None:
    """A number as Python reads it; None where nobody can tell what its commas and points mean."""
    if _PLAIN.fullmatch(written):
        return written
    if _DECIMAL_COMMA.fullmatch(written):
        return written.replace(",", ".")
    if not _THOUSANDS.fullmatch(written):
        return None
    groups = {char for char in written if not char.isdigit() and char not in "+-"}
    decimals = _DECIMALS.search(written) if len(groups) > 1 else None
    whole = written[: decimals.start()] if decimals else written
    return re.sub(r"[^0-9+-]", "", whole) + (f".{decimals['part']}" if decimals else "")


def _in_full(digits: str, unit: str) -> str:
    return f"{round(float(digits) * _MULTIPLES.get(unit, 1_000_000), 6):.15g}"


def _separator(written: str) -> str:
    """What parts the thousands of a number; empty where nothing does."""
    names = {",": "commas", "'": "apostrophes", "\u2019": "apostrophes", " ": "spaces", "\xa0": "spaces"}
    first = next((char for char in written if not char.isdigit() and char not in "+-"), "")
    return {**names, "\u202f": "spaces", ".": "points"}.get(first, "")
