"""Who has signed up."""

from django.db import models


class User(models.Model):
    address = models.EmailField(unique=True)
    welcomed = models.BooleanField(default=False)
