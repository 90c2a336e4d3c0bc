"""Files changed at random, but the same way each time; more often where their structure is."""

import random
from collections.abc import Callable

_BYTES = (0, 1, 0x7F, 0x80, 0xFF)
_NEAR = 600


def mutated(content: bytes, generator: random.Random) -> bytes:
    """Change a file in one to four ways; it is never what it was.

    Args:
        content: the file.
        generator: seeded.
    """
    changed = bytearray(content)
    for _ in range(generator.choice((1, 1, 1, 2, 4))):
        generator.choice(_WAYS)(changed, generator)
    return bytes(changed) if changed != content else bytes(changed) + b"\0"


def _place(content: bytearray, generator: random.Random) -> int:
    """A place in the file: near its beginning, near its end, or anywhere."""
    size = max(len(content), 1)
    near = min(_NEAR, size)
    return generator.choice(
        (generator.randrange(near), size - 1 - generator.randrange(near), generator.randrange(size))
    )


def _set_byte(content: bytearray, generator: random.Random) -> None:
    place = _place(content, generator)
    content[place : place + 1] = bytes([generator.choice((*_BYTES, generator.randrange(256)))])


def _flip_bit(content: bytearray, generator: random.Random) -> None:
    if content:
        content[_place(content, generator)] ^= 1 << generator.randrange(8)


def _lie_about_a_number(content: bytearray, generator: random.Random) -> None:
    """Put another whole number where one may be: a length, a place, a count."""
    width = generator.choice((2, 4, 8))
    place = _place(content, generator)
    old = int.from_bytes(content[place : place + width], "little")
    new = generator.choice((0, 1, old + 1, old - 1, len(content), 2 ** (8 * width) - 1, 2 ** (8 * width - 1)))
    content[place : place + width] = (new % 2 ** (8 * width)).to_bytes(width, "little")


def _cut_out(content: bytearray, generator: random.Random) -> None:
    place = _place(content, generator)
    del content[place : place + generator.randint(1, 64)]


def _cut_off(content: bytearray, generator: random.Random) -> None:
    del content[_place(content, generator) :]


def _repeat(content: bytearray, generator: random.Random) -> None:
    place = _place(content, generator)
    content[place:place] = content[place : place + generator.randint(1, 256)]


def _move(content: bytearray, generator: random.Random) -> None:
    source, target, length = _place(content, generator), _place(content, generator), generator.randint(1, 128)
    content[target : target + length] = content[source : source + length]


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _set_byte, _set_byte, _flip_bit, _flip_bit, _lie_about_a_number, _lie_about_a_number,
    _cut_out, _cut_off, _repeat, _move,
)  # fmt: skip
