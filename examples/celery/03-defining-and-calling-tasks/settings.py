"""Django's settings, for `python commit.py`: two tables, one file."""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "accounts.sqlite",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
