"""Back to a machine just switched on: an empty broker, no results, no worker, no app."""

import logging

import kombu.pools
from celery.app import trace
from celery.backends.cache import _DUMMY_CLIENT_CACHE
from celery.worker import state as worker_state
from kombu.transport.memory import Channel, Transport

from . import ownership


def reset() -> None:
    ownership.restore(ownership.CLEAN)
    empty_broker()
    _DUMMY_CLIENT_CACHE.clear()
    forget_worker()
    logging.captureWarnings(False)


def empty_broker() -> None:
    kombu.pools.reset()
    Channel.queues.clear()
    Channel.events.clear()
    Transport.global_state.clear()


def forget_worker() -> None:
    """The worker's module globals, and what it optimised for its app."""
    trace.reset_worker_optimizations()
    for known in (
        worker_state.requests,
        worker_state.reserved_requests,
        worker_state.active_requests,
        worker_state.scheduled_requests,
        worker_state.successful_requests,
        worker_state.total_count,
    ):
        known.clear()
    worker_state.all_total_count[0] = 0
    worker_state.revoked.clear()
    worker_state.revoked_stamps.clear()
    worker_state.should_stop = worker_state.should_terminate = None
