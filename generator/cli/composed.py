"""A record of a template: whom it went to, the text that was sent, the facts that it stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import click

from generator.addresses import Ref
from generator.cli.words import Said
from generator.linked import Playbook, Template
from generator.message import Message, message
from generator.model.ids import nearest
from generator.record import fit


@dataclass(frozen=True, slots=True)
class Composed:
    """What a record is about, each once, an audience before its template; its words; the facts in them."""

    about: tuple[Ref, ...]
    text: str | None
    said: Mapping[str, str] = field(default_factory=dict)


def composed(told: Said, given: tuple[str, ...], book: Playbook) -> Composed:
    """What was told, with the message of the template that it names; `given` are blanks as `name=text`.

    A template named alone is its message with the blanks filled. Where words are told they are what was sent;
    beside its audience a template is recorded without a text if none is told. Raises click.UsageError.
    """
    about = tuple(dict.fromkeys(_about(told.about)))
    named = [book.entries.get(ref) for ref in about if ref.collection == "templates"]
    templates = [entry for entry in named if isinstance(entry, Template)]
    is_message = bool(templates) and len(templates) == len(named) and told.kind == "sent"
    if given and (not named or told.kind != "sent"):
        raise click.UsageError(
            "--blank fills the message of a template that was sent: name one, such as "
            "templates/merchants.update."
        )
    if not is_message:
        return Composed(about, told.text)
    if len(templates) > 1:
        raise click.UsageError("These are several messages: record each by itself.")
    found = message(templates[0])
    if told.text and given:
        raise click.UsageError("Say either the words that were sent, or what fills the blanks.")
    if told.text or (templates[0].plan.ref in told.about and not given):
        return Composed(about, told.text, found.said_in(fit(told.text or "")))
    text = found.whole(_filled(found, given))
    if not text:
        raise click.UsageError(f"{templates[0].ref} has no text yet: say in words what was sent.")
    return Composed(about, text, found.said_in(""))


def _about(refs: Iterable[Ref]) -> Iterator[Ref]:
    for ref in refs:
        if ref.collection == "templates":
            yield Ref("comms", ref.id.partition(".")[0])
        yield ref


def _filled(found: Message, given: tuple[str, ...]) -> dict[str, str]:
    labels = {gap.name: gap.label for gap in found.gaps}
    filled: dict[str, str] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals:
            raise click.UsageError(f"`--blank {pair}` does not say what fills it: write --blank {pair}=TEXT.")
        if name not in labels:
            near = nearest(name, labels)
            known = ", ".join(f"`{each}`" for each in labels) or "none"
            hint = f"Did you mean `{near}`?" if near else f"Its blanks: {known}."
            raise click.UsageError(f"{found.template.ref} has no blank `{name}`. {hint}")
        if name in filled:
            raise click.UsageError(f"--blank {name} is there twice, and a blank is filled once.")
        filled[name] = text
    missing = [f"{name} ({label})" for name, label in labels.items() if not filled.get(name, "").strip()]
    if missing:
        raise click.UsageError(f"Still to fill, each with --blank NAME=TEXT: {', '.join(missing)}.")
    return filled
