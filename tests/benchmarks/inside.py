"""Inside the site: a line of JSON in, ``["module.function", {…}]``, a line of JSON out."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place


def serve() -> None:
    """Answer until standard input ends; whatever else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with site(Place.of(os.environ)) as portal:
        for line in sys.stdin:
            name, given = json.loads(line)
            module, function = name.split(".")
            act = getattr(import_module(f"benchmarks.{module}"), function)
            print(json.dumps(act(portal, **given)), file=answers, flush=True)


if __name__ == "__main__":
    serve()
