"""Sign and check, as somebody wrote it."""

import hmac

SECRET = b"the secret since today"


def sign(sent_at, body):
    return hmac.new(SECRET, body.encode(), "sha256").hexdigest()


def accepts(request, now):
    right = sign(request["sent_at"], request["body"])
    if not hmac.compare_digest(right, request["signature"]):
        return False
    return abs(now - request["sent_at"]) <= 5 * 60
