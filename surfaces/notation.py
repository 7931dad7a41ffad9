"""A surface in LaTeX: its formula with the numbers in use, and its derivatives."""

import contextlib

from formulas import Formula, Number, latex
from formulas.derivative import TooLongError, derivatives
from surfaces.base import Surface


def surface_latex(surface: Surface) -> str:
    r"""The surface in LaTeX with the numbers in use: f(x, y) = … ,\quad a = 1,\; b = 100."""
    numbers = {known.symbol: surface.values[name] for name, known in surface.parameters.items()}
    given = r",\; ".join(f"{symbol} = {latex(Number(float(f'{value:.6g}')))}" for symbol, value in numbers.items())
    return rf"f({', '.join(surface.coordinates)}) = {surface.latex}" + (rf",\quad {given}" if given else "")


def derivatives_latex(surface: Surface) -> list[str]:
    """Gradient and Hessian, on a line f' and f'', in LaTeX, as far as they are short enough to be read; nothing for one
    without a formula."""
    if not isinstance(surface.function, Formula):
        return []
    tree, lines = surface.function.tree, []
    if surface.dimensions == 1:
        with contextlib.suppress(TooLongError):
            for name, order in (("f'", 1), ("f''", 2)):
                lines.append(f"{name}(x) = {latex(derivatives(tree, ('x',), order)[0])}")
        return lines
    with contextlib.suppress(TooLongError):
        fx, fy = map(latex, derivatives(tree, ("x", "y"), 1))
        lines.append(rf"\nabla f = \begin{{pmatrix}} {fx} \\[4pt] {fy} \end{{pmatrix}}")
        fxx, fxy, fyy = map(latex, derivatives(tree, ("x", "y"), 2))
        lines.append(rf"\nabla^2 f = \begin{{pmatrix}} {fxx} & {fxy} \\[4pt] {fxy} & {fyy} \end{{pmatrix}}")
    return lines
