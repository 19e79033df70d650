"""Reported months: from dates, and whether a lever or a shock holds."""


def month_number(first_month: str, month: str) -> int:
    """Return the reported month (1 = ``first_month``) of a date; both as ``YYYY-MM``."""
    year, number = (int(part) for part in month.split("-"))
    first_year, first_number = (int(part) for part in first_month.split("-"))
    return 12 * (year - first_year) + number - first_number + 1


def in_force(opening: int, closing: int, reported: int) -> bool:
    """Tell whether a lever with these months (0 = never) is in force in a reported month."""
    return 0 < opening <= reported and not 0 < closing <= reported


def within(start: int, months: int, reported: int) -> bool:
    """Tell whether a shock of so many months from ``start`` (0 = never) holds."""
    return 0 < start <= reported < start + months
