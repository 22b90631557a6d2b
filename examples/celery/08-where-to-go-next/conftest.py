"""The samples' own tests are run by test_apps.py, as a reader runs them: in their own folder."""

collect_ignore = ["testing"]
