"""The addresses of the sign-up app."""

from django.urls import path
from signups import views

urlpatterns = [
    path("signups", views.sign_up),
    path("signups/with-id", views.sign_up_with_id),
    path("emails/<email_id>", views.look_at_email),
]
