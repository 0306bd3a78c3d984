"""How the program ends when it is told to or cannot go on: cleared up, in a sentence, with a code."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

import click

from generator.cli.options import ENVIRONMENT, USAGE
from generator.moment import MomentError
from generator.report.terminal import safe

#: What ends it beside Ctrl-C; Windows knows no hanging up.
_ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))

#: As shells count: 128, and the number of the signal that Ctrl-C sends, or the one for who reads no more.
_INTERRUPTED, _UNREAD = 130, 141


class Ended(BaseException):
    """Somebody ends the program; what is under way clears up after itself. `code` is what it exits with."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Program(click.Group):
    """The commands; where nobody reads their output any more, that is an ending like others."""

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise Ended(_UNREAD) from None


def run(program: Callable[[], click.Group]) -> NoReturn:
    """Make the program and run it; leave with the exit code for how it ended."""
    try:
        made = program()
        _listen()
        # Left to itself, click would call Ctrl-C an error in the data.
        code = made(prog_name="playbook", standalone_mode=False)
    except click.ClickException as problem:
        _show(problem)
        _leave(problem.exit_code)
    except MomentError as problem:
        _leave(USAGE, str(problem))
    except (KeyboardInterrupt, click.Abort):
        _leave(_INTERRUPTED)
    except Ended as ended:
        _leave(ended.code)
    except OSError as failure:
        _leave(ENVIRONMENT, _refused(failure))
    sys.exit(code if isinstance(code, int) else 0)


def _listen() -> None:
    """From here on a signal to end raises Ended, once; one that the caller has switched off stays so."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in _ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    # What clears up is not to be interrupted in its turn.
    for other in (*_ENDINGS, signal.SIGINT):
        signal.signal(other, signal.SIG_IGN)
    raise Ended(128 + number)


def _leave(code: int, sentence: str = "") -> NoReturn:
    """Exit, with a sentence for people; what could not be printed is not tried again."""
    with suppress(OSError):
        if sentence:
            click.echo(f"Error: {_printable(sentence)}", err=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            # Python would complain of the same once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _show(problem: click.ClickException) -> None:
    """As click shows it; but it quotes what was typed, or pasted from anywhere."""
    said = io.StringIO()
    problem.show(file=said)
    click.echo(_printable(said.getvalue()), err=True, nl=False)


def _printable(words: str) -> str:
    """Words, in as many lines, of which no terminal obeys any."""
    return "\n".join(map(safe, words.split("\n")))


def _refused(failure: OSError) -> str:
    """What the machine refuses, and what helps, as a person is told."""
    from generator.site.tools import cure  # noqa: PLC0415  only a failure needs it

    if failure.strerror is None:
        return str(failure)
    # Of two names the second is the one that people know, the first is on its way there.
    name = failure.filename2 or failure.filename
    said = f"{failure.strerror}: {os.fsdecode(name)}" if isinstance(name, (str, bytes)) else failure.strerror
    return f"{said}. {cure(failure.errno)}".rstrip() if cure(failure.errno) else said
