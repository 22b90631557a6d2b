"""Finds a template literal inside another one, which rjsmin takes for code and robs of its spaces.

`<ul>${names.map((name) => `<li>${name} </li>`)}</ul>`
                           ^ here
"""

import re

# Whatever may hold a backtick or a brace that means nothing, then the signs that do.
TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
      | (?<=[(=,:\[!&|?{};\n])\s*/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/
      | ` | [{}]""",
    re.X | re.S,
)
WORDS = re.compile(r"\\.|`|\$\{", re.S)


def nested(script: str) -> int:
    """The line of the first template inside a template; 0 if there is none."""
    at, inside, depths = 0, False, []  # braces open in each ${…} that we are in
    while sign := (WORDS if inside else TOKEN).search(script, at):
        at = sign.end()
        match sign[0]:
            case "`" if not inside and depths:
                return script.count("\n", 0, at) + 1
            case "`":
                inside = not inside
            case "${":
                inside, depths = False, [*depths, 0]
            case "{" if depths:
                depths[-1] += 1
            case "}" if depths and depths[-1]:
                depths[-1] -= 1
            case "}" if depths:
                depths.pop()
                inside = True
    return 0
