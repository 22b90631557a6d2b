"""Users, in a database that the web app and the worker share."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass


@dataclass
class User:
    id: int
    email: str
    welcomed: bool


@contextmanager
def database() -> Iterator[sqlite3.Connection]:
    file = os.environ.get("DATABASE", "users.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "create table if not exists users"
            " (id integer primary key, email, welcomed default false)"
        )
        yield connection


def create_user(email: str) -> User:
    with database() as users:
        sql = "insert into users (email) values (?)"
        return find_user(users.execute(sql, [email]).lastrowid, users)


def find_user(user_id: int, users: sqlite3.Connection) -> User:
    sql = "select * from users where id = ?"
    user_id, email, welcomed = users.execute(sql, [user_id]).fetchone()
    return User(user_id, email, bool(welcomed))


def get_user(user_id: int) -> User:
    with database() as users:
        return find_user(user_id, users)


def mark_welcomed(user_id: int) -> None:
    with database() as users:
        sql = "update users set welcomed = true where id = ?"
        users.execute(sql, [user_id])
