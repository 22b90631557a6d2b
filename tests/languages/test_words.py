"""The catalogues: whole, with the places of the English and every form that a number takes."""

import gettext
import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment

from handoff.languages import catalogue, check, scripts, theme
from handoff.languages.extract import calls, in_python, in_template, messages, remembered
from handoff.languages.words import FOLDER, NAME, dated
from handoff.templates import environment
from tests.fixtures.site import ROOT

PO = """\
msgid ""
msgstr ""
"Plural-Forms: {forms}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
FILES = 'msgid "{n} file"\nmsgid_plural "{n} files"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """An empty project in German; its catalogue is written by the test."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Knots\ntheme: {language: de}\n")
    (tmp_path / FOLDER / "de").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(project: Path, text: str, language: str = "de", forms: str = "") -> Path:
    path = project / FOLDER / language / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO.format(forms=forms or "nplurals=2; plural=(n != 1);") + text)
    return path


def test_every_language_says_all_that_the_site_says(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert "de" in [path.parent.name for path in catalogue.catalogues()]
    assert [str(problem) for problem in check.problems()] == []
    assert len(messages()) > 500


def test_messages_of_python_are_found_and_found_again_once_the_file_has_changed(tmp_path: Path):
    file = tmp_path / "says.py"
    file.write_text('a = _("one") + "more"\nb = words.marked("two" " parts")\nc = _(known)\n')
    assert [each.text for each in remembered(in_python, file)] == ["one", "two parts"]

    file.write_text('x = ngettext("{n} file", "{n} files", 3)\n\n\ny = _("later")\n')

    assert [each[:2] for each in remembered(in_python, file)] == [
        ("{n} file", "{n} files"),
        ("later", ""),
    ]
    assert [each.line for each in remembered(in_python, file)] == [1, 4]


def test_messages_of_a_template_are_found_again_once_it_has_changed(tmp_path: Path):
    file = tmp_path / "says.html"
    file.write_text("<p>Nothing</p>\n")
    assert remembered(in_template, file) == ()

    file.write_text('<p>{{ lang.t("Something said") }}</p>\n')

    assert [each.text for each in remembered(in_template, file)] == ["Something said"]


def test_templates_and_python_speak_the_language_of_the_site(project: Path):
    written(project, 'msgid "phase {n} of {all}"\nmsgstr "Phase {n} von {all}"\n')
    template = environment().from_string('{{ _("phase {n} of {all}", n=1, all="<8>") }}')

    assert template.render() == "Phase 1 von &lt;8&gt;"


def test_a_day_is_written_as_its_language_has_it(project: Path, monkeypatch):
    assert dated(date(2026, 12, 24)) == "24. Dezember 2026"

    monkeypatch.chdir(ROOT)
    assert dated(date(2026, 12, 24)) == "24 December 2026"


def test_a_number_takes_the_form_that_its_language_has_for_it(project: Path):
    few = 'msgstr[0] "{n} plik"\nmsgstr[1] "{n} pliki"\nmsgstr[2] "{n} plików"\n'
    path = written(project, FILES + few, "pl", POLISH)

    polish = catalogue.compiled(path)
    said = scripts.translated('many(3, "{n} file", "{n} files")', path)

    assert [polish.ngettext("{n} file", "{n} files", n) for n in (1, 3, 5, 22)] == [
        "{n} plik",
        "{n} pliki",
        "{n} plików",
        "{n} pliki",
    ]
    assert re.findall(r'"(one|few|many)": "\{n\} (\w+)"', said) == [
        ("many", "plików"),
        ("few", "pliki"),
        ("one", "plik"),
    ]


def test_a_script_gets_its_words_and_keeps_the_rest(project: Path):
    path = written(project, 'msgid "Stopped."\nmsgstr "Angehalten, \\"ganz\\"."\n')
    script = (
        'const LANGUAGE = "en";\n// t("Stopped.")\n'
        'say(t("Stopped."), /* t */ "Stopped.", "Stopped.");\n'
    )

    assert scripts.translated(script, path) == (
        'const LANGUAGE = "de";\n// t("Stopped.")\n'
        'say(t("Angehalten, \\"ganz\\"."), /* t */ "Angehalten, \\"ganz\\".", "Stopped.");\n'
    )
    assert len(list(calls(script))) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "Right."\nmsgstr ""\n', '6:1: "Right." is not translated'),
        ('#, fuzzy\nmsgid "Right."\nmsgstr "Links."\n', '7:1: "Right." has changed'),
        (
            'msgid "{n} min"\nmsgstr "{m} min"\n',
            '6:1: "{m} min" has {m}, which the English has not',
        ),
        ('msgid "{n} min"\nmsgstr "min"\n', '6:1: "min" lacks {n} of the English'),
        ('msgid "<b>Run</b>"\nmsgstr "<b>Los"\n', '6:1: "<b>Los" lacks </b> of the English'),
        (FILES + 'msgstr[0] "{n} Datei"\n', '"{n} file" is not translated'),
        ('msgid "Right.\n', "languages/de/words.po:1:1: "),
    ],
)
def test_check_says_what_is_wrong_with_a_message_and_where(project: Path, text: str, told: str):
    path = written(project, text)

    assert any(told in str(problem) for problem in check.of_catalogue(path))


def test_a_language_that_is_just_begun_is_not_told_each_of_its_hundreds(project: Path):
    empty = "".join(f'msgid "word {n}"\nmsgstr ""\n\n' for n in range(50))
    written(project, empty + 'msgid "{n} min"\nmsgstr "{m} min"\n')

    told = [str(problem) for problem in check.problems() if "words.po" in problem.path]

    assert len([each for each in told if '"word ' in each]) == 20
    (rest,) = [each for each in told if "30 more, from here on" in each]
    assert "words.po:66:1: " in rest
    assert any("{m}" in each for each in told)


def test_what_is_missing_or_a_guess_stays_english(project: Path):
    path = written(project, '#, fuzzy\nmsgid "Right."\nmsgstr "Links."\n')

    assert catalogue.compiled(path).gettext("Right.") == "Right."
    assert isinstance(catalogue.compiled(path), gettext.GNUTranslations)


def test_the_theme_knows_our_words_beside_its_own(project: Path):
    (project / "overrides").mkdir()
    (project / "overrides" / "a.html").write_text('{{ lang.t("Your \\"progress\\"") }}')
    path = written(project, 'msgid "Your \\"progress\\""\nmsgstr "Dein \\"Fortschritt\\""\n')

    table = Environment().from_string(theme.table(path).strip() + "{{ t(key) }}")

    assert table.render(key='Your "progress"') == 'Dein "Fortschritt"'
    assert table.render(key="footer.next") == "Weiter"
