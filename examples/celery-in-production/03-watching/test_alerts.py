"""The chapter's alert rules by Prometheus's own tools: sound, tested, and none untested."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.fixtures.servers import require
from tests.servers.prometheus import Prometheus, promtool

HERE = Path(__file__).parent
RULES = yaml.safe_load((HERE / "alerts.yml").read_text())["groups"][0]["rules"]
PAGE = HERE.parents[2] / "docs" / "celery-in-production" / "03-watching.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the configuration."""
    require(Prometheus)
    for path in HERE.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_configuration_and_rules_are_sound(folder: Path):
    assert "SUCCESS" in promtool(folder, "check", "config", "prometheus.yml")


def test_each_alert_fires_when_it_should_and_not_before(folder: Path):
    assert "SUCCESS" in promtool(folder, "test", "rules", "alerts_test.yml")


@pytest.mark.parametrize("missing", [rule["alert"] for rule in RULES])
def test_no_alert_could_go_without_a_test_that_fails(folder: Path, missing: str):
    rules = [rule for rule in RULES if rule["alert"] != missing]
    group = {"name": "celery", "rules": rules}
    (folder / "alerts.yml").write_text(yaml.safe_dump({"groups": [group]}))

    assert "FAILED" in promtool(folder, "test", "rules", "alerts_test.yml", code=1)


def test_the_chapter_lists_every_alert():
    text = PAGE.read_text()

    assert [rule["alert"] for rule in RULES if f"| `{rule['alert']}` |" not in text] == []
