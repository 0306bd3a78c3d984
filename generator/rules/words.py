"""Words that two texts share, so that a rule can tell whether both speak of the same thing.

A stem is crude on purpose: it only has to bring the forms of one word together (fix, fixed, fixing;
document, documentation), and rules ask for more than one piece of evidence before they speak.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text import references

_SHORTEST = 3
#: "-ment" makes nouns of longer verbs; a document is no form of "docu".
_SHORTEST_BEFORE_MENT = 5


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that any two texts may share without being about the same thing.
_STOP = _bag(
    """
    a about after again all also an and any are as at be been before between both but by can could did do does
    done during each either else ever every few for from had has have having he her his how i if in into is it
    its just least less like many may me more most much must my never new no non none nor not now of off often
    on once one only onto or other our out over own per same shall she should since so some soon still such
    than that the their them then there these they this those through till to too two under until up upon us
    very via vs was we were what when where whether which while who whom whose why will with within without
    would you your
    """
)

#: Words of time: two texts that both say "week" share no subject.
_TIMES = _bag(
    """
    ad bi daily day days end first fortnight fortnightly hoc hour hourly hours immediate immediately later
    minute minutes month monthly months next night ongoing quarter quarterly quarters today tomorrow twice
    week weekly weeks year yearly years
    """
)

#: Endings that change a word's form and not its subject, longest first; "y" returns what "ies" took away.
_ENDINGS = (
    ("isations", ""),
    ("izations", ""),
    ("isation", ""),
    ("ization", ""),
    ("ations", ""),
    ("ments", ""),
    ("ation", ""),
    ("ating", ""),
    ("ising", ""),
    ("izing", ""),
    ("ated", ""),
    ("ates", ""),
    ("ised", ""),
    ("ises", ""),
    ("ized", ""),
    ("izes", ""),
    ("ings", ""),
    ("ions", ""),
    ("ment", ""),
    ("ate", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ion", ""),
    ("ise", ""),
    ("ize", ""),
    ("al", ""),
    ("ed", ""),
    ("es", ""),
    ("is", ""),
    ("e", ""),
    ("s", ""),
)

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWELS = frozenset("aeiou")


def bare(text: str) -> str:
    """The text as a reader sees it: each reference by its label, or by the id that it names."""
    parts, end = [], 0
    for reference in references(text):
        parts += [text[end : reference.start], reference.label or reference.target.partition("/")[2]]
        end = reference.end
    return "".join([*parts, text[end:]])


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without punctuation, in order."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(bare(text).lower()))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What the forms of a word have in common: `fix` of fixed, `refactor` of refactoring."""
    word = word.removesuffix("'s")
    if word.endswith("ss"):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            kept = word.removesuffix(ending) + instead
            shortest = _SHORTEST_BEFORE_MENT if ending.startswith("ment") else _SHORTEST
            if len(kept) >= shortest and not _VOWELS.isdisjoint(kept):
                return _plain(kept)
    return word


def _plain(kept: str) -> str:
    """Without the "e" or the doubled consonant that stood before an ending: improvement, planning."""
    doubled = len(kept) > _SHORTEST and kept[-1] == kept[-2] and kept[-1] not in "aeioulsz"
    if doubled:
        return kept[:-1]
    return kept.removesuffix("e") if len(kept) > _SHORTEST else kept


@lru_cache(maxsize=16384)
def significant(text: str) -> tuple[str, ...]:
    """The stems of the words that say what a text is about, in order; no numbers, no words of time."""
    return tuple(
        stem(word)
        for word in words(text)
        if word not in _STOP and word not in _TIMES and len(word) > 1 and not word[0].isdigit()
    )


def stems(*texts: str | None) -> frozenset[str]:
    """The significant stems of several texts together."""
    return frozenset(found for text in texts if text for found in significant(text))
