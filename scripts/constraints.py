"""Turn the [versions] of a buildout file into a pip constraints file, on standard output.

One file pins everything; pip cannot read buildout's form of it.
"""

from __future__ import annotations

import configparser
import sys


def constraints(path: str) -> list[str]:
    """Return one ``name==version`` a pin, in the file's order."""
    parser = configparser.RawConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    with open(path, encoding="utf-8") as file:
        parser.read_file(file)
    return [f"{name}=={version}" for name, version in parser.items("versions")]


if __name__ == "__main__":
    print("\n".join(constraints(sys.argv[1])))
