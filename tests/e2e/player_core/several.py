"""Several runs mounted at once, and what is read of their maps."""

from __future__ import annotations

from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted


def mount(opened, runs=None, layout="panels", **options) -> Mounted:
    mounted = opened(**options)
    mounted.mount(paths=compared.paths(runs, layout), grid=compared.grid())
    return mounted


def inks(mounted: Mounted, layer: str = ".slalom-lines") -> list[str]:
    return mounted.page.locator(layer).evaluate_all("canvases => canvases.map((one) => one.toDataURL())")


def number(text: str) -> float:
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    mantissa, _, exponent = text.partition("·10")
    return float(f"{mantissa.translate(digits)}e{exponent.translate(digits) or 0}")
