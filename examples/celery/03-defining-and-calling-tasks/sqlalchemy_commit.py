"""The id first: `python sqlalchemy_commit.py` beside a worker."""

from sqlalchemy import create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
)
from tasks import send_welcome_email


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

# --8<-- [start:commit]
with Session(engine) as session:
    user = User()
    session.add(user)
    session.flush()  # the database hands out the id
    user_id = user.id
    session.commit()

handle = send_welcome_email.delay(user_id)
# --8<-- [end:commit]
print(handle.get(timeout=10))
