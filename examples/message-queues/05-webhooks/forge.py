"""A stranger knocks: `python forge.py`."""

import time

import inbox
from traffic import BODY, now, send, signed

genuine = signed()
old = str(int(time.time()) - 3600)
hour_old = signed("evt_2", sent_at=old)
more = BODY.replace(b"10", b"99")

print("no signature             ", send({}))
print("signed with a guess      ", send(signed(secret=b"123456")))
print("genuine                  ", send(genuine))
print("its amount changed       ", send(genuine, more))
print("sent an hour ago         ", send(hour_old))
renewed = hour_old | {"webhook-timestamp": now()}
print("its timestamp changed    ", send(renewed))
print("genuine, sent again      ", send(genuine))
print("in the inbox             ", inbox.count())
