"""What the builder is given inside this process: pages without files, an ear for its warnings."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File


class Source(File):
    """A page's Markdown, made when the builder reads it."""

    def __init__(self, path: str, config: MkDocsConfig, docs: Mapping[str, str]) -> None:
        super().__init__(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        self._texts = docs

    @property
    def content_string(self) -> str:
        """The Markdown."""
        return self._texts[self.src_uri]

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._texts = {self.src_uri: value}


class Complaints(logging.Handler):
    """Collects what the builder warns of, which would else be printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Notes one."""
        self._found.append(record.getMessage())

    def all(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(self._found))

    def first(self) -> str:
        """The first, or nothing."""
        return self._found[0] if self._found else ""

    def __enter__(self) -> Self:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
