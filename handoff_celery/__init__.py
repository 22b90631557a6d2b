"""What is Celery's own in code; mkdocs.yml plugs it in, and the engine never imports it.

broker ────► samples: the broker that a sample runs on, and what of its output varies
claims ────► the brokers that an experiment runs on
servers/ ──► Redis, Valkey and RabbitMQ of our own: for experiments and replays
replays/ ──► where crashes, several workers and dying brokers are recorded
skeleton/ ─► the first files of a new chapter
standalone/ ► what starts a chapter's programs without this project, in the zip that a reader loads
lab/ ──────► the worker in the reader's tab, and the panes that show what it does
"""
