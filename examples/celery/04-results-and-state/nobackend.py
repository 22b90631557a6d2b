"""Ask where there is nobody to ask: `python nobackend.py`."""

from bare import send_welcome_email

handle = send_welcome_email.delay(42)
print("sent, id", handle.id)

try:
    handle.get(timeout=10)
except NotImplementedError as error:
    print("get():", str(error).splitlines()[0])

try:
    print(handle.state)
except AttributeError as error:
    print("state:", error)
