"""Real brokers of our own, which can be asked, stopped and killed: for experiments and replays."""
