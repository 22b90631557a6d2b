"""Workflows, issue forms and Dependabot: sound, and out of a stranger's reach."""

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
    assert all(each["groups"] and each["schedule"]["interval"] == "weekly" for each in updates)


def test_there_is_a_form_for_a_question_a_claim_a_reader_who_is_stuck_and_a_chapter():
    fields = {
        form.stem: {field.get("id") for field in yaml.safe_load(form.read_text())["body"]}
        for form in FORMS
    }

    assert set(fields) == {"wrong-question", "wrong-claim", "stumbled", "new-chapter"}
    assert all({"file", "version"} <= ids for name, ids in fields.items() if name != "new-chapter")
