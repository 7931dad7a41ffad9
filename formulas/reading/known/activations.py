"""Functions between the layers of networks, and those of the normal distribution, under torch's names and others'.

Constants are those of the papers, as torch and TensorFlow have them.
"""

from __future__ import annotations

from formulas.reading.known.builders import Function, call, number, op
from formulas.tree import Name, Node

_SELU = 1.0507009873554805, 1.6732632423543772  # Klambauer et al., https://arxiv.org/abs/1706.02515


def above_zero(u: Node, below: Node) -> Node:
    """u where it is positive, else `below`."""
    return call("where", op(">", u, number(0)), u, below)


def between(u: Node, low: Node, high: Node) -> Node:
    return call("min", call("max", u, low), high)


def _leaky(u: Node, slope: Node | None = None) -> Node:
    return above_zero(u, op("*", slope or number(0.01), u))


def _elu(u: Node, size: Node | None = None) -> Node:
    return above_zero(u, op("*", size or number(1), op("-", call("exp", u), number(1))))


def _celu(u: Node, size: Node | None = None) -> Node:
    size = size or number(1)
    return above_zero(u, op("*", size, op("-", call("exp", op("/", u, size)), number(1))))


def _selu(u: Node) -> Node:
    scale, size = map(number, _SELU)
    return op("*", scale, _elu(u, size))


def _hard_tanh(u: Node, low: Node | None = None, high: Node | None = None) -> Node:
    return between(u, low or op("neg", number(1)), high or number(1))


def _hard_sigmoid(u: Node) -> Node:
    return between(op("+", op("/", u, number(6)), number(0.5)), number(0), number(1))


def _hard_swish(u: Node) -> Node:
    return op("*", u, _hard_sigmoid(u))


def _log_sigmoid(u: Node) -> Node:
    return op("neg", call("softplus", op("neg", u)))


def _soft_shrink(u: Node, width: Node | None = None) -> Node:
    width = width or number(0.5)
    inner = call("where", op("<", u, op("neg", width)), op("+", u, width), number(0))
    return call("where", op(">", u, width), op("-", u, width), inner)


def _hard_shrink(u: Node, width: Node | None = None) -> Node:
    return call("where", op(">", call("abs", u), width or number(0.5)), u, number(0))


def _softplus(u: Node, beta: Node | None = None) -> Node:
    return call("softplus", u) if beta is None else op("/", call("softplus", op("*", beta, u)), beta)


def _gelu(u: Node) -> Node:
    return op("*", u, _distribution(u))


def _distribution(u: Node) -> Node:
    """The normal distribution up to u, by erfc, which keeps its digits where that is small."""
    return op("/", call("erfc", op("/", op("neg", u), call("sqrt", number(2)))), number(2))


def _density(u: Node) -> Node:
    exponent = op("/", op("neg", op("^", u, number(2))), number(2))
    return op("/", call("exp", exponent), call("sqrt", op("*", number(2), Name("pi"))))


ACTIVATIONS: dict[str, Function] = {
    **dict.fromkeys(("silu", "swish", "SiLU"), Function(1, 1, lambda u: op("*", u, call("sigmoid", u)))),
    **dict.fromkeys(("leaky_relu", "LeakyReLU"), Function(1, 2, _leaky, keywords=("negative_slope",))),
    **dict.fromkeys(("elu", "ELU"), Function(1, 2, _elu, keywords=("alpha",))),
    **dict.fromkeys(("celu", "CELU"), Function(1, 2, _celu, keywords=("alpha",))),
    **dict.fromkeys(("selu", "SELU"), Function(1, 1, _selu)),
    **dict.fromkeys(("gelu", "GELU"), Function(1, 1, _gelu)),
    "mish": Function(1, 1, lambda u: op("*", u, call("tanh", call("softplus", u)))),
    "softplus": Function(1, 2, _softplus, keywords=("beta",)),
    "softsign": Function(1, 1, lambda u: op("/", u, op("+", number(1), call("abs", u)))),
    "tanhshrink": Function(1, 1, lambda u: op("-", u, call("tanh", u))),
    **dict.fromkeys(("logsigmoid", "log_sigmoid"), Function(1, 1, _log_sigmoid)),
    **dict.fromkeys(("hardtanh", "hard_tanh"), Function(1, 3, _hard_tanh, keywords=("min_val", "max_val"))),
    "relu6": Function(1, 1, lambda u: between(u, number(0), number(6))),
    "hardsigmoid": Function(1, 1, _hard_sigmoid),
    **dict.fromkeys(("hardswish", "hard_swish", "hard_silu"), Function(1, 1, _hard_swish)),
    **dict.fromkeys(("softshrink", "soft_shrink"), Function(1, 2, _soft_shrink)),
    **dict.fromkeys(("hardshrink", "hard_shrink"), Function(1, 2, _hard_shrink)),
    **dict.fromkeys(("ndtr", "normcdf", "pnorm"), Function(1, 1, _distribution)),
    **dict.fromkeys(("normpdf", "dnorm"), Function(1, 1, _density)),
}
