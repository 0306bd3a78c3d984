"""Odd values of every kind: what stands in no plan, or only in one."""

from __future__ import annotations

from hypothesis import strategies as st

#: As they stand in YAML after a colon, or in its place.
YAML_VALUES = (
    *("", "~", "null", "Null", "true", "No", "on", "-", "--", "?", "...", "---", "TBD", "n/a"),
    *("0", "-1", "+1", "1.", ".5", "1e5", "1e999", "-1e-999", ".nan", ".inf", "-.Inf", "0x1F", "0o17", "0b_"),
    *("017", "1_000", "1,000", "9" * 30, "9" * 400, "1:30", "6:00", "190:20:30", "12e", "½", "٣", "\uff18"),
    *("2026-02-30", "2026-11-23T09:00", "2026-11-23 09:00", "0000-01-01", "9999-12-31", "2026-11-23T25:61"),
    *("2026-11-23T09:00+14:00", "2026-11-23T09:00Z", "9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00"),
    *("[]", "{}", "[[]]", "[,]", "{,}", "[~]", "{a}", "{a: }", "{a: 1, a: 2}", "[a, b", "{a: b", "]", "}"),
    *("''", '""', "' '", '"\\t"', '"\\x00"', '"\\u2028"', '"\\ud800"', '"\\U0001F600"', '"\\q"', "'", '"'),
    *("|", ">", "|-", ">+", "|2", "|9\n a", ">-\n  x\n y", "&a", "*a", "&a x", "!!str x", "!x", "!!binary a"),
    *("<<", "<<: *a", "@x", "`x`", "%x", "# x", "x # y", "x #y", "x: y", "x:y", ": x", "- x", "x - y"),
    *("[[risks/nobody]]", "[[roles/cto]]", "[[", "]]", "[[x", "[[a/b.c|d]]", "actions/x.y", "a/b", "a/b/c"),
    *("../../evil", "/abs", ".git", "index", "assets", "CON", "__proto__", "constructor", "x" * 300),
    *(
        "<b>x</b>",
        "</script>",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "{x}",
        "{",
        "$(x)",
        "`x",
        "**x",
        "_x",
        "~~~",
        "```",
    ),
)

#: Letters that look like others, or like nothing, and marks that mean something to some reader.
CHARACTERS = (
    *("\u0430", "\u0435", "\u03bf", "\u0131", "\u017f", "\uff41", "\U0001d41a", "\u212a", "\u00df", "\u0130"),
    *("\u00a0", "\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u3000", "\u2003", "\u202f", "\u180e"),
    *("\u0301", "e\u0301", "\u00e9", "\u0338", "\u20dd", "\u202e", "\u2066", "\u200f", "\u061c"),
    *("\u0085", "\u2028", "\u2029", "\x00", "\x1b", "\x0c", "\x7f", "\r", "\t", "\ufffe", "\U000e0041"),
    *("\u2013", "\u2014", "\u2212", "\u2018", "\u2019", "\u201c", "\u201d", "\u2026", "\uff1a", "\uff0c"),
    *("\U0001f600", "\U0001f468\u200d\U0001f469", "\u05d0", "\u0627", "\u4e00", "\u0e01", "\u1100\u1161"),
    *(":", ": ", " #", "#", "- ", "-", "?", "? ", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", '"'),
    *(
        "%",
        "@",
        "`",
        "\\",
        "\\\\",
        "/",
        "..",
        "|",
        "<",
        "&amp;",
        "&#0;",
        "$",
        "~",
        "^",
        "=",
        "+",
        "\n",
        "\n\n",
    ),
)

#: What a text holds beside words: every mark that Markdown, HTML, YAML or a reference may begin with.
MARKS = (
    *(
        "*",
        "**",
        "_",
        "__",
        "***",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "\n",
        "\n\n",
        "\\",
        "  \n",
        "\t",
        "    ",
        "\r\n",
    ),
    *("- ", "* ", "+ ", "1. ", "9999999999. ", "1) ", "> ", "# ", "###### ", "---\n", "===\n", "| a | b |\n"),
    *(
        "[",
        "]",
        "(",
        ")",
        "](",
        "[a](",
        "](http://a.b)",
        "[a](mailto:x@y)",
        "[a](tel:+1)",
        "![",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "[a]: http://b 'c'\n",
        "<",
        ">",
        "</",
        "<b",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<?",
        "<![CDATA[",
        "<http://a.b>",
    ),
    *(
        "<a href=x>",
        "<script>",
        "<p>\n",
        "</p>",
        "<pre>",
        "&",
        "&amp;",
        "&#x41;",
        "&#0;",
        "&nosuch;",
        "{",
        "}",
    ),
    *(
        "{: .x }",
        "{#x}",
        "{x}",
        "{{",
        "}}",
        "{%",
        "[[",
        "]]",
        "[[risks/churn]]",
        "[[kpis/rate.target]]",
        "[[a|",
    ),
    *(
        "[[risks/churn|the *churn*]]",
        "[[actions/a.b]]",
        "[[actions/a]]",
        r"\[[",
        "[[[",
        "]]]",
        "|",
        "@/",
        "@/x/",
    ),
    *(
        "http://a.b",
        "https://a.b/?x=1&y=2",
        "javascript:x",
        "data:text/html,x",
        "mailto:",
        "www.a.b",
        "a@b.c",
    ),
    *("\x02", "\x03", "wzxhzdk:0", "klzzwxh:0001", "\ufdd0", "\ue000", "STX", "amp;"),
)

words = st.sampled_from(
    ("the", "churn", "A", "rate", "x", "no", "a-b", "1", "20,000", "Ünï", "مرحبا", "漢字")
)
characters = st.sampled_from(CHARACTERS)
yaml_values = st.sampled_from(YAML_VALUES)

#: Texts that look like Markdown, or nearly.
texts = st.one_of(
    st.lists(st.one_of(words, st.sampled_from(MARKS), st.just(" ")), max_size=40).map("".join),
    st.lists(st.one_of(words, characters, st.sampled_from(MARKS)), max_size=20).map(" ".join),
    st.text(max_size=60),
    st.builds(lambda part, times: part * times, st.sampled_from((*MARKS, *CHARACTERS)), st.integers(1, 3000)),
)
