"""Names of modules and namespaces of other languages, which may stand before the name of a function."""

import re

_ROOTS = ("np", "numpy", "jnp", "jax", "onp", "cp", "cupy", "xp", "math", "Math", "cmath", "torch", "F", "nn", "tf")
_SCIENCE = ("scipy", "sp", "sps", "sympy", "special", "linalg", "LA", "mpmath", "mp", "K", "LinearAlgebra", "Base")
_PARTS = ("linalg", "numpy", "scipy", "nn", "functional", "special", "math", "keras", "activations", "backend")

#: One or several of them with their points: torch.nn.functional.
MODULES = re.compile(rf"(?:{'|'.join((*_ROOTS, *_SCIENCE))})\.(?:(?:{'|'.join(_PARTS)})\.)*")
