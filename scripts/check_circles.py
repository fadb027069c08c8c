"""Circles of imports between modules, those for types alone counted too.

Apps are kept from them by the import contracts; within an app two files that need each other are
one file, or lack a third.
"""

from graphlib import CycleError, TopologicalSorter

import grimp

APART = {"migrations", "tests"}


def circles(package: str) -> list[str]:
    """Return a line for each circle of a package that can be imported; migrations and tests aside.

    Where circles share modules, as many are named as must be opened.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    modules = {name for name in graph.modules if not APART & set(name.split("."))}
    below = {
        name: graph.find_modules_directly_imported_by(name) & modules for name in sorted(modules)
    }
    found = []
    while True:
        try:
            TopologicalSorter(below).prepare()
        except CycleError as error:
            circle = error.args[1]
            found.append(" imports ".join(reversed(circle)))
            below[circle[1]] -= {circle[0]}
        else:
            return found
