"""The loss of a torch model on fixed data, as a function of its flat weights.

It is a function of the weights and of nothing else: dropout is off, and a batch norm takes the mean and the variance of
the very data that it is given, not those that it remembers from some moment of its training.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

import numpy as np

MEMORY = 4e6  # bytes that the numbers of one chunk of networks may take, about: what a cache holds
_MOST = 256  # networks in a chunk

Batch = tuple[Any, Any]


class ModelLoss:
    """`loss(model(inputs), targets)`, the mean over all the data, at any weights.

    model   a torch module; it is copied and never changed. Its weights that are to be trained are the coordinates, in
            the order of `named_parameters`; frozen ones and buffers stay as they are
    loss    outputs, targets → a mean over the examples, as a tensor of one number
    data    (inputs, targets), or a sequence of such batches, whose mean is weighted by their length

    ValueError in one sentence if there is nothing to train, or the loss is no single number.
    """

    def __init__(self, model: Any, loss: Callable[[Any, Any], Any], data: Batch | Sequence[Batch]) -> None:
        self._torch = torch = import_module("torch")
        self._model = _at_rest(copy.deepcopy(model), torch)
        self._loss, self._many = loss, True
        self._batches: list[Any] = [data] if torch.is_tensor(data[0]) else list(data)
        named = dict(self._model.named_parameters())
        self._shapes = {name: p.shape for name, p in named.items() if p.requires_grad}
        if not self._shapes:
            raise ValueError("The model has no weights that are to be trained; requires_grad is False for all.")
        self._dtype = next(named[name].dtype for name in self._shapes)
        self.start = flat([named[name] for name in self._shapes])
        self.names = tuple(self._shapes)
        self.shapes = tuple(tuple(shape) for shape in self._shapes.values())
        with torch.no_grad():
            first = self._of(self._parts(self._tensor(self.start)), self._batches[0])
        if not torch.is_tensor(first) or first.numel() != 1:
            raise ValueError("The loss must be one number, the mean over the examples; its reduction is 'mean'.")

    @property
    def size(self) -> int:
        """How many weights there are."""
        return len(self.start)

    def __call__(self, weights: np.ndarray) -> np.ndarray:
        """(...) losses of weights (..., n), in float64; not finite where they are not."""
        rows = np.asarray(weights, dtype=np.float64).reshape(-1, self.size)
        found = [self._chunk(chunk) for chunk in self._chunks(rows)]
        return np.concatenate(found).reshape(np.shape(weights)[:-1]) if found else np.zeros(np.shape(weights)[:-1])

    def gradient(self, weights: np.ndarray) -> np.ndarray:
        """(n,) at weights (n,)."""
        at = self._tensor(weights).requires_grad_()
        return _numbers(self._torch.autograd.grad(self._mean(at), at)[0])

    def curvature(self, weights: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """v (n,) → Hessian·v (n,), at weights (n,): one differentiation more a product, the Hessian is never made."""
        at = self._tensor(weights).requires_grad_()
        slope = self._torch.autograd.grad(self._mean(at), at, create_graph=True)[0]

        def times(v: np.ndarray) -> np.ndarray:
            if not slope.requires_grad:
                return np.zeros(self.size)
            product = self._torch.autograd.grad(slope, at, self._tensor(v), retain_graph=True, materialize_grads=True)
            return _numbers(product[0])

        return times

    def _chunk(self, rows: np.ndarray) -> np.ndarray:
        torch = self._torch
        with torch.no_grad():
            weights = self._tensor(rows)
            if len(rows) > 1 and self._many:
                try:
                    return _numbers(torch.func.vmap(self._mean)(weights))
                except (RuntimeError, NotImplementedError, ValueError):  # what cannot be done for many at once
                    self._many = False
            return np.array([float(self._mean(row)) for row in weights])

    def _chunks(self, rows: np.ndarray) -> Iterator[np.ndarray]:
        seen = max(len(inputs) for inputs, _ in self._batches)
        wide = max(shape[0] for shape in self.shapes)
        one = 8 * (self.size + 3 * seen * wide)
        count = int(min(_MOST, max(1, MEMORY // one)))
        return (rows[i : i + count] for i in range(0, len(rows), count))

    def _mean(self, weights: Any) -> Any:
        parts = self._parts(weights)
        lengths = [len(inputs) for inputs, _ in self._batches]
        losses = [self._of(parts, batch) * length for batch, length in zip(self._batches, lengths, strict=True)]
        return sum(losses) / sum(lengths)

    def _of(self, parts: dict[str, Any], batch: Batch) -> Any:
        inputs, targets = batch
        return self._loss(self._torch.func.functional_call(self._model, parts, (inputs,)), targets)

    def _parts(self, weights: Any) -> dict[str, Any]:
        parts, begin = {}, 0
        for name, shape in self._shapes.items():
            end = begin + shape.numel()
            parts[name] = weights[begin:end].reshape(shape)
            begin = end
        return parts

    def _tensor(self, numbers: np.ndarray) -> Any:
        return self._torch.tensor(np.asarray(numbers), dtype=self._dtype)


def flat(parameters: Sequence[Any]) -> np.ndarray:
    """(n,) all numbers of the tensors, one after another, in float64."""
    return np.concatenate([_numbers(p.detach()).ravel() for p in parameters])


def _at_rest(model: Any, torch: Any) -> Any:
    """The model with dropout off, and with batch norms that know nothing but what they are given."""
    model.eval()
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.track_running_stats = False
            module.running_mean = module.running_var = module.num_batches_tracked = None
    return model


def _numbers(tensor: Any) -> np.ndarray:
    return tensor.detach().cpu().double().numpy()
