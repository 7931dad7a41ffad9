"""A measured claim and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """What was measured, beside its budget. `at_most` says on which side of the budget is good."""

    what: str
    measured: float
    budget: float
    unit: str = "ms"
    at_most: bool = True

    @property
    def holds(self) -> bool:
        return self.measured <= self.budget if self.at_most else self.measured >= self.budget

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        verdict = "" if self.holds else "  OVER BUDGET"
        return f"{self.what:<62} {self.measured:>9.4g} {self.unit:<4} (budget {sign} {self.budget:g}){verdict}"
