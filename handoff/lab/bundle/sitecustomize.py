"""Python's own hook: runs before Pyodide imports its modules, which then come from one file."""

import lab_loader

lab_loader.boot()
