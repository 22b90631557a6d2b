"""Real brokers for the tests: each in its own folder, on its own ports, ended by its own id."""
