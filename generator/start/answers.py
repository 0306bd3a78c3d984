"""What somebody is asked who starts a playbook, and whether an answer will do.

What becomes data is judged by what judges data, so that no answer is taken here which the check refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.load import load_text
from generator.model.ids import short_id, slug
from generator.validate import validate

#: As data, each answer in the field that it is for; all else is there because the field asks for it.
_AS_DATA = {
    "title": "playbook: {{key: k, title: {0}}}",
    "key": "playbook: {{key: {0}, title: T}}",
    "timezone": "playbook: {{key: k, title: T, timezone: {0}}}",
    "visibility": "playbook: {{key: k, title: T, visibility: {0}}}",
    "role": "playbook: {{key: k, title: T}}\nroles: {{r: {{title: {0}}}}}",
    "priority": "playbook: {{key: k, title: T}}\npriorities: {{p: {{title: {0}}}}}",
    "repository": "playbook: {{key: k, title: T, links: [{{title: T, url: {0}}}]}}",
    "site": "playbook: {{key: k, title: T, links: [{{title: T, url: {0}}}]}}",
}

_LONGEST_KEY = 40
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./-]+?)(?:\.git)?/?")

#: What pip installs the same from, whoever asks and whenever: a name with its version, or an address.
_NAME = r"[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?"
_VERSION = re.compile(rf"{_NAME} ?== ?\w[\w.!+-]*", re.ASCII)
_ADDRESS = re.compile(rf"(?:{_NAME} ?@ ?)?(?:git\+https|git\+ssh|https)://\S+", re.ASCII)
_SECRET = re.compile(r"https://[^/]*@")
_NO_SECRETS = "Leave out the name and the password: the address stands in a file that others read."
_ARCHIVE = re.compile(r"https://[^?#]+\.(?:whl|zip|tar\.gz|tgz)(?:[?#].*)?")
_STATE = re.compile(r"git\+\w+://[^/]+/[^@]+@[^@]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a new playbook. None is what was left for later.

    `roles` and `priority` are titles, the first role leads. `repository` and `site` are web addresses of the
    sources and of the published site; `software` is pip's requirement for this program.
    """

    title: str
    key: str
    roles: tuple[str, ...]
    priority: str
    timezone: str
    visibility: str | None = None
    repository: str | None = None
    site: str | None = None
    software: str | None = None

    @property
    def role_ids(self) -> tuple[str, ...]:
        """The roles' ids, in their order."""
        return tuple(map(short_id, self.roles))

    @property
    def priority_id(self) -> str:
        """The id of the first priority."""
        return short_id(self.priority)


def tidy(what: str, answer: str) -> str:
    """An answer as one line, without quotes around all of it; of a repository the address for browsers."""
    line = " ".join(answer.split())
    for opening, closing in ('""', "''", "\u201c\u201d", "\u2018\u2019"):
        inner = line.removeprefix(opening).removesuffix(closing)
        if len(line) - len(inner) == 2 and opening not in inner and closing not in inner:
            line = inner.strip()
    return line.rstrip("/").removesuffix(".git") if what == "repository" else line


def proposed_key(title: str) -> str:
    """A key for a playbook of this title: its first words as an id."""
    whole = slug(title)
    if len(whole) > _LONGEST_KEY:
        # One character more, for a word may end exactly there.
        whole = whole[: _LONGEST_KEY + 1].rpartition("-")[0] or whole[:_LONGEST_KEY]
    return whole or "playbook"


def refusal(what: str, answer: str) -> str | None:
    """Why an answer will not do, with a hint; None if it will. `what` is a field of Answers, or "role"."""
    if what == "software":
        return _no_software(answer)
    if what in ("repository", "site") and (unreachable := _no_address(answer)):
        return unreachable
    file, load_problems = load_text(_AS_DATA[what].format(json.dumps(answer, ensure_ascii=False)), "")
    _, problems = validate((file,))
    errors = (item for item in (*load_problems, *problems) if item.severity == "error")
    return next((f"{item.message} {item.hint}".strip() for item in errors), None)


def role_refusal(title: str, others: Iterable[str]) -> str | None:
    """The same for a role beside others: each needs an id of its own."""
    twin = next((other for other in others if short_id(other) == short_id(title)), None)
    if twin is not None:
        return f"`{twin}` is there already, and its id would be the same; give this role another name."
    return refusal("role", title)


def _no_address(answer: str) -> str | None:
    if ssh := _SSH.fullmatch(answer):
        return f"`{answer}` is git's address; write the one for browsers: https://{ssh['host']}/{ssh['path']}"
    try:
        parts = urlsplit(answer)
        host = parts.hostname
    except ValueError:
        return "That is no web address."
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        return "Write a web address, such as https://github.com/our-company/playbook."
    if "@" in parts.netloc:
        return _NO_SECRETS
    return None


def _no_software(answer: str) -> str | None:
    if _VERSION.fullmatch(answer):
        return None
    if not _ADDRESS.fullmatch(answer):
        return (
            "Write what pip can install on any machine: a name with its version, such as "
            "crisis-playbook==0.1.0, or an https or git+https address."
        )
    if _SECRET.search(answer):
        return _NO_SECRETS
    if "git+" not in answer and not _ARCHIVE.search(answer):
        return (
            "That is no archive; of a repository write git+ before the address, and after it @ with a commit "
            "or a tag."
        )
    if "git+" in answer and not _STATE.search(answer):
        return "End the address with a commit or a tag, such as @v1.0: else it means another state each day."
    return None
