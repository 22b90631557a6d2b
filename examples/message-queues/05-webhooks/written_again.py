"""The same JSON is not the same bytes: `python written_again.py`."""

import json

from signing import sign

body = b'{"type":"payment.succeeded","amount":10}'
again = json.dumps(json.loads(body)).encode()
secret, now = b"the secret since today", "1760000000"
signature = sign(secret, "evt_1", now, body)

print("as it came:   ", body.decode())
print("written again:", again.decode())
print("same data:     ", json.loads(body) == json.loads(again))
print("same signature:", signature == sign(secret, "evt_1", now, again))
