"""The same experiments from a shell: `slalom run --formula "x^2 + b*y^2" --set b=20 --run adam~lr~0.1`."""

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of `cli.app.main`, which may be stopped even while it is being imported."""
    try:
        from cli import app

        return app.main(arguments)
    except KeyboardInterrupt:
        return 130
