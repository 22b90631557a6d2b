"""A model as an argument: `python call_typed.py` beside a worker."""

from typed import SignUp, welcome

# --8<-- [start:call_typed]
for argument in (
    SignUp(user_id=42, language="nl"),
    {"user_id": "42"},
    {"user_id": "Ada"},
):
    handle = welcome.delay(argument)
    outcome = handle.get(timeout=10, propagate=False)
    print(handle.state, outcome if handle.successful() else "")
# --8<-- [end:call_typed]
