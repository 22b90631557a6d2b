"""A solution: a message for a queue that no worker of this lab reads."""

from tasks import send_welcome_email

send_welcome_email.apply_async((44,), queue="mail")
print("user 44 signed up")
