"""Sign-ups, each in a transaction of its own."""

from celery import uuid
from celery.result import AsyncResult
from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt

from signups.models import User
from signups.tasks import send_welcome_email


# --8<-- [start:sign_up]
@csrf_exempt
@transaction.atomic
def sign_up(request):
    user = User.objects.create(address=request.POST["address"])
    send_welcome_email.delay_on_commit(user.pk)
    return JsonResponse({"user": user.pk}, status=202)


# --8<-- [end:sign_up]


# --8<-- [start:sign_up_with_id]
@csrf_exempt
@transaction.atomic
def sign_up_with_id(request):
    user = User.objects.create(address=request.POST["address"])
    email_id = uuid()
    send_welcome_email.apply_async_on_commit((user.pk,), task_id=email_id)
    return JsonResponse({"email": email_id}, status=202)


# --8<-- [end:sign_up_with_id]


def look_at_email(request, email_id):
    result = AsyncResult(email_id)
    return JsonResponse({"state": result.state, "email": str(result.result)})
