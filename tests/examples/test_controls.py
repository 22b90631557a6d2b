"""Every experiment shows its control, but for those named here: lists that must shrink."""

import re

from handoff.claims.experiments import experiments, page_of, slugs

# A default, a format or an order is described, and there is no cause to take away.
DESCRIBES = {
    "a_chord_can_be_followed_by_more",
    "a_message_carries_the_name_and_the_arguments_not_the_code",
    "a_retry_is_a_new_message_with_a_time_in_it",
    "a_task_between_two_tries_is_in_retry",
    "a_task_runs_without_a_result_backend",
    "a_waiting_task_is_pending",
    "an_unknown_id_is_pending",
    "each_signal_runs_in_its_own_process",
    "group_results_keep_the_order_of_the_group",
    "rabbitmq_keeps_the_body_as_plain_json",
    "rabbitmq_waits_half_an_hour_for_an_acknowledgement",
    "redis_keeps_a_queue_as_a_list_with_the_newest_first",
    "the_oldest_message_is_taken_first",
    "there_is_no_autoreload_any_more",
    "without_a_backend_the_task_runs",
    "worker_exits_0_after_a_warm_stop",
}
# A cause is named, and its control is still to be written.
TO_DO = {
    "a_long_countdown_sits_in_the_memory_of_one_worker",
    "a_message_held_too_long_ends_a_worker_on_rabbitmq",
    "a_pydantic_task_takes_models_and_dictionaries",
    "delay_and_apply_async_send_the_same_message",
    "delay_on_commit_gives_no_id",
    "eager_forgets_the_countdown",
    "group_followed_by_a_task_is_a_chord",
    "messages_pile_up_and_then_run_in_a_burst",
    "rest_of_a_chain_travels_in_the_first_message",
    "task_id_can_be_made_before_the_commit",
    "terminate_stops_a_running_task_with_prefork_and_gevent_only",
    "the_sweep_comes_long_after_the_visibility_timeout",
}
# "What happens when …" sends the same tasks through every failure, one experiment for each row of
# its tables: so many of them do not say yet which other row is the control.
ROWS = ("what-happens-when", 20)


def without_control(*, rows: bool) -> set[str]:
    """The experiments of the guide, or of its page of failures, that show no control."""
    page, _ = ROWS
    return {
        each.slug
        for each in experiments("celery")
        if not each.control and (page_of(each.path).stem == page) == rows
    }


def test_every_experiment_has_a_control_or_is_named_here():
    assert without_control(rows=False) - DESCRIBES - TO_DO == set()


def test_no_experiment_is_named_here_that_has_a_control():
    assert (DESCRIBES | TO_DO) - without_control(rows=False) == set()


def test_no_more_failures_than_before_are_without_a_control():
    _, most = ROWS

    assert len(without_control(rows=True)) <= most


def test_a_control_names_only_experiments_that_exist():
    named = {
        (each.slug, found[1])
        for each in experiments("celery")
        if each.control and (found := re.search(r": ([a-z0-9_]+)\.$", each.control.sentence))
    }

    assert named
    assert {(slug, other) for slug, other in named if other not in slugs("celery")} == set()
