"""The tree of a formula → source for torch or NumPy, as a person would write it.

torch finds the derivatives itself. Where a function has a kink, what is written here has the subgradient that Slalom
has: of min and max where both are equal, that of the first; of abs, sign, relu and steps 0. Where f has a value and no
derivative, torch's NaN becomes 0, as in Slalom, which however finds more derivatives there (products of 0 and infinity,
and of `where` with a branch that cannot be differentiated). Derivatives of sinc near 0 have fewer digits in torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formulas.tree import Call, Name, Node, Number, Operation, walk

_BINDING = {"<": 0, "<=": 0, ">": 0, ">=": 0, "+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}
_ATOM = 5
_CONSTANTS = ("pi", "e")
_SINGULAR = {"sqrt", "log", "asin", "acos", "acosh", "atanh", "atan2", "hypot", "cbrt", "exp", "sinh", "cosh"}

_ALIKE = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs", "sign", "floor", "ceil", "hypot")
_ARCS = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2"}
_ARCS |= {"asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh"}


@dataclass(frozen=True)
class Library:
    """How functions are spelled in one library.

    name      as it is imported: "torch"
    calls     function → the text of a call, with {0}, {1}, … for the arguments
    helpers   function → the source of a function of that name, which the script must have
    constant  the text of a number where a function wants what it is given to be an array
    """

    name: str
    calls: Mapping[str, str]
    helpers: Mapping[str, str] = field(default_factory=dict)
    constant: str = "{0}"


TORCH = Library(
    "torch",
    {
        **{name: f"torch.{name}({{0}})" for name in (*_ALIKE, *_ARCS, "round", "sigmoid", "relu", "erf", "erfc")},
        **{name: f"torch.{name}({{0}}, {{1}})" for name in ("atan2", "hypot")},
        **{name: f"{name}({{0}}, {{1}})" for name in ("smaller", "larger")},
        "cbrt": "cbrt({0})",
        "mod": "torch.remainder({0}, {1})",
        "where": "torch.where({0}, {1}, {2})",
        "softplus": "torch.logaddexp({0}, torch.tensor(0.0))",
        "gauss": "torch.exp(-torch.square({0}))",
        "sinc": "torch.sinc({0} / torch.pi)",
    },
    {
        "smaller": '''def smaller(a, b):
    """min(a, b), with the gradient of a where both are equal."""
    return torch.where((a <= b) | a.isnan(), a, b)
''',
        "larger": '''def larger(a, b):
    """max(a, b), with the gradient of a where both are equal."""
    return torch.where((a >= b) | a.isnan(), a, b)
''',
        "cbrt": '''def cbrt(a):
    """The cube root, of negative numbers too."""
    return torch.sign(a) * torch.abs(a) ** (1 / 3)
''',
    },
    "torch.tensor({0})",
)


def _element_by_element(name: str) -> str:
    """Source of a function of arrays that Python has for numbers."""
    return f'''def {name}(a):
    """The {"complementary " * (name == "erfc")}error function."""
    import math

    return np.vectorize(math.{name}, otypes=[float])(a)
'''


NUMPY = Library(
    "np",
    {
        **{name: f"np.{_ARCS.get(name, name)}({{0}})" for name in (*_ALIKE, *_ARCS, "cbrt")},
        **{name: f"np.{_ARCS.get(name, name)}({{0}}, {{1}})" for name in ("atan2", "hypot")},
        "smaller": "np.minimum({0}, {1})",
        "larger": "np.maximum({0}, {1})",
        "round": "np.rint({0})",
        "mod": "np.mod({0}, {1})",
        "where": "np.where({0}, {1}, {2})",
        "sigmoid": "1 / (1 + np.exp(-({0})))",
        "relu": "np.maximum({0}, 0.0)",
        "softplus": "np.logaddexp({0}, 0.0)",
        "gauss": "np.exp(-np.square({0}))",
        "sinc": "np.sinc({0} / np.pi)",
        **{name: f"{name}({{0}})" for name in ("erf", "erfc")},
    },
    {name: _element_by_element(name) for name in ("erf", "erfc")},
)


@dataclass(frozen=True)
class Source:
    """An expression, the helpers it calls, and whether a derivative of it may not exist where it has a value."""

    text: str
    helpers: tuple[str, ...]
    singular: bool


def source(tree: Node, library: Library, renamed: Mapping[str, str] | None = None) -> Source:
    """The expression. Names are variables and parameters, arrays of the library; `renamed` gives some other names."""
    writer = _Writer(library, renamed or {})
    text, _binding = writer.write(tree)
    called = [_function(node.function) for node in walk(tree) if isinstance(node, Call)]
    helpers = tuple(library.helpers[name] for name in dict.fromkeys(called) if name in library.helpers)
    return Source(text, helpers, any(map(_singular, walk(tree))))


@dataclass(frozen=True)
class _Writer:
    library: Library
    renamed: Mapping[str, str]

    def write(self, node: Node) -> tuple[str, int]:
        """The text of a node, and how tightly it binds."""
        if isinstance(node, Number):
            return _number(node.value), _ATOM
        if isinstance(node, Name):
            return f"{self.library.name}.{node.id}" if node.id in _CONSTANTS else self._named(node.id), _ATOM
        if isinstance(node, Call):
            return self._call(node.function, node.args), _ATOM
        assert isinstance(node, Operation)
        own = _BINDING[node.op]
        if node.op == "neg":
            return f"-{self._inside(node.args[0], own)}", own
        left, right = node.args
        if node.op == "^":
            base = repr(left.value) if isinstance(left, Number) else self._inside(left, _ATOM)
            return f"{base} ** {self._inside(right, _BINDING['neg'])}", own
        return f"{self._inside(left, own)} {node.op} {self._inside(right, own + 1)}", own

    def _named(self, name: str) -> str:
        return self.renamed.get(name, name)

    def _inside(self, node: Node, least: int) -> str:
        text, binding = self.write(node)
        return text if binding >= least else f"({text})"

    def _call(self, function: str, args: Sequence[Node]) -> str:
        spelled = self.library.calls[_function(function)]
        divided = spelled.startswith(f"{self.library.name}.sinc")
        return spelled.format(*(self._argument(arg, _BINDING["/"] if divided else 0) for arg in args))

    def _argument(self, node: Node, least: int) -> str:
        """An argument as an array: a number alone is none; of a comparison one side must be."""
        text = self._inside(node, least)
        if isinstance(node, Operation) and node.op in ("<", "<=", ">", ">="):
            left, right = (self._inside(part, 1) for part in node.args)
            return text if _is_array(node) else f"{self.library.constant.format(left)} {node.op} {right}"
        if isinstance(node, Number):
            text = repr(node.value)
        return text if _is_array(node) else self.library.constant.format(text)


def _function(name: str) -> str:
    return {"min": "smaller", "max": "larger"}.get(name, name)


def _is_array(node: Node) -> bool:
    """Whether there is a name in it, or a function, whose value is an array."""
    return any(isinstance(part, Call) or (isinstance(part, Name) and part.id not in _CONSTANTS) for part in walk(node))


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e6 else repr(value)


def _singular(node: Node) -> bool:
    if isinstance(node, Call):
        return node.function in _SINGULAR
    if not isinstance(node, Operation):
        return False
    whole = isinstance(node.args[-1], Number) and node.args[-1].value.is_integer()
    return node.op == "/" or (node.op == "^" and not whole)
