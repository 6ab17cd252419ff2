"""The yardstick of `gongkai check`: parses every YAML file below a folder with PyYAML's C loader, in one process, and does nothing with it.

    python tests/bench/parse.py FOLDER
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import yaml


def main(folder: Path) -> int:
    """How many files there were; they are read as bytes, as a program would that wants their data and nothing else."""
    gc.disable()  # as `gongkai` does
    return len([yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in sorted(folder.rglob("*.yaml"))])


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
