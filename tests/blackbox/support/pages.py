"""Pages of documentation as programs: what they tell their reader to type is typed, what they say is
printed is compared.

A fenced block of a page is one of three, by its language:

- `python title=NAME` or `js title=NAME`: a file that the reader saves under this name.
- `sh`: what the reader types. A page's blocks run one after the other in one shell.
- `text`: what the `sh` block before it prints, to the letter. A block without one prints nothing.
  `…` stands for whatever differs from run to run: within a line for some characters, as a line of
  its own for any number of lines.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .paths import NODE, binary
from .server import Server, clean_environment

PAGE_SECONDS_MAX = 100
FILES = ("python", "js")
OPEN = "…"


@dataclass
class Typed:
    """What the reader types, and what is printed."""

    text: str
    line: int
    prints: str = ""


@dataclass
class Page:
    """A page's snippets in their order."""

    path: Path
    files: dict[str, str] = field(default_factory=dict)
    typed: list[Typed] = field(default_factory=list)

    @property
    def prose(self) -> str:
        """What stands outside of fenced blocks."""
        return "".join(re.split(r"^```.*?^```$", self.path.read_text(), flags=re.MULTILINE | re.DOTALL))


def read(path: Path) -> Page:
    """The snippets of a page; a block that would be run by nobody fails."""
    page, block, printed = Page(path), None, True
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.startswith("```"):
            if block is not None:
                block[2].append(line)
            continue
        if block is None:
            block = (number, line.removeprefix("```").split(), [])
            continue
        begin, info, lines = block
        block, where, text = None, f"{path.name}:{begin}", "".join(f"{line}\n" for line in lines)
        match info:
            case ["sh"]:
                page.typed.append(Typed(text, begin))
                printed = False
            case ["text"]:
                assert not printed, f"{where}: nothing was typed that would print this"
                page.typed[-1].prints, printed = text, True
            case [language, title] if language in FILES and title.startswith("title="):
                page.files[title.removeprefix("title=")] = text
            case _:
                raise AssertionError(f"{where}: a block `{' '.join(info)}` is run by nobody")
    assert block is None, f"{path.name}: its last block is not closed"
    for name in page.files:
        assert any(name in typed.text for typed in page.typed), f"{path.name}: `{name}` is run by nobody"
    return page


def play(page: Page, server: Server, folder: Path, passed_over=()) -> list[tuple[Typed, str]]:
    """Types a page into a shell in an empty folder; gives back what each block printed. Blocks that
    are `passed_over` are those that this very test stands for."""
    settings = _home(folder, server)
    for name, text in page.files.items():
        (folder / name).write_text(text)
    typed = [block for block in page.typed if block.text.strip() not in passed_over]
    mark = f"--- {secrets.token_hex(8)} ---"
    script = folder / ".typed.sh"
    script.write_text("".join(f'{block.text}printf "%s" "{mark}"\n' for block in typed))
    shell = subprocess.Popen(
        ["sh", str(script)], cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        printed, _ = shell.communicate(timeout=PAGE_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        os.killpg(shell.pid, signal.SIGKILL)
        printed, _ = shell.communicate()
        raise AssertionError(f"{page.path.name}: not at its end within {PAGE_SECONDS_MAX} s\n{printed}") from None
    parts = printed.split(mark)
    assert len(parts) == len(typed) + 1, f"{page.path.name}: ended early\n{printed}"
    return list(zip(typed, parts))


def _home(folder: Path, server: Server) -> dict[str, str]:
    """An environment in which the page's programs are found, and nothing of this machine's settings."""
    programs = folder / ".bin"
    programs.mkdir()
    (programs / "daypass").symlink_to(binary())
    python = f"exec '{sys.executable}'"
    for name, command in (("python", python), ("aws", f"{python} '{Path(sys.executable).parent / 'aws'}'")):
        (programs / name).write_text(f'#!/bin/sh\n{command} "$@"\n')
        (programs / name).chmod(0o755)
    (folder / "node_modules").symlink_to(NODE / "node_modules")
    settings = clean_environment(DAYPASS_ENDPOINT=server.endpoint, HOME=str(folder), PYTHONDONTWRITEBYTECODE="1", NODE_NO_WARNINGS="1")
    return settings | {"PATH": f"{programs}:{settings['PATH']}"}


def differs(expected: str, printed: str) -> str | None:
    """What a person is shown when a page does not say what is printed."""
    if re.fullmatch(_pattern(expected), printed.rstrip() + "\n" if printed.strip() else ""):
        return None
    return f"the page says:\n{expected}\nbut this was printed:\n{printed}"


def _pattern(expected: str) -> str:
    def line(text: str) -> str:
        return r"(?:.*\n)*?" if text == OPEN else re.escape(text.rstrip()).replace(OPEN, ".+?") + r"[ \t]*\n"
    return "".join(line(text) for text in expected.splitlines())
