"""The site builder inside this process: a page when somebody asks for it, as a whole build would make it.

A build runs the builder as a program of its own, which takes seconds. A preview has a fraction of one, so it
keeps the builder's theme ready and asks for one page at a time. What the builder does in its own order is in
`mkdocs.commands.build`; the same steps are taken here.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.site.builder import QUIET
from generator.site.config import config_files
from generator.site.live_parts import Complaints, Source
from generator.write import write_one

#: Where a playbook's own configuration finds the menu of a build; here is another.
_MENU = re.compile(r"^INHERIT:\s*[\"']?build/nav\.yml[\"']?\s*$", re.MULTILINE)

_CONFIG, _NAV = "mkdocs.yml", "nav.yml"
_SEARCH = "search/"
_REFUSALS = (MkDocsException, Abort, TemplateError, OSError)


class SiteRefusedError(Exception):
    """The builder's configuration, or a template of the playbook's own, is wrong; its text is the reason."""


class LiveBuilder:
    """What stays the same from one save to the next: the configuration, the theme's templates and files.

    `root` is the playbook's folder; `scratch` an empty one, for what the builder reads and plugins write.
    `url` is the address that pages name as their own, empty for none; None where the configuration alone
    says. Raises OSError.
    """

    def __init__(self, root: Path, scratch: Path, url: str | None = None) -> None:
        # Its theme prints a banner when it is loaded first, which would stand among problems.
        os.environ.update(QUIET)
        self._scratch, self._url = scratch, url
        for folder in ("docs", "site"):
            (scratch / folder).mkdir(exist_ok=True)
        own = root / _CONFIG
        text = own.read_text(encoding="utf-8", errors="replace") if own.exists() else None
        made = config_files(text)
        # Relative paths in it are seen from where a build has it: a folder that must be there to lead out of.
        self._seen_from = root / "build" / _CONFIG if made else own
        if made and "../" in (text or ""):
            with suppress(OSError):
                self._seen_from.parent.mkdir(exist_ok=True)
        menu = json.dumps(str(scratch / _NAV))
        for name, content in (made or {_CONFIG: _MENU.sub(lambda _: f"INHERIT: {menu}", text or "")}).items():
            write_one(scratch / name, content)
        self._environment: Environment | None = None
        self._theme: tuple[File, ...] = ()
        self._lock = threading.RLock()

    def site(self, menu: str, docs: Mapping[str, str], images: Mapping[str, bytes]) -> LiveSite:
        """The site of these pages: `menu` is the text of nav.yml, `docs` Markdown and `images` bytes by path.

        No page is made yet, and none is asked of `docs`. Raises SiteRefusedError.
        """
        with self._lock, Complaints() as complaints:
            try:
                config = self._config(menu)
                files = Files([Source(path, config, docs) for path in docs])
                for path, content in images.items():
                    files.append(File.generated(config, path, content=content))
                if self._environment is None:
                    self._environment = config.theme.get_env()
                    theme = Files(())
                    theme.add_files_from_theme(self._environment, config)
                    self._theme = tuple(theme)
                for file in self._theme:
                    if file.src_uri not in files.src_uris:
                        files.append(file)
                return LiveSite(config, files, self._environment, self._lock)
            except _REFUSALS as problem:
                raise SiteRefusedError(complaints.first() or _said(problem)) from problem

    def _config(self, menu: str) -> MkDocsConfig:
        write_one(self._scratch / _NAV, menu)
        try:
            return self._read_config()
        except (*_REFUSALS, SiteRefusedError):
            raise
        except Exception as problem:
            # A setting of another kind breaks the builder in its own way; a build ends with these words.
            said = f"The site builder stopped: {type(problem).__name__}: {problem}"
            raise SiteRefusedError(said) from problem

    def _read_config(self) -> MkDocsConfig:
        config = MkDocsConfig(config_file_path=str(self._seen_from))
        with (self._scratch / _CONFIG).open("rb") as stream:
            config.load_file(stream)
        folders = {f"{name}_dir": str(self._scratch / name) for name in ("docs", "site")}
        config.load_dict({**folders, **({} if self._url is None else {"site_url": self._url})})
        errors, warnings = config.validate()
        for key, problem in (*errors, *warnings):
            raise SiteRefusedError(f"Config value '{key}': {problem}")
        config.plugins.on_startup(command="serve", dirty=False)
        return config.plugins.on_config(config)


class LiveSite:
    """One state of the site. Threads may ask for pages at the same time; one is made after another."""

    def __init__(
        self, config: MkDocsConfig, files: Files, environment: Environment, lock: threading.RLock
    ) -> None:
        self._config = config
        self._lock = lock
        self._files = config.plugins.on_files(files, config=config)
        set_exclusions(self._files, config)
        self._nav = config.plugins.on_nav(
            get_navigation(self._files, config), config=config, files=self._files
        )
        self._environment = (
            config.plugins.on_env(environment, config=config, files=self._files) or environment
        )
        self._docs = self._files.documentation_pages()
        self._pages = {file.dest_uri: file.page for file in self._docs if file.page is not None}
        self._others = {file.dest_uri: file for file in self._files if not file.is_documentation_page()}
        self._contexts: dict[str, Any] = {}
        self._made: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._has_index = False

    def has_page(self, path: str) -> bool:
        """Whether there is a page at this path inside the site, such as `roles/lead/index.html`."""
        return path in self._pages

    def page(self, path: str) -> tuple[str, tuple[str, ...]]:
        """A page's HTML, and the warnings that a build would end with. Raises SiteRefusedError."""
        with self._lock:
            if path not in self._made:
                page = self._pages[path]
                with Complaints() as complaints:
                    try:
                        html = self._whole(page, path)
                    except _REFUSALS as problem:
                        raise SiteRefusedError(complaints.first() or _said(problem)) from problem
                self._made[path] = (html, complaints.all())
            return self._made[path]

    def not_found(self) -> str:
        """The page of addresses that are not there. Raises SiteRefusedError."""
        with self._lock:
            try:
                context = get_context(self._nav, self._docs, self._config, base_url="/")
                return self._environment.get_template("404.html").render(context)
            except _REFUSALS as problem:
                raise SiteRefusedError(_said(problem)) from problem

    def file(self, path: str, goes_on: Callable[[], bool]) -> bytes | None:
        """Any other file of the site: the theme's, images, the search's index; None where there is none.

        The index takes all pages, a second or two for hundreds; where it no longer `goes_on`, there is none.
        """
        found = self._others.get(path)
        if found is not None:
            return found.content_bytes
        if not path.startswith(_SEARCH) or not self._index(goes_on):
            return None
        written = Path(self._config.site_dir, *path.split("/"))
        return written.read_bytes() if written.is_file() else None

    def _whole(self, page: Page, path: str) -> str:
        context = self._context(page, path)
        try:
            page.active = True
            template = self._environment.get_template(page.meta.get("template", "main.html"))
            html = self._config.plugins.on_post_page(template.render(context), page=page, config=self._config)
        finally:
            page.active = False
        page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        return html or ""

    def _context(self, page: Page, path: str) -> Any:
        """What the theme's template prints of a page; plugins hear of each page once."""
        if path not in self._contexts:
            config, files, plugins = self._config, self._files, self._config.plugins
            page = plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            page.render(config, files)
            page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
            context = get_context(self._nav, self._docs, config, page)
            self._contexts[path] = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
        return self._contexts[path]

    def _index(self, goes_on: Callable[[], bool]) -> bool:
        """Have plugins write what they make of all pages, the search's index among it."""
        for path, page in self._pages.items():
            if not goes_on():
                return False
            with self._lock, Complaints():
                self._context(page, path)
            # Whoever waits for a page gets the lock before the next one is made.
            time.sleep(0.001)
        with self._lock:
            if not self._has_index:
                self._config.plugins.on_post_build(config=self._config)
                self._has_index = True
        return True


def _said(problem: BaseException) -> str:
    return " ".join(str(problem).split()) or type(problem).__name__
