"""Random numbers as a function of who draws, when and what for.

A draw is not the next number of a stream but a hash of its arguments: Philox4x32 with ten rounds
(Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"). Two scenarios
with one seed give each household the same births, shocks and luck; nothing depends on the order of
agents or on the number of workers; one more draw by one household changes no other.
"""

from enum import IntEnum

import numpy as np
from numba import njit

from model.kernels import Whole, kernel, part
from model.tables import Array


class Stream(IntEnum):
    """The decisions that draw; each has numbers of its own."""

    POPULATION = 1
    HOLDINGS = 2
    KINSHIP = 3
    LIFE = 4
    LIFE_KIND = 5
    PERSON = 6
    APPLY = 7
    LODGING_DAY = 8
    PAPERS_COMPLETE = 9
    AGENCIES_AGREE = 10
    REFERRAL = 11
    ABANDON = 12
    INFORMAL_PAYMENT = 13
    BROKER = 14
    UPTIME = 15
    HARVEST = 16
    BROKER_ENTRY = 17
    DIPLOMACY = 18
    INCIDENT = 19
    WORK = 20
    WORK_KIND = 21
    ORIENTATION = 22
    TRADER = 23
    TRADE_CHANNEL = 24
    DETECTION = 25
    TRADER_ENTRY = 26


_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_11 = np.uint64(11)
_8 = np.uint64(8)
_NONE = np.uint64(0)
_53_BITS = 1.0 / 9007199254740992.0
_24_BITS = np.float32(1.0 / 16777216.0)


def seed_key(seed: int) -> np.uint64:
    """Return the 64-bit key of a run's seed (SplitMix64's finaliser, so that near seeds differ)."""
    word = (seed + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return np.uint64(word ^ (word >> 31))


@part
def philox(
    key: np.uint64, word_0: np.uint64, word_1: np.uint64, word_2: np.uint64, word_3: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return four 32-bit words (as uint64) for a 64-bit key and a 128-bit counter."""
    key_0 = key & _LOW
    key_1 = key >> _32
    for _ in range(10):
        # 64-bit intermediates, so that NumPy's scalars do not overflow when the JIT is off
        product_0 = _MULTIPLIER_0 * word_0
        product_1 = _MULTIPLIER_1 * word_2
        word_0 = (product_1 >> _32) ^ word_1 ^ key_0
        word_1 = product_1 & _LOW
        word_2 = (product_0 >> _32) ^ word_3 ^ key_1
        word_3 = product_0 & _LOW
        key_0 = (key_0 + _WEYL_0) & _LOW
        key_1 = (key_1 + _WEYL_1) & _LOW
    return word_0, word_1, word_2, word_3


@part
def uniform(key: np.uint64, stream: Whole, who: Whole, month: Whole, k: Whole) -> float:
    """Return the number in [0, 1) that agent ``who`` draws for ``stream`` in ``month``.

    ``k`` numbers the draws of one agent in one month. All arguments are non-negative integers
    below 2**32; ``key`` comes from :func:`seed_key`.
    """
    word_0, word_1, _, _ = philox(
        key, np.uint64(who), np.uint64(month), np.uint64(stream), np.uint64(k)
    )
    return np.float64(np.int64(((word_0 << _32) | word_1) >> _11)) * _53_BITS


@part
def uniform_two(
    key: np.uint64, stream: Whole, who: Whole, month: Whole, k: Whole
) -> tuple[float, float]:
    """Return two independent numbers like that of :func:`uniform`, for the price of one."""
    word_0, word_1, word_2, word_3 = philox(
        key, np.uint64(who), np.uint64(month), np.uint64(stream), np.uint64(k)
    )
    return (
        np.float64(np.int64(((word_0 << _32) | word_1) >> _11)) * _53_BITS,
        np.float64(np.int64(((word_2 << _32) | word_3) >> _11)) * _53_BITS,
    )


@kernel
def fill_pairs(key: np.uint64, stream: Whole, month: Whole, first: Array, second: Array) -> None:
    """Let every agent draw two numbers in [0, 1) of 24 bits: into float32[n] and float32[n].

    A loop of its own, which the compiler turns into vector instructions.
    """
    for who in range(len(first)):
        word_0, word_1, _, _ = philox(
            key, np.uint64(who), np.uint64(month), np.uint64(stream), _NONE
        )
        first[who] = np.float32(np.int64(word_0 >> _8)) * _24_BITS
        second[who] = np.float32(np.int64(word_1 >> _8)) * _24_BITS


@njit(cache=True, nogil=True)
def uniforms(key: np.uint64, stream: Whole, count: int, k: Whole) -> Array:
    """Return one number in [0, 1) for each of the agents 0 … count − 1 (float64[count])."""
    numbers = np.empty(count)
    for who in range(count):
        numbers[who] = uniform(key, stream, who, 0, k)
    return numbers


@part
def draw_number(arose: Whole, service: Whole, visit: Whole) -> Whole:
    """Return the number ``k`` of a draw about one case: distinct for every need and visit.

    Two papers of one service that lapse in one household in the same month share their draws: they
    are renewed, or not, in one errand.
    """
    return ((np.int64(arose) + 2048) * 64 + np.int64(service)) * 64 + visit
