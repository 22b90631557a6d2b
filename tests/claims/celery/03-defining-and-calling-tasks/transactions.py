"""A task and the transaction in which it is sent: Django, and SQLAlchemy."""


def test_a_task_sent_inside_a_transaction_does_not_see_the_row(project):
    """Django, SQLite: sent inside a transaction, a task finds no row; sent on commit, it does.

    Control: Sent on commit, the same task finds the row.
    """
    project.copy("celery/03-defining-and-calling-tasks")
    project.start("accounts")

    printed = project.run("python commit.py").splitlines()

    assert printed[0] == "sent inside: DoesNotExist"
    assert printed[1] == "sent on commit: hello bob"


def test_delay_on_commit_returns_nothing_and_skips_a_rollback(project):
    """delay_on_commit sends after the commit and not on rollback, and returns None.

    Control: The transaction that commits sends its message, the one that is rolled back doesn't.
    """
    project.copy("celery/03-defining-and-calling-tasks")
    program = """
        from accounts import User, app, greet
        from django.core.management import call_command
        from django.db import transaction

        call_command("migrate", verbosity=0)

        def waiting():
            with app.connection_for_read() as connection:
                return connection.default_channel.client.llen("accounts")

        with transaction.atomic():
            print(greet.delay_on_commit(1), waiting())
        print(waiting())
        try:
            with transaction.atomic():
                greet.delay_on_commit(2)
                raise RuntimeError
        except RuntimeError:
            print(waiting())
    """
    project.write("rollback.py", program)

    assert project.run("python rollback.py").split() == ["None", "0", "1", "1"]


def test_on_commit_needs_a_function_not_a_call(project):
    """on_commit(task.delay(pk)) sends inside the transaction, then raises TypeError.

    Control: With a lambda before it, nothing is sent until the commit.
    """
    project.copy("celery/03-defining-and-calling-tasks")
    program = """
        from accounts import User, app, greet
        from django.core.management import call_command
        from django.db import transaction

        call_command("migrate", verbosity=0)

        def waiting():
            with app.connection_for_read() as connection:
                return connection.default_channel.client.llen("accounts")

        with transaction.atomic():
            transaction.on_commit(lambda: greet.delay(1))
            print(waiting())
        print(waiting())
        try:
            with transaction.atomic():
                User.objects.create(username="ada")
                transaction.on_commit(greet.delay(2))
        except TypeError as error:
            print(waiting(), User.objects.count(), type(error).__name__)
    """
    project.write("called.py", program)

    assert project.run("python called.py").split() == ["0", "1", "2", "0", "TypeError"]


ACCOUNT = """
    from sqlalchemy import create_engine, event
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

    class Base(DeclarativeBase): ...

    class Account(Base):
        __tablename__ = "account"
        id: Mapped[int] = mapped_column(primary_key=True)

    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, sql, *rest: asked.append(sql))

    def asked_by(expire_on_commit):
        with Session(engine, expire_on_commit=expire_on_commit) as session:
            account = Account()
            session.add(account)
            session.commit()
            asked.clear()
            account.id
            return [sql.split()[0] for sql in asked]
"""


def test_sqlalchemy_asks_for_the_id_again_after_the_commit(project):
    """After a commit SQLAlchemy reads the row again for user.id, unless told not to expire it."""
    project.write("account.py", ACCOUNT + "\n    print(asked_by(expire_on_commit=True))\n")

    assert project.run("python account.py").strip() == "['SELECT']"


def test_sqlalchemy_asks_for_the_id_again_after_the_commit__control(project):
    """With expire_on_commit=False the id is still there, and nothing is asked."""
    project.write("account.py", ACCOUNT + "\n    print(asked_by(expire_on_commit=False))\n")

    assert project.run("python account.py").strip() == "[]"


def test_after_the_session_is_closed_sqlalchemy_has_no_id(project):
    """Committed and its session closed, a SQLAlchemy object raises DetachedInstanceError for id.

    Control: The id that was read before the commit is still there.
    """
    project.write("account.py", ACCOUNT + CLOSED)

    assert project.run("python account.py").split() == ["DetachedInstanceError", "1"]


CLOSED = """
    with Session(engine) as session:
        account = Account()
        session.add(account)
        session.flush()
        kept = account.id
        session.commit()
    try:
        account.id
    except Exception as error:
        print(type(error).__name__, kept)
"""
