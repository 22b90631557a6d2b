"""Ties a Celery app to a Flask app."""

from celery import Celery, Task
from flask import Flask


# --8<-- [start:make_celery]
def make_celery(flask_app: Flask) -> Celery:
    class ContextTask(Task):
        def __call__(self, *args, **kwargs):
            with flask_app.app_context():
                return self.run(*args, **kwargs)

    celery_app = Celery(flask_app.name, task_cls=ContextTask)
    celery_app.config_from_object(flask_app.config["CELERY"])
    celery_app.set_default()
    flask_app.extensions["celery"] = celery_app
    return celery_app


# --8<-- [end:make_celery]
