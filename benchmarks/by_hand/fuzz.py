"""Whatever is typed: `python -m benchmarks.by_hand.fuzz [texts] [seed]` types 100,000 texts and watches what happens.

Half follow the grammar, a third are formulas with mistakes, the rest is noise. Each must be refused by one sentence or
answer (value, gradient, Hessian, all in print) within a second of processor time; nothing may be imported, opened or
run but the code generated from a checked tree; what is accepted must have the value and the slopes that a walk over its
tree has. Half of the texts are as people paste them, formulas and rules, and take the road of the pages: what is read
must read back as itself, and so must every reading that is offered. Then the heaviest texts, in full: three grids of
200 × 200 and the search for stationary points.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
import psutil

from benchmarks.claims import Claim
from formulas import Formula, FormulaError, latex
from formulas.derivative import TooLongError, derivatives
from formulas.reading.formula_text import read_formula
from optimizers.typed.text_to_rule import read_program
from surfaces import Surface, critical_points
from tests.helpers.arithmetic import compare
from tests.helpers.formula_texts import LONG_ACCEPTED
from tests.helpers.pasted_texts import pasted
from tests.helpers.typed_texts import typed

SECONDS, MEGABYTES = 1.0, 300
TEXTS, SEED, POINTS, EVERY = 100_000, 5, 4, 500
_SHOWN = 20
#: Python's spelling of checked tokens, which only `ast` reads, and generated functions: nothing else may be compiled.
_READ = re.compile(r"(?:(?:[0-9.]+(?:e[+-]?[0-9]+)?|[A-Za-z][A-Za-z0-9_]*|\*\*|[<>]=?|[-+*/(),]) )+", re.ASCII)
_RUN = re.compile(
    r"def (?:value|first|second)\(x, y\):\n"
    r"(?:    (?:return |\*?_[a-z0-9]+ = )?(?:[0-9.]+(?:e[+-]?[0-9]+)?|\*?_[a-z0-9]+|[xy]|<=|>=|[-+*/(), <>])+\n)+",
    re.ASCII,
)


@dataclass
class Watch:
    """Hears everything that Python's auditing reports while `armed`, and keeps what no formula may do."""

    armed: bool = False
    alarms: list[str] = field(default_factory=list)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.armed and not self.harmless(event, args):
            self.alarms.append(f"{event} {args!r}"[:300])

    @staticmethod
    def harmless(event: str, args: tuple[Any, ...]) -> bool:
        if event == "compile":
            source, name = args
            text = source.decode() if isinstance(source, bytes) else str(source)
            return bool((_READ if name == "<unknown>" else _RUN).fullmatch(text))
        if event == "exec":
            return str(args[0].co_filename) == "<formula>"
        return False


@dataclass
class Result:
    """What the texts came to."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def found(self, what: str, text: str) -> None:
        self.findings.append(f"{what}: {text[:200]!r}")


def refused(error: FormulaError, text: str) -> str:
    """What is wrong with a refusal; empty if nothing is."""
    sentence = error.message
    if not (0 <= error.column <= len(text) and error.text == text):
        return f"column {error.column} is not in the text"
    if not (sentence.isprintable() and sentence.endswith(".") and ". " not in sentence and len(sentence) <= 200):
        return f"not a sentence: {sentence!r}"
    return ""


def answered(text: str, x: np.ndarray, y: np.ndarray) -> Formula | FormulaError:
    """All that is shown of a formula, or the refusal."""
    try:
        formula = Formula.parse(text)
    except FormulaError as error:
        return error
    with np.errstate(all="ignore"):
        formula.value(x, y), formula.first(x, y), formula.second(x, y)
    assert formula.latex
    for order in (1, 2):
        with suppress(TooLongError):
            assert all(map(latex, derivatives(formula.tree, formula.variables, order)))
    return formula


def in_full(text: str) -> float:
    """Seconds of processor time for all that a page asks of a formula."""
    grid = np.stack(np.meshgrid(np.linspace(-5, 5, 200), np.linspace(-5, 5, 200)), -1)
    begin = time.process_time()
    surface = Surface.from_formula(text)
    surface.value(grid), surface.gradient(grid), surface.hessian(grid)
    critical_points(surface)
    assert surface.latex
    return time.process_time() - begin


def as_pasted(text: str, watch: Watch, result: Result) -> str:
    """Read one text as a page does, as a formula and as a rule; the formula in our own language, "" if it is none."""
    begin, watch.armed, core = time.process_time(), True, ""
    try:
        with suppress(FormulaError):
            read_program(f"w = {text}")
        core = read_formula(text).text
        if read_formula(core).text != core:
            result.found(f"reads back as something else: {core!r}", text)
    except FormulaError as error:
        if wrong := refused(error, text):
            result.found(wrong, text)
        if any(read_formula(reading).text != reading for reading in error.readings):
            result.found(f"offers what reads otherwise: {error.readings}", text)
        result.counts["offered"] += len(error.readings)
    except Exception as error:
        result.found(f"{type(error).__name__} {error}", text)
    finally:
        watch.armed = False
        result.slowest = max(result.slowest, (time.process_time() - begin, text))
    if watch.alarms:
        result.found("; ".join(watch.alarms), text)
        watch.alarms.clear()
    result.counts["read"] += bool(core)
    return core


def one(text: str, watch: Watch, result: Result, x: np.ndarray, y: np.ndarray) -> None:
    """Type one text."""
    begin, watch.armed = time.process_time(), True
    try:
        answer = answered(text, x, y)
    except Exception as error:
        result.found(f"{type(error).__name__} {error}", text)
        return
    finally:
        watch.armed = False
        seconds = time.process_time() - begin
        result.slowest = max(result.slowest, (seconds, text))
    if watch.alarms:
        result.found("; ".join(watch.alarms), text)
        watch.alarms.clear()
    if isinstance(answer, FormulaError):
        result.counts["refused"] += 1
        if wrong := refused(answer, text):
            result.found(wrong, text)
        return
    comparison = compare(answer, x, y)
    result.counts.update(accepted=1, points=x.size, values=comparison.values, slopes=comparison.slopes)
    if comparison.difference:
        result.found(comparison.difference, text)
    if result.counts["accepted"] % EVERY == 0:
        result.slowest = max(result.slowest, (in_full(text), text))


def run(texts: int, seed: int) -> Result:
    """`texts` texts, typed one after the other; the same for the same seed."""
    random, numbers = Random(seed), np.random.default_rng(seed)
    watch, result = Watch(), Result()
    for text in (
        "x + y",
        "x^y",
        "sin(",
        "х",
        "x²",
        *LONG_ACCEPTED.values(),
    ):  # whatever is imported late is imported now
        answered(text, *numbers.uniform(-3, 3, (2, POINTS)))
        with suppress(FormulaError):
            read_formula(text), read_program(f"w = {text}")
    sys.addaudithook(watch)
    for number in range(texts):
        text = typed(random) if number % 2 else as_pasted(pasted(random), watch, result)
        one(text, watch, result, *numbers.uniform(-3, 3, (2, POINTS)))
    return result


def heaviest() -> tuple[float, str]:
    """The text near the limits that takes longest in full, and its seconds."""
    return max((in_full(text), name) for name, text in LONG_ACCEPTED.items())


def claims(texts: int = TEXTS, seed: int = SEED) -> list[Claim]:
    """Fuzz, print what was found, and say it beside the budgets."""
    process = psutil.Process()
    before = process.memory_info().rss
    result = run(texts, seed)
    print(*result.findings[:_SHOWN], sep="\n")
    print(f"{texts:,} texts: " + ", ".join(f"{count:,} {what}" for what, count in result.counts.items()))
    slow, name = heaviest()
    print(f"slowest text {result.slowest[1][:100]!r}, heaviest {name!r}")
    memory = (max(process.memory_info().rss, peak()) - before) / 2**20
    return [
        Claim(f"{texts:,} typed texts: crashes, alarms, differences", len(result.findings), 0, ""),
        Claim("  slowest answer", result.slowest[0], SECONDS, "s"),
        Claim("  heaviest text in full", slow, SECONDS, "s"),
        Claim("  memory, all together", memory, MEGABYTES, "MB"),
    ]


def peak() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(*claims(*map(int, sys.argv[1:])), sep="\n")
