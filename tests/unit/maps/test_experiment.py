"""A map as plain data: links and JSON that come back, and mistakes said in one sentence."""

import pytest

from maps import MapExperiment
from simulation import ExperimentError

RUN = "surface=rosenbrock&steps=50&run=adam~lr~0.1~~lr.step~step_size~30~~clip_norm~theta~1.0"
LR, BETA = "axis=lr~0.001~1~5~log", "axis=beta1~0~0.9~4"
GOOD = {
    "two settings": f"map=hyperparameters&{LR}&{BETA}&{RUN}",
    "schedule and transform": f"map=hyperparameters&axis=lr.step.gamma~0.1~0.9&axis=clip_norm.theta~0.1~9~7~log&{RUN}",
    "surface and start": f"map=hyperparameters&axis=f.b~1~100~3~log&axis=start.y~-1~1~3&{RUN}",
    "steps, worst": f"map=hyperparameters&{LR}&{BETA}&quantity=steps&tolerance=0.001&of=worst&{RUN}",
    "basins": "map=basins&cells=20~10&box=-4~4~-4.5~4&surface=himmelblau&steps=50&run=sgd~lr~0.01&run=newton",
}
WRONG = {
    f"map=hyperparameters&{LR}&{RUN}": "A map has two axes, each a name with low and high, not 1.",
    f"map=hyperparameters&{LR}&{LR}&{RUN}": "Both axes are lr; choose another.",
    f"map=hyperparameters&{LR}&axis=beta3~0~1&{RUN}": "Adam has no 'beta3' here; an axis may be lr, beta1",
    f"map=hyperparameters&{LR}&axis=beta1~0~1&{RUN}": "The axis beta1 must be a number",
    f"map=hyperparameters&{LR}&axis=beta1~0.9~0.1&{RUN}": "the axis of beta1 must go up: low must be less than high",
    f"map=hyperparameters&{LR}&axis=beta1~0~0.9~5~log&{RUN}": "the axis of beta1 goes in equal ratios",
    f"map=hyperparameters&{LR}&axis=beta1~0~0.9~500&{RUN}": "Axis 2: the axis of beta1 may have 200 values, not 500",
    f"map=hyperparameters&{LR}&axis=beta1~x~1&{RUN}": "The axis 'beta1~x~1' is none; write name~low~high~count",
    f"map=hyperparameters&{LR}&{BETA}&cells=a~3&{RUN}": "The link has no numbers for cells",
    f"map=hyperparameters&{LR}&{BETA}&box=1~2~3~4&{RUN}": "Box belongs to a map of basins",
    f"map=hyperparameters&{LR}&{BETA}&quantity=height&{RUN}": "must be one of loss, steps, gradients, fate",
    f"map=basins&{LR}&{RUN}": "Axes belong to a map of hyperparameters",
    f"map=basins&cells=1~3&{RUN}": "Cells must be the numbers of columns and rows, from 2 to 200 each.",
    f"map=basins&box=3~1~0~1&{RUN}": "Box must be xmin, xmax, ymin and ymax",
    f"map=basins&fan=3&{RUN}": "Where the start is an axis, every cell has one start; set fan to 1.",
    "map=basins&surface=formula&formula=x^2&dimension=1&run=sgd": "f has one coordinate",
    f"map=basins&map=basins&{RUN}": "The link says 'map' more than once.",
    f"map=basins&{RUN}&nonsense=1": "The link has an unknown part 'nonsense'",
    f"map=basins&cells=4~3&cell=0~3~0&{RUN}": "a column, counted from 0, below 1, 3 and 4",
    "map=basins&surface=beale&steps=20000&run=sgd": "The runs of a map may have 10,000 steps, not 20,000.",
    "map=hyperparameters&axis=lr~1~2~200&axis=start.x~0~1~200&seeds=16&steps=9&run=sgd~~noise": "runs; a map",
    "map=hyperparameters&axis=f.a~0.1~1~100&axis=f.b~1~9~100&surface=rosenbrock&steps=9&run=sgd": "different surfaces",
    "map=basins&cells=200~200&surface=beale&steps=9000&run=nelder_mead": "minutes of work; a map may take 15",
    "map=hyperparameters&axis=k~1~4~9&axis=alpha~0.1~1&surface=beale&run=lookahead": "k has whole values only",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_map_comes_back_from_its_link_and_its_json(name):
    of = MapExperiment.from_query(GOOD[name])
    assert MapExperiment.from_query(of.to_query()) == of
    assert MapExperiment.from_query("?" + of.to_query()) == of
    assert MapExperiment.from_json(of.to_json()) == of


@pytest.mark.parametrize("link", WRONG)
def test_a_mistake_is_one_sentence(link):
    with pytest.raises(ExperimentError) as error:
        MapExperiment.from_query(link)
    said = str(error.value)
    assert WRONG[link].lower() in said.lower()
    assert said.endswith(".")
    assert "\n" not in said


def test_another_part_of_a_map():
    basins = MapExperiment.from_query(GOOD["basins"]).seen((0, 1, 2, 3))
    assert basins.box == (0, 1, 2, 3)
    axes = MapExperiment.from_query(GOOD["two settings"]).seen((0.01, 0.1, 0.2, 0.3)).axes
    assert [(axis.low, axis.high, axis.log) for axis in axes] == [(0.01, 0.1, True), (0.2, 0.3, False)]
