"""Libraries that nothing in the program asks for any more, once the plug-ins that asked for them are left out."""

from collections.abc import Callable, Iterable


def reachable(entries: Iterable[tuple[str, str]], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Find the libraries that are needed, beginning with all that lie in folders of packages.

    Those at the top were only brought in because another one needs them.

    Args:
        entries: for each library, its place in the program and the file on this machine.
        needs: gives the file names of the libraries that a file is linked against.
    Returns:
        The places of those that stay.
    """
    by_name: dict[str, list[tuple[str, str]]] = {}
    waiting = []
    for place, source in entries:
        name = place.replace("\\", "/").rpartition("/")[2]
        by_name.setdefault(name, []).append((place, source))
        if name != place or name.startswith(("libpython", "python3")):
            waiting.append((place, source))
    kept = {place for place, _ in waiting}
    while waiting:
        _, source = waiting.pop()
        for name in needs(source):
            for entry in by_name.get(name, ()):
                if entry[0] not in kept:
                    kept.add(entry[0])
                    waiting.append(entry)
    return kept
