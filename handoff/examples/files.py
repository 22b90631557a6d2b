"""Kombu's filesystem transport with its folders taken from the environment.

The stock one reads its folders from broker_transport_options only, which no variable sets;
samples must run unchanged. Named in a URL as `handoff.examples.files.transport://`.
"""

import os
from pathlib import Path

from kombu.transport import filesystem

FOLDER = "HANDOFF_QUEUE_FOLDER"


class transport(filesystem.Transport):  # the scheme of a URL is read in lower case
    def __init__(self, client, **kwargs):
        folder = Path(os.environ[FOLDER])
        queue, control = str(folder / "queue"), str(folder / "control")
        client.transport_options = {
            **(client.transport_options or {}),
            "data_folder_in": queue,
            "data_folder_out": queue,  # one folder: what one process sends, the other reads
            "control_folder": control,
        }
        super().__init__(client, **kwargs)
