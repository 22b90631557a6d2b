"""A solution: the message names its argument."""

from sign_ups import send_welcome_email

print("User 2 signs up, email in the background ...")
print("    got back:", repr(send_welcome_email.delay(user_id=2)))
