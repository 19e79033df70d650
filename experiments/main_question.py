"""The main question: which policies are compared where nothing else is asked."""

from typing import Final

# What unit, post and cooperation do alone and together (all cells of the factorial), and what
# else is proposed beside them.
MAIN_QUESTION: Final = (
    "unit_jagoi_full",
    "unit_jagoi_low",
    "unit_seluas",
    "mobile_only",
    "facilitators_counter",
    "plbn_full",
    "cbc_high",
    "security_first",
    "unit_jagoi_full+plbn_full",
    "unit_jagoi_full+cbc_high",
    "plbn_full+cbc_high",
    "unit_jagoi_full+plbn_full+cbc_high",
    "combined",
)
