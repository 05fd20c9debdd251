"""The page on the configuration file: it names every key, and its example can be used."""

import re
import tomllib
from pathlib import Path

import pytest

from support.command import daypass
from support.paths import PROJECT
from support.receiver import SECRET

EXAMPLE = re.search(r"```toml\n(.*?)```", (PROJECT / "docs" / "configuration.md").read_text(), re.S)[1]


def keys(table: dict, under: str = "") -> set[str]:
    """Every key by its path; of a list of tables, those of all of them."""
    found = set()
    for key, value in table.items():
        path = f"{under}{key}"
        found.add(path)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                found |= keys(inner, f"{path}.")
    return found


@pytest.fixture
def example(tmp_path) -> Path:
    # Secrets are in files, which are read when the file is checked.
    file, text = tmp_path / "daypass.toml", EXAMPLE
    for name in ("webhook-secret", "store-secret"):
        (tmp_path / name).write_text(SECRET)
        text = text.replace(f"/etc/daypass/{name}", str(tmp_path / name))
    file.write_text(text)
    return file


def test_the_example_can_be_used_and_reads_back(example):
    assert daypass(None, "config", "check", "--config", str(example)).code == 0
    shown = daypass(None, "config", "show", "--config", str(example))
    assert shown.code == 0, shown
    assert tomllib.loads(shown.stdout) == tomllib.loads(example.read_text())
    assert SECRET not in shown.stdout


def test_the_page_names_every_key(example):
    # A key that is not known is refused with the list of those that are.
    sections = {"": "", "forward_auth": "[forward_auth]\n", "limits": "[limits]\n", "providers": "[providers]\n",
                "webhook": "[webhook]\n", "signing_proxy": "[[signing_proxy]]\n", "tls": "[tls]\n"}
    for section, heading in sections.items():
        example.write_text(f"{heading}nothing-of-the-kind = 1\n")
        refused = daypass(None, "config", "check", "--config", str(example))
        assert refused.code == 2
        known = set(re.findall(r"`([a-z_]+)`", refused.stderr.split("expected", 1)[1]))
        named = keys(tomllib.loads(EXAMPLE))
        prefix = f"{section}." if section else ""
        assert {f"{prefix}{key}" for key in known} <= named
