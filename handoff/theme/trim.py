"""Drops rules of a style sheet that ask for a class which no page has, and properties then idle."""

import re
from collections.abc import Container, Iterable

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

CLASS = re.compile(r"\.([\w-]+)")
VARIABLE = re.compile(r"var\((--[\w-]+)")


def trim(css: str, classes: Container[str], variables: Iterable[str] = ()) -> str:
    """`css` without rules whose every selector needs a class that is not in `classes`.

    Then a custom property goes if neither a rule that is left nor `variables` asks for it.
    """
    sheet = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    rules = kept(sheet, classes)
    used = {*VARIABLE.findall(tinycss2.serialize(rules)), *variables}
    for rule in flat(rules):
        rule.content = without_idle_properties(rule, used)
    return tinycss2.serialize([rule for rule in rules if not empty(rule)])


def kept(rules: list[Node], classes: Container[str]) -> list[Node]:
    left = []
    for rule in rules:
        if nests(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = kept(inner, classes)
        if not empty(rule) and not (isinstance(rule, QualifiedRule) and idle(rule, classes)):
            left.append(rule)
    return left


def nests(rule: Node) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword in {"media", "supports"}


def empty(rule: Node) -> bool:
    return nests(rule) and not rule.content


def idle(rule: QualifiedRule, classes: Container[str]) -> bool:
    selectors = split(tinycss2.serialize(rule.prelude))
    return all(any(name not in classes for name in required(one)) for one in selectors)


def split(prelude: str) -> list[str]:
    """At the commas that are not inside :is(…) or :not(…)."""
    return re.split(r",(?![^()]*\))", prelude)


def required(selector: str) -> list[str]:
    """The classes that an element, or one above it, must have for the selector to match."""
    return CLASS.findall(re.sub(r":(?:not|is|where|has)\([^)]*\)", "", selector))


def flat(rules: list[Node]) -> list[QualifiedRule]:
    found = []
    for rule in rules:
        if nests(rule):
            found += flat(rule.content)
        elif isinstance(rule, QualifiedRule):
            found.append(rule)
    return found


def without_idle_properties(rule: QualifiedRule, used: set[str]) -> list[Node]:
    declarations = tinycss2.parse_declaration_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    left = [
        one
        for one in declarations
        if one.type != "declaration" or not one.name.startswith("--") or one.name in used
    ]
    if len(left) == len(declarations):
        return rule.content
    return tinycss2.parse_component_value_list(tinycss2.serialize(left))
