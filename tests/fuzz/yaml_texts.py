"""Texts that are YAML, or nearly: scalars of every spelling, flow and block, comments, quotes, tabs."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.model import COLLECTIONS
from tests.fuzz import odd, times
from tests.fuzz.sample import Sample

_KEYS = st.sampled_from(
    (
        *(
            "playbook",
            *COLLECTIONS,
            "title",
            "key",
            "owner",
            "when",
            "steps",
            "actions",
            "text",
            "about",
            "at",
        ),
        *(
            "kind",
            "a",
            "b-c",
            "1",
            "null",
            "yes",
            "A B",
            "'q'",
            '"q"',
            "? x",
            "<<",
            "*a",
            "&a k",
            "!t k",
            "",
            "-",
            "x:y",
        ),
    )
)
_COMMENTS = st.sampled_from(
    ("", "", "", "", " # a comment", " #glued", "#", "\t# after a tab", " # 'quote", " ")
)
_SCALARS = st.one_of(
    odd.yaml_values,
    times.texts,
    st.sampled_from(
        ("one", "a title", "roles/one", "one.two", "it's", 'say "it"', "Plan: power", "a, b", "[[risks/a]]")
    ),
    st.text(max_size=12),
    st.builds(lambda text: "'" + text.replace("'", "''") + "'", st.text(max_size=12)),
    st.text(max_size=12).map(lambda text: f'"{text}"'),
)
_FLOW = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.builds(
            lambda items, end: f"[{', '.join(items)}{end}",
            st.lists(inner, max_size=4),
            st.sampled_from("]],} "),
        ),
        st.builds(
            lambda pairs, joint, end: "{" + ", ".join(f"{key}{joint}{value}" for key, value in pairs) + end,
            st.lists(st.tuples(_KEYS, inner), max_size=4),
            st.sampled_from((": ", ": ", ": ", ":", " ")),
            st.sampled_from("}}},] "),
        ),
    ),
    max_leaves=6,
)
_BLOCKS = st.sampled_from(("|", ">", "|-", ">+2", "|9", "> # x"))
_LONE = st.sampled_from(("---", "...", "%YAML 1.2", "", "# note", "\tkey: x", "<<<<<<< HEAD", "+a: b", "="))


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """Lines of keys and items, each in a column of its own choice, mostly a fitting one."""
    column, lines = 0, []
    for _ in range(draw(st.integers(1, 14))):
        column = max(column + draw(st.sampled_from((0, 0, 0, 2, 2, -2, -4, 1, 3))), 0)
        kind = draw(st.integers(0, 9))
        key, comment = draw(_KEYS), draw(_COMMENTS)
        match kind:
            case 0 | 1 | 2:
                body = f"{key}:"
                column += 2
            case 3 | 4 | 5:
                body = f"{key}: {draw(_FLOW)}"
            case 6:
                body = f"- {draw(_FLOW)}"
            case 7:
                body = f"- {key}: {draw(_SCALARS)}"
            case 8:
                body = f"{key}: {draw(_BLOCKS)}\n{' ' * (column + 2)}{draw(_SCALARS)}"
            case _:
                body = draw(_LONE)
        lines.append(" " * (column - 2 if kind < 3 else column) + body + comment)
    return draw(st.sampled_from(("\n", "\n", "\n", "\n", "\r\n", "\r"))).join(lines)


_HEAD = "playbook:\n  key: test\n  title: Test\n"

#: Data files; some begin as a playbook does.
samples = st.builds(
    lambda head, lines, end: Sample(
        {"data/playbook.yml": f"{head}{lines}{end}".encode("utf-8", "surrogatepass")}
    ),
    st.sampled_from(("", _HEAD, _HEAD, "\ufeff", "--- # x\n")),
    _lines(),
    st.sampled_from(("\n", "\n", "")),
)
