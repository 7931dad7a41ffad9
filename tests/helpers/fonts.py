"""The fonts of the player's PDF: `python -m tests.helpers.fonts` makes them anew, from those that Streamlit has on its
pages. It needs brotli, as the files are packed with it (`pip install brotli`)."""

from __future__ import annotations

from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

import player

FOLDER = Path(player.__file__).parent / "frontend" / "vendor"
WEIGHTS = {"regular": 400, "bold": 700}
FAMILY = "Slalom Sans"  # the licence keeps the name of the original for the original
#: Latin, Greek, Cyrillic, what is above and below a line, currencies, fractions, arrows, mathematics, shapes.
SIGNS = (
    (0x20, 0x17F), (0x2C6, 0x2DD), (0x300, 0x30C), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491), (0x1D62, 0x1D6A),
    (0x2010, 0x203A), (0x2044, 0x2044), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2150, 0x215E),
    (0x2190, 0x22FF), (0x25A0, 0x25FF),
)  # fmt: skip


def make() -> None:
    """Both weights, with the signs above and nothing else."""
    (source,) = Path(streamlit.__file__).parent.glob("static/**/SourceSansVF-Upright*.woff2")
    for name, weight in WEIGHTS.items():
        font = instancer.instantiateVariableFont(TTFont(source), {"wght": weight})
        options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
        options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT"]
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=[sign for first, last in SIGNS for sign in range(first, last + 1)])
        chosen.subset(font)
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6):
                record.string = FAMILY if record.nameID != 6 else f"SlalomSans-{name.capitalize()}"
        font.flavor = None
        font.save(FOLDER / f"sans-{name}.ttf")


if __name__ == "__main__":
    make()
