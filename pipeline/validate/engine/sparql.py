"""A query of sh:sparql, written for one focus node, made to run once for all of them.

SHACL pre-binds $this (https://www.w3.org/TR/shacl/#pre-binding): the query is evaluated for each
focus node as if that stood wherever $this stands. Here the focus nodes are joined with the query
instead. That is the same where a group graph pattern binds ?this by a triple pattern before it
uses it; any other group that speaks of ?this gets the pattern of the focus nodes put at its head,
because a group is evaluated by itself (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra). What
stands in EXISTS sees the bindings of the group around it and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from pipeline.validate.engine.shapes_graph import TYPE, Unsupported
from pipeline.validate.engine.targets import Data, Target
from pipeline.validate.shapes import GS

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<text> \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
              | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<word> [^\W\d][\w.-]*(?::[\w.-]*)? | :[\w.-]* )
    | (?P<space> \s+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_THIS = {"?this", "$this"}
# What would make a query about all focus nodes mean something else than one about each of them.
_FORBIDDEN = {"MINUS", "SERVICE", "VALUES", "LIMIT", "OFFSET", "GRAPH"}
_FORBIDDEN_VARIABLES = {"currentShape", "shapesGraph", "failure"}
_BINARY = set("/|")
_BOUND_TO_NEXT = set("/|^!")
_REPEATING = set("*+?")


class _Token(Struct):
    kind: str
    text: str


class _Group(Struct):
    """A group graph pattern that is no part of an EXISTS: where it is and what it does with ?this.

    `start` is the token after its brace. `own` are the tokens outside groups within it. `union`
    says whether each group of the UNION that is being read binds ?this.
    """

    start: int
    end: int = 0
    parentheses: int = 0
    mentions: bool = False
    binds: bool = False
    is_select: bool = False
    own: list[int] = field(default_factory=list)
    union: bool = False


def joined(
    select: str, targets: list[Target], prefixes: dict[str, str], path: str, data: Data
) -> list[str]:
    """The queries that together find what a query finds for each focus node of the targets.

    `path` stands for $PATH. Raises Unsupported where joining would not be what SHACL defines, or
    where it is no query.
    """
    tokens = _without_absent(list(_tokens(select, path)), prefixes, data)
    _check(tokens)
    groups = _groups(tokens)
    if not groups:
        raise Unsupported("a query without a group graph pattern")
    outermost = min(groups, key=lambda group: group.start)
    nested = [group for group in groups if group is not outermost and not group.is_select]
    heads = [group.start for group in nested if group.mentions and not group.binds]
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    if outermost.binds and not heads and not any(target.is_listed for target in targets):
        query = "".join(token.text for token in tokens)
        if any(_states(tokens, outermost, target, prefixes) for target in targets):
            return [head + query]
        # Around the query, not in it: few nodes are left to test, and a test is dear on a hub.
        tests = " || ".join(f"EXISTS {{ {target.test} }}" for target in targets)
        return [f"{head}SELECT * WHERE {{ {{ {query} }} FILTER ({tests}) }}"]
    places = {outermost.start, *heads}
    return [
        head
        + "".join(
            f" {target.pattern} {token.text}" if place in places else token.text
            for place, token in enumerate(tokens)
        )
        for target in data.fewest(targets)
    ]


def _tokens(select: str, path: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(select):
        kind, text = str(found.lastgroup), found[0]
        if kind == "comment":
            continue
        if kind == "variable" and text[1:] == "PATH":
            if not path:
                raise Unsupported("$PATH in a node shape")
            text = path
        yield _Token(kind, text)


def _without_absent(tokens: list[_Token], prefixes: dict[str, str], data: Data) -> list[_Token]:
    """The query without those members of a choice of properties that no statement has."""
    kept: list[_Token] = []
    place = 0
    before = ("", "")
    while place < len(tokens):
        # `!(a|b)` is no choice: it excludes all its members.
        is_part = before[1] in _BOUND_TO_NEXT or before == ("!", "(")
        steps, end = ([], place) if is_part else _choice(tokens, place)
        if len(steps) < 2:
            kept.append(tokens[place])
            if tokens[place].kind != "space":
                before = (before[1], tokens[place].text)
            place += 1
            continue
        there = [step for step in steps if _may_be(_resolved(step[-1], prefixes), data)]
        for number, step in enumerate(there or steps[:1]):
            kept += [_Token("sign", "|")] * bool(number) + step
        before = (before[1], steps[-1][-1].text)
        place = end
    return kept


def _may_be(predicate: str, data: Data) -> bool:
    """Whether some statement has the predicate, or may have it once others are derived."""
    return not predicate.startswith("<") or predicate.startswith(f"<{GS}") or data.has(predicate)


def _choice(tokens: list[_Token], start: int) -> tuple[list[list[_Token]], int]:
    """The members of a choice `a|^b|c` that begins at a token, and the place after it.

    Empty where none begins there, or where a member is more than a property or its inverse.
    """
    steps: list[list[_Token]] = []
    place = start
    while place < len(tokens):
        length = 2 if tokens[place].text == "^" else 1
        step = tokens[place : place + length]
        if len(step) < length or step[-1].kind not in {"word", "iri"}:
            return [], start
        steps.append(step)
        place += length
        if place == len(tokens) or tokens[place].text != "|":
            break
        place += 1
    follows = next((token.text for token in tokens[place:] if token.kind != "space"), "")
    return ([], start) if follows in _BINARY | _REPEATING else (steps, place)


def _check(tokens: list[_Token]) -> None:
    for token in tokens:
        if token.kind == "word" and token.text.upper() in _FORBIDDEN:
            raise Unsupported(f"{token.text} in a query")
        if token.kind == "variable" and token.text[1:] in _FORBIDDEN_VARIABLES:
            raise Unsupported(f"{token.text} in a query")
    depth = 0
    projected: list[bool] = []
    place = 0
    while place < len(tokens):
        text = tokens[place].text.upper()
        depth += (text == "{") - (text == "}")
        if tokens[place].kind == "word" and text == "SELECT":
            end = next(
                (at for at in range(place, len(tokens)) if tokens[at].text == "{"), len(tokens)
            )
            clause = {token.text for token in tokens[place:end]}
            projected.append(bool(clause & _THIS))
        place += 1
    if not projected or not all(projected) or depth:
        raise Unsupported("a query or subquery that does not select $this")


def _groups(tokens: list[_Token]) -> list[_Group]:
    """The group graph patterns of the query that are not inside an EXISTS."""
    found: list[_Group] = []
    # An entry is None for a brace of an EXISTS or inside one.
    stack: list[_Group | None] = []
    before = ""
    for place, token in enumerate(tokens):
        if token.kind == "space":
            continue
        current = stack[-1] if stack else None
        if token.text == "{":
            if before == "EXISTS" or (stack and current is None):
                stack.append(None)
            else:
                if current is not None and before != "UNION":
                    _settle(current)
                    current.union = before != "OPTIONAL"
                stack.append(_Group(start=place + 1))
        elif token.text == "}":
            ended = stack.pop()
            if ended is not None:
                _settle(ended)
                ended.end = place
                found.append(ended)
                if stack and (outer := stack[-1]) is not None:
                    outer.union = outer.union and (ended.binds or ended.mentions)
        elif current is not None:
            _read(current, place, token)
        elif stack and token.text in _THIS:
            # Inside an EXISTS: it counts for the group around it.
            next(group for group in reversed(stack) if group is not None).mentions = True
        before = token.text.upper()
    return found


def _settle(group: _Group) -> None:
    """A group, or all groups of a UNION, that bind ?this bind it for the group around them.

    One that only mentions it binds it as well, once it has the focus nodes at its head.
    """
    group.binds = group.binds or (group.union and not group.mentions)
    group.union = False


def _read(group: _Group, place: int, token: _Token) -> None:
    """Take in a token that stands in a group and in no group or EXISTS within it."""
    if not group.own and token.text.upper() == "SELECT":
        group.is_select = True
    if token.text.upper() != "UNION":
        _settle(group)
    group.own.append(place)
    group.parentheses += (token.text == "(") - (token.text == ")")
    if token.text in _THIS and not group.is_select:
        # By a triple pattern, and before anything else speaks of it: BIND sees only what precedes.
        group.binds = group.binds or (group.parentheses == 0 and not group.mentions)
        group.mentions = True


def _states(tokens: list[_Token], group: _Group, target: Target, prefixes: dict[str, str]) -> bool:
    """Whether the group itself states the triple pattern that makes the target."""
    if not target.predicate:
        return False
    texts = [_resolved(tokens[place], prefixes) for place in group.own]
    for at, text in enumerate(texts[:-2]):
        if text in _THIS and texts[at + 1] == target.predicate:
            follows = texts[at + 2]
            if follows in _BINARY | _REPEATING:
                continue
            if not target.value or follows == target.value:
                return True
    return False


def _resolved(token: _Token, prefixes: dict[str, str]) -> str:
    """A token with a prefixed name written out as an IRI."""
    if token.kind != "word":
        return token.text
    if token.text == "a":
        return str(TYPE)
    prefix, colon, name = token.text.partition(":")
    return f"<{prefixes[prefix]}{name}>" if colon and prefix in prefixes else token.text
