"""What experiments with threads share: started together, and waited for."""

import threading


def threads(*functions) -> list[threading.Thread]:
    """One started thread for each function."""
    team = [threading.Thread(target=function, daemon=True) for function in functions]
    for thread in team:
        thread.start()
    return team


def joined(team: list[threading.Thread]) -> None:
    for thread in team:
        thread.join(timeout=60)
        assert not thread.is_alive()
