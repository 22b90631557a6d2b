"""Every experiment shows its control, but for those named here: a list that must shrink."""

import re

from handoff.claims.experiments import experiments, slugs

# A default, a format or an order is described, and there is no cause to take away.
DESCRIBES = {
    "a_chord_can_be_followed_by_more",
    "a_message_carries_the_name_and_the_arguments_not_the_code",
    "a_retry_is_a_new_message_with_a_time_in_it",
    "a_waiting_task_is_pending",
    "an_unknown_id_is_pending",
    "each_signal_runs_in_its_own_process",
    "group_results_keep_the_order_of_the_group",
    "rabbitmq_keeps_the_body_as_plain_json",
    "rabbitmq_waits_half_an_hour_for_an_acknowledgement",
    "redis_keeps_a_queue_as_a_list_with_the_newest_first",
    "the_oldest_message_is_taken_first",
    "there_is_no_autoreload_any_more",
}


def without_control() -> set[str]:
    """The experiments of the guide that show no control."""
    return {each.slug for each in experiments("celery") if not each.control}


def test_every_experiment_has_a_control_or_is_named_here():
    assert without_control() - DESCRIBES == set()


def test_no_experiment_is_named_here_that_has_a_control():
    assert DESCRIBES - without_control() == set()


def test_a_control_names_only_experiments_that_exist():
    named = {
        (each.slug, found[1])
        for each in experiments("celery")
        if each.control and (found := re.search(r": ([a-z0-9_]+)\.$", each.control.sentence))
    }

    assert named
    assert {(slug, other) for slug, other in named if other not in slugs("celery")} == set()
