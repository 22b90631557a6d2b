"""After the start from a memory image: what must not come from where it was made."""

import calendar
import random
import time


def renew() -> None:
    random.seed()
    set_time_zone()


def set_time_zone() -> None:
    """`time`'s four constants as this browser has them; Python reads them only when it starts."""
    year = time.gmtime().tm_year
    days = [time.localtime(calendar.timegm((year, month, 1, 0, 0, 0))) for month in (1, 7)]
    standard, summer = sorted(days, key=lambda day: day.tm_gmtoff)
    time.timezone, time.altzone = -standard.tm_gmtoff, -summer.tm_gmtoff
    time.daylight = int(standard.tm_gmtoff != summer.tm_gmtoff)
    time.tzname = (standard.tm_zone, summer.tm_zone)
