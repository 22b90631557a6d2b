"""Imported with Django, so that @shared_task finds the Celery app."""

from site_config.celery import app as celery_app

__all__ = ["celery_app"]
