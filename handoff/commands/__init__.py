"""One module a command: its docstring is the help, `arguments` declares, `run` does."""
