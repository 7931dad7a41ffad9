"""Classes of the libraries in double precision where they drop digits on their way, and in our form where they slip."""

from __future__ import annotations

import sys
from functools import partial, wraps
from typing import Any
from unittest import mock

import pytorch_optimizer as po
import torch
from torch import optim


class MuonInDouble(optim.Muon):
    """torch's Muon without its one conversion to bfloat16, which would leave two digits to compare."""

    def step(self, closure=None):
        with mock.patch.object(torch.Tensor, "bfloat16", torch.Tensor.clone):
            return super().step(closure)


class ScheduleFreeAdamWWithoutFloor(po.ScheduleFreeAdamW):
    """pytorch-optimizer's, without the 1e-15 that it adds under the root."""

    apply_ams_bound = staticmethod(partial(po.ScheduleFreeAdamW.apply_ams_bound, exp_avg_sq_eps=0.0))
    apply_ams_bound_foreach = staticmethod(partial(po.ScheduleFreeAdamW.apply_ams_bound_foreach, exp_avg_sq_eps=0.0))


class QHAdamInDouble(po.QHAdam):
    """pytorch-optimizer's, with the two weights that it keeps in float32 in float64."""

    def init_group(self, group, **kwargs):
        super().init_group(group, **kwargs)
        for state in self.state.values():
            state |= {name: state[name].double() for name in ("beta1_weight", "beta2_weight")}


class SAMInDouble(po.SAM):
    """pytorch-optimizer's, with the norm of the gradient that it keeps in float32 in float64."""

    def first_step(self, zero_grad=False):
        weighed = [
            p.abs() * p.grad if group["adaptive"] else p.grad for group in self.param_groups for p in group["params"]
        ]
        norm = lambda *_, **__: sum((g * g).sum() for g in weighed).reshape(1)  # noqa: E731
        with mock.patch.object(sys.modules[po.SAM.__module__], "get_global_gradient_norm", norm):
            super().first_step(zero_grad)


class ADOPTOfItsAuthors(po.ADOPT):
    """pytorch-optimizer's, clipping at the count of the steps that move, as the authors' code does."""

    @wraps(po.ADOPT.__init__)
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"clip_lambda": lambda step: (step - 1) ** 0.25, **kwargs})


DOUBLES: dict[str, Any] = {
    "torch.optim.Muon": MuonInDouble,
    "pytorch_optimizer.ScheduleFreeAdamW": ScheduleFreeAdamWWithoutFloor,
    "pytorch_optimizer.QHAdam": QHAdamInDouble,
    "pytorch_optimizer.SAM": SAMInDouble,
    "pytorch_optimizer.ADOPT": ADOPTOfItsAuthors,
}
