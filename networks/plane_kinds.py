"""Kinds of planes in the space of weights."""

from typing import Literal

#: Principal components of the paths, two random directions, or those in which the loss is most curved.
Kind = Literal["pca", "random", "hessian"]
KINDS: tuple[Kind, ...] = ("pca", "random", "hessian")
