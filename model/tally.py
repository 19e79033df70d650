"""What is counted each month in each sub-district: whole numbers, so that order cannot matter."""

from enum import IntEnum


class Tally(IntEnum):
    """Counts of one month in one sub-district."""

    LODGED_CAPITAL = 0
    LODGED_OTHER_OFFICE = 1
    LODGED_DESK = 2
    LODGED_UNIT = 3
    LODGED_MOBILE = 4
    LODGED_COUNTER = 5
    LODGED_BROKER = 6
    FORGONE = 7
    COMPLETED = 8
    COMPLETED_VISITS = 9
    COMPLETED_HUNDREDTHS_OF_DAYS = 10
    COMPLETED_MINUTES = 11
    COMPLETED_RUPIAH = 12
    ABANDONED = 13
    REFERRED = 14
    ADULTS = 15
    CHILDREN = 16
    SPENDING = 17
