"""The client's side, a web app: `uvicorn views:app --port 8000`."""

from pathlib import Path

from fastapi import BackgroundTasks, FastAPI
from fastapi.staticfiles import StaticFiles
from mail import deliver
from tasks import send_welcome_email
from users import User, create_user, get_user

app = FastAPI()


# --8<-- [start:sign_up_inline]
@app.post("/sign-up/inline")
def sign_up_inline(email: str) -> User:
    user = create_user(email)
    deliver(user)  # the user waits here
    return user


# --8<-- [end:sign_up_inline]


# --8<-- [start:sign_up_background]
@app.post("/sign-up/background")
def sign_up_background(email: str) -> User:
    user = create_user(email)
    send_welcome_email.delay(user.id)  # nobody waits here
    return user


# --8<-- [end:sign_up_background]


# --8<-- [start:sign_up_built_in]
@app.post("/sign-up/built-in")
def sign_up_built_in(email: str, later: BackgroundTasks) -> User:
    user = create_user(email)
    later.add_task(deliver, user)  # in this process, after the answer
    return user


# --8<-- [end:sign_up_built_in]


@app.get("/users/{user_id}")
def user(user_id: int) -> User:
    return get_user(user_id)


page = Path(__file__).parent / "page"
app.mount("/", StaticFiles(directory=page, html=True))
