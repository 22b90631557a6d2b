"""Forty questions to two children: `python forty.py`."""

from forked import ask


def told(result):
    try:
        return result.get(timeout=5)
    except Exception:
        return None  # an error, or no answer in time


def main():
    asked = {number: ask.delay(number) for number in range(100, 140)}
    wrong = 0
    for number, result in asked.items():
        wrong += told(result) not in (number, None)
        if wrong:
            break  # one is enough
    print("a task got another one's answer:", wrong > 0)


if __name__ == "__main__":
    main()
