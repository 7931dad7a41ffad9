"""The part of a link that says how an experiment is seen."""

import pytest

from simulation import Experiment, ExperimentError
from simulation.experiments.view import read_view, view_text

GOOD = (
    "",
    "space",
    "overlay~zoom~-2,2,-1.5,3~level~true",
    "step~40",
    "panels~hidden~2,3~curve~gap~against~evaluations~log~false",
    "arrows~gradient,step~inside~2~formulas~true",
    "arrows~gradient,given,step",
    "arrows~none",
    "space~camera~-62,43,1.95~colours~viridis",
    "library~AdamW~arguments~lr=0.1, betas=0.9,0.999~batch~false~beside~false",
    "level~false~step~0",
    "handles~lr,momentum",
    "handles~f.a~inside~2",
    "handles~inner.lr",
)
BAD = {
    "sideways": "'layout' is 'sideways'; it must be one of overlay, panels, space",
    "zoom~1,2,3": "four numbers",
    "zoom~2,1,0,1": "each least before its greatest",
    "zoom~nan,1,0,1": "four numbers",
    "zoom~0,1e99,0,1": "four numbers",
    "level~maybe": "true or false",
    "hidden~0": "numbers of runs from 1 to 12",
    "hidden~1,x": "numbers of runs",
    "curve~loss": "one of value, gap",
    "arrows~up": "some of gradient",
    "camera~0,0,2": "elevation from 2 to 89",
    "step~-1": "whole number from 0",
    "step~1.5": "whole number from 0",
    "step~99999999999": "whole number from 0",
    "library~__import__('os')": "the name of a class",
    "colours~rainbow": "one of calm",
    "handles~": "one or two settings",
    "handles~lr,beta1,beta2": "one or two settings",
    "handles~<b>": "one or two settings",
    "handles~lr,,": "one or two settings",
    "handles~" + "a" * 60: "one or two settings",
    "speed~2": "unknown part 'speed'",
    "step~1~step~2": "more than once",
    "overlay~step": "unknown part 'overlay'",
    "zoom~" + "1" * 700: "longer than 600",
}


@pytest.mark.parametrize("text", GOOD)
def test_a_view_is_read_and_written_again(text):
    assert view_text(read_view(text)) == text


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_view_gets_one_sentence(text):
    with pytest.raises(ValueError, match="view of the link") as caught:
        read_view(text)
    assert BAD[text] in str(caught.value)
    assert len(str(caught.value)) < 400


def test_it_is_no_part_of_the_experiment():
    query = "surface=beale&steps=20&run=adam~lr~0.1"
    assert Experiment.from_query(f"{query}&view=space~step~3") == Experiment.from_query(query)
    with pytest.raises(ExperimentError, match="view of the link"):
        Experiment.from_query(f"{query}&view=sideways")
