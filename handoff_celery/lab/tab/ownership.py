"""What of Celery each process has to itself: its app, its signals' receivers, its logging."""

from typing import Any

from celery import _state, signals
from celery.app.log import Logging
from lab import process


def every_signal() -> list[Any]:
    return [value for value in vars(signals).values() if isinstance(value, signals.Signal)]


def saved() -> dict[str, Any]:
    return {
        "current": _state._tls.current_app,
        "default": _state.default_app,
        "finalizers": set(_state._on_app_finalizers),
        "join_blocks": _state._task_join_will_block,
        "logging": Logging._setup,
        "receivers": {signal: list(signal.receivers or []) for signal in every_signal()},
    }


def restore(state: dict[str, Any]) -> None:
    _state._tls.current_app = state["current"]
    _state.default_app = state["default"]
    _state._on_app_finalizers.clear()
    _state._on_app_finalizers.update(state["finalizers"])
    _state._set_task_join_will_block(state["join_blocks"])
    Logging._setup = state["logging"]
    for signal, receivers in state["receivers"].items():
        signal.receivers = list(receivers)
        signal.sender_receivers_cache.clear()


process.owned["celery"] = (saved, restore)
CLEAN = saved()  # before any app, worker or receiver of a reader exists
