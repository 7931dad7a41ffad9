"""A formula typed as text, and what is derived from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from formulas import compile as generated
from formulas.language import Language, uncalled
from formulas.latex import latex
from formulas.parse import parse
from formulas.tree import Name, Node, walk


@dataclass(frozen=True)
class Formula:
    """A checked formula of `variables` and `parameters`. Make one with `Formula.parse`.

    The functions `value`, `first` and `second` are generated and compiled when first used. Each takes the
    variables (`np.float64` scalars or contiguous float64 arrays of one shape), then the parameters, so that
    a new parameter value needs no new code. Call them inside `np.errstate(all="ignore")`.
    """

    text: str
    variables: tuple[str, ...]
    parameters: tuple[str, ...]
    tree: Node = field(repr=False)

    @classmethod
    def parse(
        cls, text: str, variables: Sequence[str] = ("x", "y"), parameters: Sequence[str] | None = ()
    ) -> "Formula":
        """Check `text`. Raises FormulaError, a ValueError whose text is one sentence for the user.

        With `parameters=None` every other name in the text is one, in the order in which they are written.
        """
        language = Language(tuple(variables), tuple(parameters or ()), free_names=parameters is None)
        language = language.with_names(parameters if parameters is not None else uncalled(text))
        tree = parse(text, language)
        if parameters is not None:
            return cls(text, language.variables, language.parameters, tree)
        written = sorted((node for node in walk(tree) if isinstance(node, Name)), key=lambda node: node.column)
        free = dict.fromkeys(node.id for node in written if node.id not in language.names)
        return cls(text, language.variables, tuple(free), tree)

    @cached_property
    def latex(self) -> str:
        """The formula in LaTeX, as it was written."""
        return latex(self.tree)

    @cached_property
    def value(self) -> generated.Function:
        """`value(x, y, *parameters) -> f`"""
        return generated.build(self.tree, self.variables, self.parameters, 0)

    @cached_property
    def first(self) -> generated.Function:
        """`first(x, y, *parameters) -> (f, fx, fy)`; 0 where f is finite and a derivative does not exist."""
        return generated.build(self.tree, self.variables, self.parameters, 1)

    @cached_property
    def single(self) -> generated.Function | None:
        """`first` for Python's numbers, several times as fast and with the same bits; None where there is no such."""
        return generated.single(self.tree, self.variables, self.parameters)

    @cached_property
    def second(self) -> generated.Function:
        """`second(x, y, *parameters) -> (fxx, fxy, fyy)`; 0 where f is finite and they do not exist."""
        return generated.build(self.tree, self.variables, self.parameters, 2)

    def __reduce__(self) -> tuple[Any, ...]:
        # Generated functions cannot be pickled; the text can.
        return type(self).parse, (self.text, self.variables, self.parameters)
