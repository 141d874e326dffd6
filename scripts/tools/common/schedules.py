"""Checks whether EventBridge Scheduler would accept a schedule: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html

The local cloud computes the times (scripts/local-cloud/Events/Schedules). Both are tested with the expressions in
scripts/local-cloud/tests/Events/Schedules/expressions.json.
"""

import re
import zoneinfo
from datetime import datetime

LARGEST = 2**31 - 1
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


def check_expression(text: str) -> None:
    """Raises ValueError, with the mistake, if AWS would not accept the text as rate(…), cron(…) or at(…)."""
    found = re.fullmatch(r"(rate|cron|at)\((.*)\)", text, re.DOTALL)
    if not found:
        raise ValueError(f"'{text}' is not a valid schedule; write rate(5 minutes), cron(0 8 * * ? *) or at(2027-01-31T08:00:00)")
    {"rate": check_rate, "cron": check_cron, "at": check_time}[found[1]](found[2])


def check_zone(name: str) -> None:
    """Raises ValueError if the name is not an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValueError(f"'{name}' is not an IANA time zone; write a name such as Europe/Berlin")


def check_rate(text: str) -> None:
    found = re.fullmatch(r" *([0-9]+) +(minute|hour|day)s? *", text)
    if not found or not 1 <= int(found[1]) <= LARGEST:
        raise ValueError(f"'rate({text})' is not a positive number of minutes, hours or days")


def check_time(text: str) -> None:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}", text):
            raise ValueError
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'at({text})' is not a time such as at(2027-01-31T08:00:00)") from None


class Field:
    """A field of a cron expression, with numbers or names as its values."""

    def __init__(self, name: str, least: int, most: int, names: tuple[str, ...] = ()) -> None:
        self.name, self.least, self.most, self.names = name, least, most, names

    def check(self, text: str) -> None:
        """Checks *, 1, 1-5, 0/15 or several of these, separated by commas."""
        for item in text.split(","):
            whole, slash, step = item.partition("/")
            if slash and not (re.fullmatch("[0-9]+", step) and 1 <= int(step) <= LARGEST):
                raise self.malformed(item)
            if whole == "*":
                continue
            values = [self.value(part) for part in whole.split("-")]
            if len(values) > 2 or values != sorted(values):
                raise self.malformed(item)

    def value(self, text: str) -> int:
        if text.upper() in self.names:
            return self.least + self.names.index(text.upper())
        if not re.fullmatch("[0-9]+", text) or not self.least <= int(text) <= self.most:
            raise self.malformed(text)
        return int(text)

    def malformed(self, text: str) -> ValueError:
        return ValueError(f"'{text}' is not a valid value for {self.name} ({self.least} to {self.most})")


MINUTES, HOURS = Field("minutes", 0, 59), Field("hours", 0, 23)
MONTH, YEAR = Field("month", 1, 12, MONTHS), Field("year", 1970, 2199)
DAY_OF_MONTH, DAY_OF_WEEK = Field("day of month", 1, 31), Field("day of week", 1, 7, DAYS)


def check_cron(text: str) -> None:
    fields = text.split()
    if len(fields) != 6:
        raise ValueError(f"'cron({text})' must have six fields: minutes, hours, day of month, month, day of week, year")
    minutes, hours, day_of_month, month, day_of_week, year = fields
    if (day_of_month == "?") == (day_of_week == "?"):
        raise ValueError(f"'cron({text})': either the day of month or the day of week must be ?, but not both")
    for field, value in ((MINUTES, minutes), (HOURS, hours), (MONTH, month), (YEAR, year)):
        field.check(value)
    if day_of_month != "?":
        check_days_of_month(day_of_month)
    else:
        check_days_of_week(day_of_week)


def check_days_of_month(text: str) -> None:
    """Numbers; L, the last day; L-3, three days before it; 15W, the weekday nearest to the 15th; LW, the last weekday."""
    for item in text.split(","):
        if item in ("L", "LW"):
            continue
        if item.startswith("L-"):
            DAY_OF_MONTH.value(item[2:])
        elif item.endswith("W"):
            DAY_OF_MONTH.value(item[:-1])
        else:
            DAY_OF_MONTH.check(item)


def check_days_of_week(text: str) -> None:
    """Numbers or names; L, Saturday; 6L, the last Friday of the month; 3#2, its second Tuesday, which is a whole field."""
    day, hash_sign, number = text.partition("#")
    if hash_sign:
        DAY_OF_WEEK.value(day)
        if number not in ("1", "2", "3", "4", "5"):
            raise DAY_OF_WEEK.malformed(text)
        return
    for item in text.split(","):
        if item == "L":
            continue
        if item.endswith("L"):
            DAY_OF_WEEK.value(item[:-1])
        else:
            DAY_OF_WEEK.check(item)
