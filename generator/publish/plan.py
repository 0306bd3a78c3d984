"""What a command would do to the published branch, decided from what stands there before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location, error
from generator.model.ids import nearest
from generator.publish.published import LATEST, Published, Version
from generator.stamp import DEFAULT_EDITION, Stamp


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and in words. A plan that does nothing says why.

    `deploy` versions get the built site; `withdraw` versions a page instead; `remove` ones go. With `forget`
    the branch's history goes. A plan that `repeats` finds all as it would make it, unless somebody spoilt it.
    """

    says: tuple[str, ...]
    message: str = ""
    forget: bool = False
    repeats: bool = False
    deploy: tuple[Version, ...] = ()
    withdraw: tuple[Version, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def does_nothing(self) -> bool:
        """Whether the branch stays as it is."""
        return not (self.deploy or self.withdraw or self.remove or self.forget)

    def also(self, says: tuple[str, ...]) -> Plan:
        """The plan with more to say."""
        return replace(self, says=(*self.says, *says))


Planner = Callable[[Published], Plan | Diagnostic]

#: Whether one commit comes before another; None where the repository at hand does not know.
ComesBefore = Callable[[str, str], bool | None]


def to_publish(stamp: Stamp, files: str, place: Location, comes_before: ComesBefore) -> Planner:
    """Plans to publish the site with this stamp and this digest of its files.

    `latest` always, unless it is of a newer build; a frozen version for a name never seen before. `place`
    is where the data names the version.
    """

    def plan(published: Published) -> Plan | Diagnostic:
        made = Version(
            name=LATEST,
            menu_title=LATEST,
            time=stamp.moment,
            commit=stamp.commit,
            title=stamp.title,
            files=files,
            edition=stamp.edition,
        )
        latest, said, repeats = _latest(made, published.latest, comes_before)
        frozen = _frozen(stamp, published, made, place)
        if isinstance(frozen, Diagnostic):
            return frozen
        version, more = frozen
        deploy = tuple(item for item in (version, latest) if item)
        names = " and ".join(item.name for item in reversed(deploy))
        if stamp.changed and deploy:
            more = (*more, f"The site holds changes that {short(stamp.commit)} does not.")
        message = f"Publish {names} from {short(stamp.commit)}"
        return Plan((said, *more), message, repeats=repeats and not version, deploy=deploy)

    return of_one(stamp.edition, plan)


def to_withdraw(name: str, because: str, edition: str = DEFAULT_EDITION) -> Planner:
    """Plans to replace a frozen version by a page that says why it is gone."""

    def plan(published: Published) -> Plan | Diagnostic:
        if name == LATEST:
            return error(
                "latest-stays",
                "`latest` cannot be withdrawn: it is what readers are sent to.",
                hint="Correct the data, or revert the commit, and publish again.",
            )
        version = published.find(name)
        if version is None:
            return unknown_version(name, published)
        withdrawn = replace(version, menu_title=f"{name} (withdrawn)", withdrawn=because, files="")
        return Plan((f"{name}: withdrawn, because: {because}",), f"Withdraw {name}", withdraw=(withdrawn,))

    return of_one(edition, plan)


def to_prune(keep: int, edition: str = DEFAULT_EDITION) -> Planner:
    """Plans to remove all frozen versions but the newest `keep`, and the branch's history."""

    def plan(published: Published) -> Plan | Diagnostic:
        gone = tuple(version.name for version in published.frozen[keep:])
        if not gone and not published.history:
            return Plan((f"Nothing to prune: {_many(len(published.frozen))}, and no history.",))
        says = (*(f"{name}: removed" for name in gone), "The branch's history: replaced by one commit")
        return Plan(says, f"Prune all but the newest {keep}", forget=True, remove=gone)

    return of_one(edition, plan)


def of_one(edition: str, planner: Planner) -> Planner:
    """Plans as another planner does, but nothing where a version of another edition than this one stands."""

    def plan(published: Published) -> Plan | Diagnostic:
        other = next((item for item in published.versions if item.edition != edition), None)
        if other is None:
            return planner(published)
        message = f"This branch holds the edition `{other.edition}`, not `{edition}`; see its `{other.name}`."
        hint = f"Name the branch of `{edition}`, or give it one in mkdocs.yml, below `extra:` in `editions:`."
        return error("other-edition", message, hint=hint)

    return plan


def unknown_version(name: str, published: Published) -> Diagnostic:
    """No version has this name."""
    names = [version.name for version in published.frozen]
    near = nearest(name, names)
    listed = f"Published are: {', '.join(names)}." if names else "No frozen version is published yet."
    return error(
        "unknown-version",
        f"There is no published version `{name}`.",
        hint=f"Did you mean `{near}`?" if near else listed,
    )


def short(commit: str | None) -> str:
    """A commit as people write it."""
    return commit[:7] if commit else "no commit"


def moment(time: str) -> str:
    """A version's time as people read it."""
    return f"{time[:10]} {time[11:16]} UTC" if len(time) > 16 else "unknown time"


def _latest(
    made: Version, there: Version | None, comes_before: ComesBefore
) -> tuple[Version | None, str, bool]:
    """The version to deploy, what is said of it, and whether it is there already."""
    if there is not None:
        known = f"{short(there.commit)} of {moment(there.time)}"
        if made.commit == there.commit and made.files == there.files:
            return made, f"latest: already published from {known}", True
        if _is_older(made, there, comes_before):
            said = f"latest: left as it is, from {known}, which is newer than {short(made.commit)}"
            return None, said, True
    return made, f"latest: from {short(made.commit)} of {moment(made.time)}", False


def _is_older(made: Version, there: Version, comes_before: ComesBefore) -> bool:
    """By the history as far as it is known, else by the times. Of one commit's builds the last one counts."""
    if made.commit and made.commit == there.commit:
        return False
    if made.commit and there.commit:
        if comes_before(made.commit, there.commit):
            return True
        if comes_before(there.commit, made.commit):
            return False
    return made.time < there.time


def _frozen(
    stamp: Stamp, published: Published, made: Version, place: Location
) -> tuple[Version | None, tuple[str, ...]] | Diagnostic:
    name = stamp.version
    if name is None:
        return None, ()
    there = published.find(name)
    if there is not None:
        return None, (f"{name}: already frozen, from {short(there.commit)} of {moment(there.time)}",)
    if name in published.pruned:
        return None, (f"{name}: was published before, and pruned",)
    taken = [*(version.name for version in published.versions), *published.beside]
    alike = next((other for other in taken if other.lower() == name.lower()), None)
    if alike is not None:
        message = f"The version `{name}` cannot be published: `{alike}` stands on the branch already."
        return error("version-taken", message, place, "Choose another name for the version.")
    title = f"{name} · {stamp.version_title}" if stamp.version_title else name
    return replace(made, name=name, menu_title=title), (f"{name}: frozen",)


def _many(count: int) -> str:
    return f"{count} frozen version{'' if count == 1 else 's'} stand{'s' if count == 1 else ''} there"
