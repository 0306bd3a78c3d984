"""The folder that the mutants of a package live in: links to the project's files, and settings for mutmut."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
WORK = HOME / "build" / "mutation"

#: What the tests read beside themselves and the code.
BESIDE = ("benchmarks", "data", "docs", "examples", "mkdocs.yml", "mutation", "overrides")

#: mutmut stops a mutant after (seconds of its tests + the first) * the second.
PATIENCE = (5.0, 3.0)

#: mutmut collects the tests several times in one process, and each time pytest escapes some of their names
#: once more: then it does not find them again.
_AS_IT_STANDS = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true"
PYTEST = ("-p", "mutation.plugin", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", _AS_IT_STANDS)


@dataclass(frozen=True, slots=True)
class Package:
    """Code to change, as patterns of files; the tests that judge it, less those `without`."""

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def files(self) -> list[Path]:
        """Its files, from the project's folder, in order."""
        return sorted(
            path.relative_to(HOME) for glob in self.code for path in HOME.glob(glob) if path.suffix == ".py"
        )


def packages() -> dict[str, Package]:
    """Every package of packages.toml by its name, in its order."""
    told = tomllib.loads((HOME / "mutation" / "packages.toml").read_text(encoding="utf-8"))
    return {
        name: Package(name, **{key: tuple(value) for key, value in each.items()})
        for name, each in told.items()
    }


def settings(package: Package) -> str:
    """The project's pyproject.toml with what mutmut has to know."""
    constant, multiplier = PATIENCE
    less = [f"--deselect={test}" for test in package.without]
    told = {
        "source_paths": ["generator"],
        "only_mutate": [path.as_posix() for path in package.files],
        "also_copy": list(BESIDE),
        "pytest_add_cli_args": [*PYTEST, *less],
        "pytest_add_cli_args_test_selection": list(package.tests),
        "timeout_constant": constant,
        "timeout_multiplier": multiplier,
        "track_dependencies": False,
        "use_git_change_detection": False,
    }
    project = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    # Lists of ASCII text, numbers and truth values are written alike in JSON and in TOML.
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
    return "\n".join([project, "[tool.mutmut]", *lines, ""])


def prepare(package: Package, *, anew: bool) -> Path:
    """Its folder, whose files are links into the project; `anew` forgets what was found in it before."""
    folder = WORK / package.name
    if anew and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("generator", "tests", *BESIDE):
        link = folder / name
        if not link.is_symlink():
            link.symlink_to(HOME / name)
    (folder / "pyproject.toml").write_text(settings(package), encoding="utf-8")
    return folder
