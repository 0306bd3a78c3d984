"""The fields of an entry as plain words, a line each: for machines that tell people what changed."""

from __future__ import annotations

from collections.abc import Iterable

from generator.facts import LEADING, Fact, Value
from generator.linked import Step
from generator.model import Contact, Person, Score
from generator.text import Resolver, visible


class Writer:
    """Turns what pages show of one playbook into words; `resolve` is that playbook's resolver."""

    def __init__(self, resolve: Resolver) -> None:
        self._resolve = resolve

    def items(self, value: Value) -> list[str]:
        """A list's items, or those of names and values, each in one line; of any other value its one line."""
        if value.kind == "pairs":
            return [f"{key}: {self.value(item)}" for key, item in value.content]
        return [self.value(item) for item in (value.content if value.kind == "list" else (value,))]

    def value(self, value: Value) -> str:
        """A value in one line."""
        content = value.content
        match value.kind:
            case "rich":
                words = self.text(content)
            case "time":
                words = content.words
            case "entry":
                words = content.title
            case "score":
                words = self._score(content)
            case "link":
                words = f"{content.title} {content.url}"
            case "list":
                words = "; ".join(map(self.value, content))
            case "pairs":
                words = "; ".join(f"{key}: {self.value(item)}" for key, item in content)
            case "facts":
                words = self.record(content)
            case _:
                words = content
        return str(words)

    def record(self, found: Iterable[Fact]) -> str:
        """A small record in one line: what names it, then its fields with their labels."""
        leading = [self.value(fact.value) for fact in found if fact.name in LEADING]
        others = [
            f"{fact.label.lower()} {self.value(fact.value)}" for fact in found if fact.name not in LEADING
        ]
        return ": ".join(filter(None, (", ".join(leading), ", ".join(others))))

    def step(self, step: Step) -> str:
        """A step in one line, without those that are nested in it."""
        condition = f"If {self.text(step.condition)}:" if step.condition else ""
        optional = "(optional)" if step.optional else ""
        note = f"({self.text(step.note)})" if step.note else ""
        return " ".join(filter(None, (condition, self.text(step.text), optional, note)))

    def person(self, person: Person) -> str:
        """Somebody, and how to reach them."""
        ways = "; ".join(map(self.contact, person.contacts))
        stands_in = "stands in" if person.backup else ""
        note = self.text(person.note) if person.note else ""
        return ": ".join(filter(None, (person.name, ", ".join(filter(None, (stands_in, ways, note))))))

    def contact(self, contact: Contact) -> str:
        """The ways to reach somebody that belong together."""
        note = self.text(contact.note) if contact.note else None
        return ", ".join(filter(None, (contact.call, contact.chat, contact.email, contact.link, note)))

    def text(self, text: str) -> str:
        """A rich text as one line of what a reader sees: how its lines are broken is no change."""
        return " ".join(visible(text, self._resolve).split())

    def _score(self, score: Score) -> str:
        return f"{score.score}/10" + (f": {self.text(score.because)}" if score.because else "")
