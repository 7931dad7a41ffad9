"""What makes this machine compute like another: `env $(python -m tests.helpers.processors old) pytest …`.

Printed are variables of the environment for the libraries that choose their code by the processor: OpenBLAS, NumPy's
SIMD, torch and glibc's libm. Only what this machine has is taken away and only kernels that run on it are asked for; a
library that does not know a name goes on as it is.

old      a processor before AVX, with one thread
haswell  one with AVX2 and FMA but without AVX-512; as it is, on a machine that has no AVX2
"""

from __future__ import annotations

import sys

from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

HERE = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]  # beyond NumPy's baseline


def old() -> dict[str, str]:
    return {
        "OPENBLAS_CORETYPE": "Prescott",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "NPY_DISABLE_CPU_FEATURES": ",".join(HERE),
        "ATEN_CPU_CAPABILITY": "default",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F",
    }


def haswell() -> dict[str, str]:
    if not __cpu_features__.get("AVX2"):
        return {}
    return {
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": ",".join(name for name in HERE if name.startswith(("AVX512", "X86_V4"))),
        "ATEN_CPU_CAPABILITY": "avx2",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F",
    }


if __name__ == "__main__":
    settings = {"old": old, "haswell": haswell}[sys.argv[1]]()
    print(*(f"{name}={value}" for name, value in settings.items() if value))
