"""The due days as an iCalendar file, by the letter of RFC 5545."""

from datetime import UTC, datetime

from tests.quiz.javascript import in_javascript

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC).timestamp() * 1000
DAY = 24 * 60 * 60 * 1000
ADDRESS = "https://example.org/handoff/review/"


def days(*due: float | str) -> list[dict]:
    return in_javascript("calendar", [["dueDays", [["q#a", {"due": at}] for at in due], NOW]])[0]


def calendar(days: list[dict], words: str) -> str:
    return in_javascript("calendar", [["calendar", days, words, ADDRESS, NOW]])[0]


def test_questions_are_counted_by_the_day_and_overdue_ones_are_due_today():
    found = days(NOW - 9 * DAY, 0, NOW + DAY, NOW + 3 * DAY, NOW + 3 * DAY, "Infinity")

    assert [each["count"] for each in found] == [2, 1, 2]
    assert [each["day"] for each in found] == ["20270101", "20270102", "20270104"]


def test_a_day_is_an_event_of_the_whole_day():
    text = calendar([{"day": "20270104", "count": 3}], "Review, please: # questions")

    lines = text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTAMP:20270101T120000Z" in lines
    assert "DTSTART;VALUE=DATE:20270104" in lines
    assert r"SUMMARY:Review\, please: 3 questions" in lines
    assert f"URL:{ADDRESS}" in lines
    assert f"UID:20270104-{ADDRESS}" in lines


def test_long_lines_are_folded_at_75_octets_and_no_letter_is_torn():
    words = "Wiederholung für übermüdete Köche: " * 4

    text = calendar([{"day": "20270104", "count": 3}], words)

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{words}" in text.replace("\r\n ", "")
