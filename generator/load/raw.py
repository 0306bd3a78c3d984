"""Raw values: what stands in a YAML file, each with its place. Nothing here knows the model."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Location


@dataclass(frozen=True, slots=True)
class RawScalar:
    """A text, number, true, false or nothing (`value`, as YAML 1.2 reads it).

    `text` is the spelling: what is typed, for quoted and block texts what they say. `quoted` holds for
    every style but the plain one, so `value` is then the text itself. `source` is what stands in the file, of
    texts with brackets in them: a reference has a line and a column of its own.
    """

    value: str | int | float | bool | None
    text: str
    quoted: bool
    location: Location
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here: no value, `null`, or a text of spaces alone."""
        return self.value is None or not self.text.strip()


@dataclass(frozen=True, slots=True)
class RawList:
    """A list; `flow` when it is written inside `[ ]`."""

    items: tuple[Raw, ...]
    flow: bool
    location: Location


@dataclass(frozen=True, slots=True)
class RawMap:
    """A map with its keys in their order, each once; `flow` when it is written inside `{ }`."""

    entries: tuple[tuple[RawScalar, Raw], ...]
    flow: bool
    location: Location
    #: A search through the entries would make fifty thousand keys in one map take minutes.
    _by_key: dict[str, tuple[RawScalar, Raw]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {entry[0].text: entry for entry in reversed(self.entries)})

    def get(self, key: str) -> tuple[RawScalar, Raw] | None:
        """A key, as it stands in the file, with its value."""
        return self._by_key.get(key)


Raw = RawScalar | RawList | RawMap


@dataclass(frozen=True, slots=True)
class RawFile:
    """One data file, `file` as in a `Location`.

    `complete` is False where an error stopped the reading: `root` then has at most the entries without such
    an error, and what else the file would have held is not known. `text` is for showing excerpts. `lost` is
    True where an entry has no id, so that nobody knows what else names it. `values` is how many texts, lists
    and maps were read.
    """

    file: str
    root: RawMap
    text: str
    complete: bool
    lost: bool = False
    values: int = 0
