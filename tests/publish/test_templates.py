"""A script with a template inside a template ships as it is: squeezed, it would say other words."""

import pytest
import rjsmin

from handoff.publish.release import squeezed
from handoff.publish.templates import nested

NESTED = "const one = (names) => `<ul>${names.map((name) => `<b>${name}</b> <i></i>`)}</ul>`;\n"


@pytest.mark.parametrize(
    ("script", "line"),
    [
        (NESTED, 1),
        (f"// a first line\n{NESTED}", 2),
        ("`${f({ a: { b: `c` } })}`", 1),
        ("`one` + `two`", 0),
        ("`${one} ${{ a: 1 }.a}` + `two`", 0),
        (r"`\`${one}` + `two`", 0),
        ("const tick = \"`${\"; // `${ `\nconst end = '`';", 0),
        ("text.replace(/[`{]/g, `one`)", 0),
        ("/* ` ${ */ `a ${b} c`", 0),
    ],
)
def test_a_template_inside_a_template_is_found(script: str, line: int):
    assert nested(script) == line


def test_its_words_stay_as_they_are(tmp_path):
    script = tmp_path / "list.js"
    script.write_text(NESTED)

    assert "</b> <i>" not in rjsmin.jsmin(NESTED)
    assert squeezed(script) == NESTED


def test_any_other_script_is_squeezed(tmp_path):
    script = tmp_path / "plain.js"
    script.write_text("// a remark\nconst one = `a  b`;\n")

    assert squeezed(script) == "const one=`a  b`;"
