"""Tapal's one entry point: ``uv run run.py`` compares the policies; ``--help`` lists the rest."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

if __name__ == "__main__":
    from experiments.cli import main

    sys.exit(main(sys.argv[1:], program=("uv", "run", sys.argv[0])))
