"""Splitting a key so that any `need` of its shares give it back and fewer tell nothing about it.

Shamir, "How to share a secret", CACM 22 (1979), byte by byte over GF(2^8) with the polynomial of AES
(x^8 + x^4 + x^3 + x + 1); share number n holds the polynomial's value at n, and its value at 0 is the key.
"""

from collections.abc import Callable, Mapping

MOST_SHARES = 255


def split(key: bytes, shares: int, need: int, random: Callable[[int], bytes]) -> dict[int, bytes]:
    """Shares of `key` by number, from 1; `random(n)` gives n random bytes. Raises ValueError.

    Each share is as long as the key.
    """
    if not 2 <= need <= shares <= MOST_SHARES:
        raise ValueError(f"{need} of {shares} shares cannot be made")
    slopes = [random(len(key)) for _ in range(need - 1)]
    return {number: _at(number, [key, *slopes]) for number in range(1, shares + 1)}


def joined(shares: Mapping[int, bytes]) -> bytes:
    """What these shares give; it is the key only if they are enough shares of one splitting."""
    if len({len(share) for share in shares.values()}) != 1 or not all(0 < n <= MOST_SHARES for n in shares):
        raise ValueError("these are not shares of one key")
    whole = bytes(len(next(iter(shares.values()))))
    for number, share in shares.items():
        weight = 1
        for other in shares:
            if other != number:
                # Lagrange's basis at 0: subtraction is exclusive or.
                weight = _times(weight, _times(other, _inverse(other ^ number)))
        whole = bytes(a ^ _times(weight, b) for a, b in zip(whole, share, strict=True))
    return whole


def _at(number: int, coefficients: list[bytes]) -> bytes:
    value = bytes(len(coefficients[0]))
    for coefficient in reversed(coefficients):
        value = bytes(_times(v, number) ^ c for v, c in zip(value, coefficient, strict=True))
    return value


def _times(a: int, b: int) -> int:
    # All eight steps for every pair and no tables: the work does not depend on the key's bytes.
    product = 0
    for bit in range(8):
        product ^= -(b >> bit & 1) & a
        a = (a << 1) ^ (-(a >> 7) & 0x11B)
    return product & 0xFF


def _inverse(a: int) -> int:
    result = 1
    for bit in range(7, -1, -1):  # a ** 254, which is a ** -1
        result = _times(result, result)
        if 254 >> bit & 1:
            result = _times(result, a)
    return result
