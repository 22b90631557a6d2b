"""Workflows, issue forms and Dependabot: sound, and out of a stranger's reach."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(form for form in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if form.stem != "config")
BIN = Path(sys.executable).parent

MAY_WRITE = {
    ("claims", "report"): {"issues"},
    ("deploy", "deploy"): {"pages", "id-token"},
    ("release", "publish"): {"contents"},
}


def jobs(workflow: Path) -> dict[str, dict]:
    return yaml.safe_load(workflow.read_text())["jobs"]


EVERY_JOB = [
    pytest.param(path.stem, name, job, id=f"{path.stem}-{name}")
    for path in WORKFLOWS
    for name, job in jobs(path).items()
]


def said(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a checker has to say; nothing if it is content."""
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=cwd, capture_output=True, text=True)
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


def actionlint(workflow: Path) -> str:
    return said("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", workflow)


def zizmor(folder: Path) -> str:
    return said("zizmor", "--offline", "--no-progress", "--persona=pedantic", folder)


def schema(name: str, *files: Path) -> str:
    return said("check-jsonschema", "--builtin-schema", name, *files)


@pytest.mark.long
@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actionlint_has_nothing_to_say(workflow):
    assert actionlint(workflow) == ""


@pytest.mark.long
def test_zizmor_has_nothing_to_say():
    assert zizmor(ROOT) == ""


@pytest.mark.long
def test_issue_forms_and_dependabot_are_what_their_host_reads():
    assert schema("vendor.github-issue-forms", *FORMS) == ""
    assert schema("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml") == ""
    assert schema("vendor.dependabot", GITHUB / "dependabot.yml") == ""


@pytest.mark.long
@pytest.mark.parametrize(
    ("checker", "right", "wrong", "words"),
    [
        ("actionlint", "needs.address.outputs.url", "needs.address.outputs.link", "link"),
        ("actionlint", "needs: build", "needs: built", "built"),
        ("zizmor", "persist-credentials: false, ", "", "artipacked"),
        ("zizmor", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("zizmor", "run: make test", "run: echo ${{ github.ref_name }}", "template-injection"),
        ("zizmor", "@368f82528645a54fb793d4d04e342629a3f51346", "@v5", "unpinned-uses"),
    ],
)
def test_a_workflow_that_is_broken_is_found(tmp_path, checker, right, wrong, words):
    text = (GITHUB / "workflows" / "deploy.yml").read_text()
    broken = tmp_path / ".github" / "workflows" / "deploy.yml"
    broken.parent.mkdir(parents=True)
    shutil.copy(GITHUB / "zizmor.yml", tmp_path / ".github")
    assert right in text

    broken.write_text(text.replace(right, wrong))

    assert words in (actionlint(broken) if checker == "actionlint" else zizmor(tmp_path))


def test_an_action_is_pinned_by_its_commit_and_says_its_version_once():
    lines = [line for path in WORKFLOWS for line in path.read_text().splitlines()]
    used = {line.partition("uses: ")[2] for line in lines if "uses: " in line}
    names = [use.partition("@")[0] for use in used]

    assert used and [use for use in used if not re.search(r"@[0-9a-f]{40} # v[\d.]+$", use)] == []
    assert len(names) == len(set(names)), "one action at two versions"


@pytest.mark.parametrize(("workflow", "name", "job"), EVERY_JOB)
def test_a_job_ends_by_itself_and_writes_only_what_it_is_for(workflow, name, job):
    writes = {right for right, how in job.get("permissions", {}).items() if how == "write"}

    assert job["timeout-minutes"] <= 120
    assert writes == MAY_WRITE.get((workflow, name), set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_its_jobs_nothing_but_reading(path):
    text = path.read_text()

    assert yaml.safe_load(text)["permissions"] in ({}, {"contents": "read"})
    assert "secrets." not in text and "sudo" not in text and "pull_request_target" not in text


@pytest.mark.parametrize(("workflow", "name"), MAY_WRITE)
def test_a_job_that_writes_runs_none_of_our_code(workflow, name):
    steps = jobs(GITHUB / "workflows" / f"{workflow}.yml")[name]["steps"]
    runs = " ".join(step.get("run", step.get("uses", "")) for step in steps)

    assert not re.search(r"\b(checkout|make|python|pip|npm)\b", runs)


NIGHT = {"claims": "failure", "links": "success", "newest": "cancelled", "report": None}
GH = """#!{python}
import json, subprocess, sys

said = sys.argv[1:]
if "logs" in said[1]:
    time, long = "2026-01-01T03:20:00.1Z ", ["line %d" % n for n in range(30)]
    failed = ["FAILED tests/test_x.py::test_y - \\x1b[31m@you", "1 failed"]
    print("".join(time + line + "\\r\\n" for line in (failed if "/claims/" in said[1] else long)))
elif "--jq" in said:
    data = {jobs} if said[0] == "api" else {open}
    print(subprocess.run(["jq", "-r", said[-1]], input=json.dumps(data), text=True, check=True,
        stdout=subprocess.PIPE).stdout, end="")
else:
    print(*said, sep="\\n")
"""


@pytest.mark.skipif(not shutil.which("jq"), reason="jq stands in for the one in gh")
@pytest.mark.parametrize(("open", "verb"), [([], "create"), ([{"number": 5}], "comment\n5\n")])
def test_the_nightly_issue_names_job_step_and_failing_test_and_quotes_as_code(tmp_path, open, verb):
    (step,) = jobs(GITHUB / "workflows" / "claims.yml")["report"]["steps"]
    each = {
        name: {"id": name, "name": name, "conclusion": how, "html_url": f"https://h/{name}"}
        for name, how in NIGHT.items()
    }
    found = [{**job, "steps": [{**job, "name": f"Run {job['name']}"}]} for job in each.values()]
    fake = tmp_path / "gh"
    fake.write_text(
        GH.replace("{python}", sys.executable)
        .replace("{jobs}", repr({"jobs": found}))
        .replace("{open}", repr(open))
    )
    fake.chmod(0o755)
    own = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GH_REPO": "o/r", "GITHUB_SHA": "abc"}

    told = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={**step["env"], **own},
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stderr
    assert f"issue\n{verb}" in told.stdout
    assert '- [claims](https://h/claims), in its step "Run claims"' in told.stdout
    assert "\n        FAILED tests/test_x.py::test_y - [31m@you\n\n- [newest]" in told.stdout
    assert "line 29" in told.stdout and "line 9\n" not in told.stdout
    assert "[links]" not in told.stdout and "[report]" not in told.stdout


def test_a_night_that_runs_out_of_time_is_reported_too():
    report = jobs(GITHUB / "workflows" / "claims.yml")["report"]

    assert "always()" in report["if"] and "contains(needs.*.result, 'cancelled')" in report["if"]


def test_a_release_is_made_of_a_tag_that_the_changelog_agrees_with():
    release = (GITHUB / "workflows" / "release.yml").read_text()

    assert 'push: {tags: ["v*"]}' in release
    assert release.index('handoff release --tag "$GITHUB_REF_NAME" >') < release.index("make test")
    assert "--notes-file release/notes.md" in release


def test_what_workflows_call_is_there():
    text = "".join(path.read_text() for path in WORKFLOWS)
    targets = set(re.findall(r"\bmake (?:-C \S+ )?([a-z-]+)", text))
    modules = set(re.findall(r"-m (tests\.[\w.]+)", text))

    assert "test" in targets and "tests.ci.links" in modules
    assert targets <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert [name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").exists()] == []


def test_dependabot_watches_every_file_of_pins():
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    watched = {each["package-ecosystem"]: each for each in updates}
    pins = [
        *ROOT.glob("requirements.txt"),
        *ROOT.glob("*/requirements.txt"),
        *ROOT.glob("handoff/*/requirements.txt"),
    ]

    assert {"pip", "npm", "github-actions"} == set(watched)
    assert {f"/{path.parent.relative_to(ROOT)}".rstrip(".") for path in pins} == set(
        watched["pip"]["directories"]
    )
    locks = [*ROOT.glob("package-lock.json"), *ROOT.glob("tests/*/*/package-lock.json")]
    assert {f"/{path.parent.relative_to(ROOT)}".rstrip(".") for path in locks} == set(
        watched["npm"]["directories"]
    )
    assert all(each["groups"] and each["schedule"]["interval"] == "weekly" for each in updates)


def test_there_is_a_form_for_a_question_a_claim_a_reader_who_is_stuck_and_a_chapter():
    fields = {
        form.stem: {field.get("id") for field in yaml.safe_load(form.read_text())["body"]}
        for form in FORMS
    }

    assert set(fields) == {"wrong-question", "wrong-claim", "stumbled", "new-chapter"}
    assert all({"file", "version"} <= ids for name, ids in fields.items() if name != "new-chapter")
