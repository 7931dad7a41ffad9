"""Pick a surface, an optimizer and its hyperparameters, and watch the path run."""

from ui.address import link, present
from ui.frame.inside import inside
from ui.playground.page import playground
from ui.playground.picture import FIRST_RULE

inside("playground")
present.hide_controls()
link.open_once("playground", FIRST_RULE)
playground()
