"""When would this crontab fire? `python fires.py`."""

from datetime import UTC

from clock import next_fires


def show(zone, **fields):
    words = ", ".join(f"{key}={fields[key]!r}" for key in fields)
    print(f"crontab({words}) in {zone}")
    for local in next_fires(zone, **fields):
        utc = local.astimezone(UTC)
        print(f"  {local:%a %H:%M}  =  {utc:%a %H:%M} UTC")


show("UTC", hour=9)
show("UTC", hour=9, minute=0)
show("America/New_York", hour=9, minute=0, day_of_week="mon-fri")
show("Asia/Dhaka", hour="*/6", minute=15)
