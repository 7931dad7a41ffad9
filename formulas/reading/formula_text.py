"""A formula as people write it → the text that `formulas.parse` accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from formulas.errors import FormulaError
from formulas.language import CONSTANTS, FLAT, Language, is_identifier, uncalled
from formulas.parse import parse
from formulas.reading.around.blocks import unblocked
from formulas.reading.around.called import called
from formulas.reading.around.foreign import pointed, undoubled, unmarked
from formulas.reading.around.indexed import indexed
from formulas.reading.around.loops import unrolled
from formulas.reading.around.mathematica import unfolded
from formulas.reading.around.matrices import listed
from formulas.reading.around.peel import peeled
from formulas.reading.around.selected import selected
from formulas.reading.characters import WORDS
from formulas.reading.doubts import Doubts
from formulas.reading.explain import COLUMN, explained
from formulas.reading.grammar import Grammar, LostError, is_larger
from formulas.reading.headers import body
from formulas.reading.lexer import lex
from formulas.reading.vectors.expand import NoNumberError, expanded
from formulas.reading.words import Words
from formulas.tree import Call, Name, Node, Operation, walk
from formulas.unparse import unparse

MAX_TYPED = 1_500  # characters of what is typed; what is read has the limits of formulas
_AXES = ("x", "y")
_COUNTED = re.compile("[A-Za-z]+_[ijkn](?:[-+]1)?")


@dataclass(frozen=True)
class Reading:
    """What was read.

    text   the formula in our own language; what was typed, if that is written in it
    typed  what was typed
    notes  sentences on what was assumed
    """

    text: str
    typed: str
    notes: tuple[str, ...] = ()


def read_formula(text: str, declared: Iterable[str] = ()) -> Reading:
    """The reading of `text`; `declared` are names that stay numbers, however they look.

    FormulaError in one sentence if there is none; where several are sensible, its `readings` are their texts.
    """
    return _read(text, frozenset(declared))


@lru_cache(maxsize=256)
def _read(text: str, declared: frozenset[str]) -> Reading:
    if len(text) > MAX_TYPED:
        raise FormulaError(
            f"The formula has {len(text)} characters: at most {MAX_TYPED} are accepted.", MAX_TYPED, text
        )
    language = _language(declared)
    try:
        tree = _the_tree(text, declared)
    except FormulaError as error:
        if error.text == text:
            raise
        moved = len(error.text) != len(text)  # in a value in the head of a function, or beside what was rewritten
        said = COLUMN.sub("a column of what was read", error.message) if moved else error.message
        raise FormulaError(said, 0 if moved else error.column, text, readings=error.readings) from None
    strict = _strict(text, language)
    if strict == tree:
        read = Reading(text, text, _notes(tree, declared, text))
    else:
        read = Reading(_checked(unparse(tree), text, language), text, _notes(tree, declared, text))
    _must_have_axes(tree, declared, text)
    return read


def _language(declared: frozenset[str]) -> Language:
    names = tuple(name for name in declared if name not in _AXES and is_identifier(name))
    return Language(_AXES, names, free_names=True).with_names(names or ())


def _the_tree(text: str, declared: frozenset[str]) -> Node:
    """The tree, if there is one sensible reading."""
    doubts = Doubts()
    tree = _tree(text, declared, doubts)
    if doubts.met:
        trees = _distinct(text, declared, doubts, tree)
        if len(trees) > 1:
            raise _doubtful(text, doubts, trees)
        tree = next(iter(trees.values()))
    return tree


def _tree(text: str, declared: frozenset[str], doubts: Doubts) -> Node:
    """The tree of one reading."""
    plain = indexed(called(unfolded(pointed(undoubled(unmarked(text), declared)))), declared)
    bare = unblocked(unrolled(peeled(selected(listed(plain)))))
    part = body(bare)
    tokens = lex(bare, part.start, part.end)
    words = Words(bare, declared, doubts, part.arguments, part.values)
    resolved = words.resolve(tokens)
    try:
        tree = Grammar(resolved, doubts, latex="\\" in plain, vectors=words.points is not None).whole()
        if words.points is not None:
            tree = expanded(tree, {token.text.lstrip("@"): token.column for token in reversed(resolved)})
    except LostError as lost:
        raise explained(resolved, lost, bare, Language(_AXES, free_names=True)) from None
    except NoNumberError as wrong:
        raise FormulaError(wrong.message, wrong.column, bare) from None
    if is_larger(tree, 2 * Language(_AXES).max_nodes):
        raise FormulaError(f"The formula has over {Language(_AXES).max_nodes} parts: write a shorter one.", 0, text)
    return tree


def _distinct(text: str, declared: frozenset[str], doubts: Doubts, first: Node) -> dict[str, Node]:
    """The readings that are formulas of x and y, by their texts; the first one, whatever it is, if none is."""
    found: dict[str, Node] = {}
    for other in doubts.others():
        try:
            tree = _tree(text, declared, other)
            _must_have_axes(tree, declared, text)
            found.setdefault(_checked(unparse(tree), text, _language(declared)), tree)
        except FormulaError:
            continue
    return found or {"": first}


def _doubtful(text: str, doubts: Doubts, trees: Iterable[str]) -> FormulaError:
    readings = tuple(trees)
    shown = " or ".join(readings)
    where = f"What stands at column {doubts.column + 1} can be read in {len(readings)} ways"
    said = f"{where}: write {shown}." if len(shown) <= 120 else f"{where}: choose one of them."
    return FormulaError(said, doubts.column, text, readings=readings)


def _strict(text: str, language: Language) -> Node | None:
    """The tree of a text in our own language, None if it is not written in it."""
    try:
        return parse(text, language.with_names(uncalled(text)))
    except FormulaError:
        return None


def _checked(core: str, text: str, language: Language) -> str:
    """The text that was read, within the limits of formulas."""
    try:
        parse(core, language.with_names(uncalled(core)))
    except FormulaError as error:
        raise FormulaError(COLUMN.sub("a column of what was read", error.message), 0, text) from None
    return core


def _must_have_axes(tree: Node, declared: frozenset[str], text: str) -> None:
    """FormulaError if neither coordinate occurs but other names do."""
    read = sorted((node for node in walk(tree) if isinstance(node, Name)), key=lambda node: node.column)
    names = list(dict.fromkeys(node.id for node in read if node.id not in CONSTANTS))
    if not names or {*names} & {*_AXES, *declared}:
        return
    if counted := next((name for name in names if _COUNTED.fullmatch(name)), ""):
        letter = counted.partition("_")[2][0]
        said = f"{counted} is neither x nor y, and nothing counts {letter}: write x and y, or a sum over {letter}."
        raise FormulaError(said, 0, text)
    readings: tuple[str, ...] = ()
    if len(names) <= len(_AXES) and all(len(name) == 1 or name in WORDS for name in names):
        readings = (unparse(_renamed(tree, dict(zip(names, _AXES, strict=False)))),)
    better = f"write {readings[0]} if that is meant" if readings and len(readings[0]) < 120 else "use x and y"
    raise FormulaError(f"Neither x nor y occurs in this formula: {better}.", 0, text, readings=readings)


def _renamed(node: Node, names: dict[str, str]) -> Node:
    match node:
        case Name(id=name):
            return Name(names.get(name, name))
        case Call(function=function, args=args):
            return Call(function, tuple(_renamed(arg, names) for arg in args))
        case Operation(op=op, args=args):
            return Operation(op, tuple(_renamed(arg, names) for arg in args))
    return node


def _notes(tree: Node, declared: frozenset[str], text: str) -> tuple[str, ...]:
    """Sentences on what was assumed."""
    notes = []
    if pointed(text) != text:
        notes.append("The commas are read as decimal points.")
    used = {node.id for node in walk(tree) if isinstance(node, Name)}
    if not used & {*_AXES, *declared}:
        notes.append("Neither x nor y occurs: the ground is level.")
    if re.search(r"(?:\^|\*\*)\s*1\s*/", text):
        notes.append("A power comes before a quotient: x^1/2 is x/2, and the root is x^(1/2).")
    flat = [name for name in (*FLAT, "mod") if any(isinstance(n, Call) and n.function == name for n in walk(tree))]
    if flat:
        notes.append(f"Derivatives of {', '.join(flat)} take no notice of the jumps: a step is flat.")
    return tuple(notes)
