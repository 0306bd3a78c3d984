"""A repository of our own in which a change of the published branch is made, and pushed whole or not at all.

The person's own repository is only read: its clone may be shallow, its branches stay as they are, and a
killed run leaves nothing there. What readers see changes in one moment, when the remote moves its branch.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.outlets import has_password
from generator.publish.git import Git, failure
from generator.revision import SOMEBODY_ELSES
from generator.site import EnvironmentFailure
from generator.site.swap import scratch

#: A repository of which the own one need not know; git asks no other program to come by one of these.
_ADDRESS = re.compile(r"(?:https?|ssh|file)://\S+|[\w.-]+@[\w.-]+:\S+")

#: Who is said to have published, where git knows nobody.
_NOBODY = ("playbook", "playbook@localhost")


class MisplacedError(ValueError):
    """What somebody named, or the folder they are in, is not there; its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the site is published: a branch of `remote` (a name or an address), as seen from `home`."""

    home: Path
    remote: str
    branch: str

    def comes_before(self, one: str, other: str) -> bool | None:
        """Whether a commit is an ancestor of another, as far as this clone knows; None where it does not."""
        code = Git(self.home).ask("merge-base", "--is-ancestor", one, other).code
        return code == 0 if code in (0, 1) else None


def find_target(root: Path, remote: str, branch: str) -> Target:
    """The target, seen from a playbook's folder. Raises MisplacedError where there is none.

    Raises EnvironmentFailure where git refuses to look at the repository.
    """
    git = Git(root)
    top = git.ask("rev-parse", "--show-toplevel")
    if "not a git repository" in top.complaint:
        raise MisplacedError("This playbook is in no git repository, so there is nowhere to publish it to.")
    if top.code:
        raise EnvironmentFailure(failure("rev-parse", top))
    if git.ask("check-ref-format", f"refs/heads/{branch}").code:
        raise MisplacedError(f"`{branch}` cannot be the name of a branch.")
    if has_password(remote):
        raise MisplacedError("The address of the remote holds a password; git asks for it when it is needed.")
    if remote.startswith("-") or (
        not _ADDRESS.fullmatch(remote) and git.ask("remote", "get-url", remote).code
    ):
        raise MisplacedError(f"This repository has no remote `{remote}`; `git remote -v` lists what it has.")
    return Target(Path(top.said.rstrip("\n")), remote, branch)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The branch as it stood on the remote (`base`, None if it is new) in a repository of its own.

    `folder` is free for files; `branch` is where a change is prepared, commit upon commit.
    """

    target: Target
    folder: Path
    base: str | None

    @property
    def branch(self) -> str:
        """The branch's name, the same here and there."""
        return self.target.branch

    @property
    def git(self) -> Git:
        """git on the workshop's repository. Remotes with relative paths are meant from the person's own."""
        return Git(self.target.home, self.folder / "repository" / ".git")

    @contextlib.contextmanager
    def inside(self) -> Iterator[None]:
        """Within, libraries that run git in the current folder work on the workshop's repository."""
        cleaned = {name: os.environ.pop(name) for name in SOMEBODY_ELSES if name in os.environ}
        named = self._identity()
        os.environ.update(named)
        try:
            with contextlib.chdir(self.folder / "repository"):
                yield
        finally:
            for name in named:
                del os.environ[name]
            os.environ.update(cleaned)

    def names(self, revision: str | None) -> dict[str, str]:
        """What stands at the root of a revision: name -> mode, kind and hash. Empty for None."""
        if revision is None:
            return {}
        lines = self.git.say("ls-tree", "-z", revision).split("\0")
        return {name: facts for facts, _, name in (line.partition("\t") for line in lines) if name}

    def has_history(self) -> bool:
        """Whether the branch has commits before `base`."""
        return self.base is not None and "\nparent " in self.git.say("cat-file", "commit", self.base)

    def is_unchanged(self) -> bool:
        """Whether what was prepared is what stands there."""
        return self.base is not None and self._tree(self._ref) == self._tree(self.base)

    def files(self, folder: str) -> list[str]:
        """The paths of all files below a folder of the prepared branch, seen from that folder."""
        found = self.git.say("ls-tree", "-r", "-z", "--name-only", f"{self._ref}:{folder}")
        return [path for path in found.split("\0") if path]

    def join(self, message: str, touched: Iterable[str], *, forget: bool = False) -> str:
        """One commit of all that was prepared; with `forget`, without the branch's history.

        Raises RuntimeError if anything at the root has changed that is not in `touched` (a bug).
        """
        before, after = self.names(self.base), self.names(self._ref)
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        if astray := changed - set(touched):
            raise RuntimeError(f"This would have changed what it must not: {', '.join(sorted(astray))}.")
        parents = [] if forget or self.base is None else ["-p", self.base]
        words = ("commit-tree", self._tree(self._ref), *parents, "-m", message)
        git = Git(self.git.folder, self.git.repository, self._identity())
        return git.say(*words)

    def push(self, commit: str) -> str | None:
        """Move the remote's branch from `base` to a commit; None, or why it was not the moment for it.

        Raises EnvironmentFailure where another moment would be no better.
        """
        answer = self.git.ask(
            "push",
            "--porcelain",
            # The person's hooks are about their own commits.
            "--no-verify",
            f"--force-with-lease={self._ref}:{self.base or ''}",
            self.target.remote,
            f"{commit}:{self._ref}",
            # Killed halfway, a remote on this machine could keep its branch locked. Where a person is at a
            # terminal, git may have to ask them for a password, which takes the terminal.
            alone=not os.isatty(0),
        )
        if answer.code == 0:
            return None
        refused = next((line for line in answer.said.splitlines() if line.startswith("!")), "")
        reason = refused.rpartition("\t")[2]
        if refused and self._head() != self.base:
            return "somebody else has just published"
        if "lock" in reason or "failed to update ref" in reason:
            return reason
        raise EnvironmentFailure(" ".join(filter(None, (f"{failure('push', answer)}.", reason))))

    def _head(self) -> str | None:
        """Where the remote's branch is now."""
        return self.git.say("ls-remote", self.target.remote, self._ref).partition("\t")[0] or None

    def _tree(self, revision: str) -> str:
        return self.git.say("rev-parse", f"{revision}^{{tree}}")

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def _identity(self) -> dict[str, str]:
        """Who commits: whoever git says, else this program."""
        said: dict[str, str] = {}
        for field, fallback in zip(("name", "email"), _NOBODY, strict=True):
            known = self.git.ask("config", f"user.{field}").said.strip() or fallback
            for part in ("AUTHOR", "COMMITTER"):
                said[f"GIT_{part}_{field.upper()}"] = known
        return {name: value for name, value in said.items() if name not in os.environ}


@contextlib.contextmanager
def workshop(target: Target, root: Path) -> Iterator[Workshop]:
    """The branch as the remote has it now, in a folder below `root`/build that is gone afterwards.

    Raises EnvironmentFailure where the remote cannot be reached, MisplacedError for a branch of sources.
    """
    with scratch(root / "build" / "published") as folder:
        shop = Workshop(target, folder, None)
        repository = folder / "repository"
        plain = Git(folder)
        plain.say("init", "--quiet", "--template=", "--initial-branch=none", str(repository))
        common = Git(target.home).say("rev-parse", "--path-format=absolute", "--git-common-dir")
        # Remotes, their credentials and the person's name are what the own repository says they are.
        plain.say("config", "--file", str(repository / ".git" / "config"), "include.path", f"{common}/config")
        ref = f"refs/heads/{target.branch}"
        found = shop.git.ask("ls-remote", "--exit-code", target.remote, ref)
        if found.code == 0:
            shop.git.say("fetch", "--quiet", "--depth=1", "--no-tags", target.remote, f"+{ref}:{ref}")
            shop = Workshop(target, folder, shop.git.say("rev-parse", ref))
            if "data" in shop.names(shop.base):
                message = f"The branch `{target.branch}` holds a folder `data`: sources stand there, no site."
                raise MisplacedError(message)
        elif found.code != 2:
            raise EnvironmentFailure(failure("ls-remote", found))
        yield shop
