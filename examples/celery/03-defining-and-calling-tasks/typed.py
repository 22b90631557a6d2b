"""A Pydantic task: `celery -A tasks worker --include typed`."""

from pydantic import BaseModel
from tasks import app


# --8<-- [start:welcome]
class SignUp(BaseModel):
    user_id: int
    language: str = "en"


@app.task(pydantic=True)
def welcome(sign_up: SignUp):
    return f"user {sign_up.user_id} reads {sign_up.language}"


# --8<-- [end:welcome]
