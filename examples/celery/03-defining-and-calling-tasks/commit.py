"""Three sign-ups: `python commit.py` beside the accounts worker."""

from accounts import User, greet
from django.core.management import call_command
from django.db import transaction

call_command("migrate", verbosity=0)

# --8<-- [start:commit]
with transaction.atomic():
    ada = User.objects.create(username="ada")
    early = greet.delay(ada.pk)
    error = early.get(timeout=10, propagate=False)
    print("sent inside:", type(error).__name__)

handles = []
with transaction.atomic():
    bob = User.objects.create(username="bob")
    transaction.on_commit(lambda: handles.append(greet.delay(bob.pk)))
print("sent on commit:", handles[0].get(timeout=10))

with transaction.atomic():
    cyd = User.objects.create(username="cyd")
    print("delay_on_commit gives", greet.delay_on_commit(cyd.pk))
# --8<-- [end:commit]
