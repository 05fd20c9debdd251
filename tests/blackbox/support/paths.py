"""Where things are in the project."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
NODE = PROJECT / "tests" / "node"


@cache
def binary() -> Path:
    """The release binary: what `cargo xtask test` built, or the one in cargo's target folder."""
    named = os.environ.get("DAYPASS_BINARY")
    return Path(named) if named else target_folder() / "release" / "daypass"


@cache
def target_folder() -> Path:
    """Cargo's target folder."""
    metadata = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"],
        cwd=PROJECT, capture_output=True, check=True,
    )
    return Path(json.loads(metadata.stdout)["target_directory"])


def object_store() -> Path:
    """s3s-fs, as the environment of the tests has it."""
    return target_folder() / "test-env" / "s3s-fs" / "bin" / "s3s-fs"
