"""From dates to reported months."""


def month_number(first_month: str, month: str) -> int:
    """Return the reported month (1 = ``first_month``) of a date; both as ``YYYY-MM``."""
    year, number = (int(part) for part in month.split("-"))
    first_year, first_number = (int(part) for part in first_month.split("-"))
    return 12 * (year - first_year) + number - first_number + 1
