r"""The largest eigenvalues of a Hessian that is only known by what it does to a vector.

Lanczos' recursion with full reorthogonalisation (C. Lanczos, "An iteration method for the solution of the eigenvalue
problem", J. Res. Nat. Bur. Standards 45, 1950; B. N. Parlett, "The Symmetric Eigenvalue Problem", 1980). It ends when
the residual of every wanted pair, \(|\beta_k s_k|\), is below the tolerance times the largest eigenvalue in size.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

TOLERANCE = 1e-7
MOST = 300  # products with the Hessian


def top(times: Callable[[np.ndarray], np.ndarray], n: int, count: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The `count` largest eigenvalues (count,), falling, and their unit eigenvectors (count, n).

    times  v (n,) → Hessian·v (n,)

    The same input gives the same output: the first vector is drawn with a fixed seed, and of each eigenvector the
    largest entry is positive. ValueError if a product is not finite.
    """
    q = np.random.default_rng(0).standard_normal(n)
    basis = [q / np.linalg.norm(q)]
    alphas: list[float] = []
    betas: list[float] = []
    while True:
        r = times(basis[-1])
        if not np.isfinite(r).all():
            raise ValueError("The Hessian is not finite here.")
        alphas.append(float(basis[-1] @ r))
        known = np.array(basis)
        for _ in range(2):  # twice is enough (Parlett)
            r = r - known.T @ (known @ r)
        beta = float(np.linalg.norm(r))
        values, vectors = np.linalg.eigh(np.diag(alphas) + np.diag(betas, 1) + np.diag(betas, -1))
        size = max(np.abs(values).max(), np.finfo(float).tiny)
        wanted = vectors[-1, -count:]
        settled = len(alphas) >= min(count, n) and beta * np.abs(wanted).max() <= TOLERANCE * size
        if settled or len(alphas) == min(n, MOST) or beta <= 1e-14 * size:
            break
        betas.append(beta)
        basis.append(r / beta)
    found = (vectors[:, ::-1][:, :count].T @ np.array(basis)).copy()
    for vector in found:
        vector *= np.sign(vector[np.argmax(np.abs(vector))]) / np.linalg.norm(vector)
    return values[::-1][:count].copy(), found
