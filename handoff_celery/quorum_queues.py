"""Celery's settings for quorum queues: CELERY_CONFIG_MODULE=handoff_celery.quorum_queues."""

task_default_queue_type = "quorum"
broker_transport_options = {"confirm_publish": True}
