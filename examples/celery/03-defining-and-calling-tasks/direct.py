"""A call, and a message: `python direct.py` while a worker runs."""

from tasks import build_report, send_welcome_email

print("called directly:")
print("   ", send_welcome_email(42))

print("called with .delay():")
handle = send_welcome_email.delay(42)
print("    you hold an", type(handle).__name__)
print("    its id is", handle.id)
print("    the worker returned:", handle.get(timeout=10))

print("a bound task:")
print("   ", build_report.delay("October").get(timeout=10))
