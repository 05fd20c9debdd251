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
    if named:
        return Path(named)
    metadata = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"],
        cwd=PROJECT, capture_output=True, check=True,
    )
    return Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "daypass"
