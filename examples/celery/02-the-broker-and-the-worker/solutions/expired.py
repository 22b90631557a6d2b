"""A solution: a message whose deadline has passed when it is sent."""

from tasks import send_welcome_email

send_welcome_email.apply_async((42,), expires=-1)
print("sent, a second too late")
