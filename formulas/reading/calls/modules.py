"""Names of modules and namespaces of other languages, which may stand before the name of a function, and constants."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ROOTS = ("np", "numpy", "jnp", "jax", "onp", "cp", "cupy", "xp", "math", "Math", "cmath", "torch", "F", "nn", "tf")
_SCIENCE = ("scipy", "sp", "sps", "sympy", "special", "linalg", "LA", "mpmath", "mp", "K", "keras")
_JULIA = ("LinearAlgebra", "Base", "SpecialFunctions")
_PARTS = ("linalg", "numpy", "scipy", "nn", "functional", "special", "math", "keras", "activations", "backend")

#: One or several of them with their points: torch.nn.functional.
MODULES = re.compile(rf"(?:{'|'.join((*_ROOTS, *_SCIENCE, *_JULIA))})\.(?:(?:{'|'.join(_PARTS)})\.)*")

_LOGARITHMS = {"LN2": "0.6931471805599453", "LN10": "2.302585092994046"}
_LOGARITHMS |= {"LOG2E": "1.4426950408889634", "LOG10E": "0.4342944819032518"}
_RADICALS = {"SQRT2": "2^(1/2)", "SQRT1_2": "0.5^(1/2)", "SQRT3": "3^(1/2)"}
_PARTS_OF_PI = {"PI": "pi", "TAU": "2*pi", "PI_2": "pi/2", "PI_4": "pi/4", "1_PI": "1/pi", "2_PI": "2/pi"}
_ALL = {**_LOGARITHMS, **_RADICALS, **_PARTS_OF_PI, "E": "e"}
#: Names of constants in C's math.h, Math.PI of JavaScript and math.tau of Python, as expressions of ours.
OF_HEADERS: Mapping[str, str] = MappingProxyType({f"M_{name}": value for name, value in _ALL.items()})
BEHIND_MODULES: Mapping[str, str] = MappingProxyType(
    {**_ALL, "tau": "2*pi", "euler_gamma": "0.5772156649015329", "golden": "(1 + 5^(1/2))/2"}
)
