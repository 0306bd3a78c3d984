"""What is fed to what: each target has its inputs and what must hold of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import beside, mutations, odd, plans, smaller, times, yaml_texts
from tests.fuzz.sample import Sample
from tests.fuzz.whole import judged

#: From an input to what is wrong with it, whether it was sound, and a digest of what came of it.
Judge = Callable[[Any], tuple[list[str], bool, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """`inputs` is how many a round has: some five seconds of the processor's time."""

    inputs: int
    strategy: st.SearchStrategy[Any]
    judge: Judge


def whole(sample: Sample) -> tuple[list[str], bool, str]:
    """A playbook through every stage."""
    made = judged(sample)
    return made.faults, made.is_sound, made.digest


def text(given: str) -> tuple[list[str], bool, str]:
    """A text on its way to a page."""
    return smaller.text_faults(given), True, ""


def time(given: str) -> tuple[list[str], bool, str]:
    """A phrase that may be a time."""
    return smaller.time_faults(given), True, ""


TARGETS: dict[str, Target] = {
    "mutations": Target(25, mutations.playbooks().map(Sample), whole),
    "plans": Target(60, plans.plans(), whole),
    "logs": Target(10, plans.logs(), whole),
    "yaml": Target(300, yaml_texts.samples, whole),
    "texts": Target(1000, odd.texts, text),
    "times": Target(1500, times.texts, time),
    "older": Target(12, beside.older(), whole),
    "order": Target(20, mutations.playbooks(2).map(Sample), beside.order_faults),
    "written": Target(20, beside.written(), beside.site_faults),
    "settings": Target(30, beside.configured(), beside.site_faults),
}
