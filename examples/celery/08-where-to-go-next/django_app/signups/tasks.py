"""Found by `app.autodiscover_tasks()`."""

from celery import shared_task

from signups.models import User


# --8<-- [start:send_welcome_email]
@shared_task
def send_welcome_email(user_id):
    user = User.objects.get(pk=user_id)
    user.welcomed = True
    user.save(update_fields=["welcomed"])
    return f"to {user.address}: welcome"


# --8<-- [end:send_welcome_email]
