"""Numbers that describe themselves: their range, slider, symbol and words, written once beside the default."""

from parameters.described import Described, coupled_weight_decay, decay_is_decoupled, decoupled_decay, hyper
from parameters.hyper import NONZERO, Hyper

__all__ = ["NONZERO", "Described", "Hyper", "coupled_weight_decay", "decay_is_decoupled", "decoupled_decay", "hyper"]
