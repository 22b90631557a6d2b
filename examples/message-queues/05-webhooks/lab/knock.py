"""One request, overheard at noon: `python knock.py`."""

from check import accepts, sign

NOON = 1_760_000_000
body = '{"type": "payment.succeeded", "account": 7, "amount": 10}'
genuine = {
    "sent_at": NOON,
    "body": body,
    "signature": sign(NOON, body),
}
one = NOON + 3600

requests = {
    "at noon, genuine": (genuine, NOON),
    "at noon, amount changed": (
        {**genuine, "body": body.replace("10", "9999")},
        NOON,
    ),
    "at one, as it was": (genuine, one),
    "at one, time changed": ({**genuine, "sent_at": one}, one),
}
for name, (request, now) in requests.items():
    verdict = "accepted" if accepts(request, now) else "refused"
    print(f"{name}: {verdict}")
