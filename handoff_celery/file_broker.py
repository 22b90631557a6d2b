"""Celery's settings where messages are files; CELERY_CONFIG_MODULE names this module.

The folders of kombu's filesystem transport can be set in no URL, and samples run unchanged.
"""

import os
from pathlib import Path

FOLDER = "HANDOFF_QUEUE_FOLDER"

folder = Path(os.environ.get(FOLDER, "."))
broker_transport_options = {
    "data_folder_in": str(folder / "queue"),
    "data_folder_out": str(folder / "queue"),  # one folder: what one process sends, another reads
    "control_folder": str(folder / "control"),
}
