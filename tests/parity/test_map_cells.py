"""The number of a cell is the one of its own experiment, run alone."""

import pytest

from maps import MapExperiment, computed
from tests.helpers.cells import assert_equal, some

MAPS = {
    "lr and momentum": "map=hyperparameters&axis=lr~0.0001~1~13~log&axis=momentum~0~0.99~11&surface=himmelblau"
    "&steps=120&run=momentum",
    "a stop rule": "map=hyperparameters&axis=lr~0.001~3~13~log&axis=beta1~0~0.99~11&surface=himmelblau&steps=300"
    "&run=adam&stop=gradient_norm~1e-3",
    "patience": "map=hyperparameters&axis=lr~0.001~3~7~log&axis=beta1~0~0.99~7&surface=beale&steps=90&run=adam"
    "&stop=patience~5",
    "a surface that changes": "map=hyperparameters&axis=lr~0.0001~1~9~log&axis=f.b~1~200~5&surface=rosenbrock&steps=90"
    "&run=rmsprop",
    "schedule and clipping": "map=hyperparameters&axis=lr.step.gamma~0.1~0.9~9&axis=clip_norm.theta~0.01~10~9~log"
    "&surface=beale&steps=90&run=sgd~lr~0.1~~lr.step~step_size~10~~clip_norm",
    "noise, worst of three": "map=hyperparameters&axis=lr~0.001~1~7~log&axis=noise.sigma~0.01~1~7~log&seeds=3&of=worst"
    "&surface=himmelblau&steps=60&run=sgd~~noise",
    "several starts": "map=hyperparameters&axis=lr~0.001~1~7~log&axis=momentum~0~0.9~7&fan=5&surface=himmelblau"
    "&steps=60&run=nesterov&quantity=steps&tolerance=1e-3",
    "whole numbers": "map=hyperparameters&axis=k~1~6~6&axis=alpha~0.1~1~9&surface=beale&steps=60&run=lookahead",
    "a part": "map=hyperparameters&axis=inner.lr~0.001~1~9~log&axis=rho~0.01~1~9~log&surface=beale&steps=60"
    "&run=sharpness_aware~inner~sgd",
    "climbing": "map=hyperparameters&axis=lr~0.001~1~9~log&axis=momentum~0~0.9~9&surface=himmelblau&steps=60"
    "&run=momentum&maximize=true",
    "a search": "map=hyperparameters&axis=c~0.0001~0.4~5&axis=start.x~-3~3~5&surface=beale&steps=20&run=line_search",
    "a line": "map=hyperparameters&axis=lr~0.01~2~9~log&axis=start.x~-3~3~9&surface=formula&formula=x^4-x^2"
    "&dimension=1&steps=60&run=sgd",
    "basins": "map=basins&cells=17~15&surface=himmelblau&steps=150&run=sgd~lr~0.01&run=momentum~lr~0.005"
    "&run=adam~lr~0.2",
    "basins of Newton": "map=basins&cells=9~9&surface=himmelblau&steps=30&run=newton",
    "basins of many minima": "map=basins&cells=9~9&surface=rastrigin&steps=80&run=sgd~lr~0.002&run=adam~lr~0.1",
    "a loss on data": "map=basins&cells=5~5&surface=least_squares&steps=20&run=sgd~lr~0.01&run=adam~lr~0.1",
    "heights": "map=basins&cells=5~5&surface=heightmap&steps=20&run=momentum~lr~0.01",
    "mini-batches": "map=hyperparameters&axis=lr~0.001~0.1~4&axis=mini_batch.size~2~8~3&surface=least_squares&steps=20"
    "&run=sgd~~mini_batch",
    "a schedule that follows": "map=hyperparameters&axis=lr.plateau.factor~0.1~0.9~4&axis=lr~0.001~0.1~4&surface=beale"
    "&steps=40&run=sgd~lr~0.01~~lr.plateau~patience~3",
    "a step size that shrinks": "map=hyperparameters&axis=lr~0.001~0.5~9~log&axis=lr.exponential.gamma~0.8~0.99~9"
    "&surface=formula&formula=abs(x)%2By^2&steps=150&run=sgd~lr~0.1~~lr.exponential",
    "an orbit": "map=basins&cells=9~9&surface=formula&formula=abs(x)%2By^2&steps=80&run=sgd~lr~0.5"
    "&run=sign_sgd~lr~0.25",
}


@pytest.mark.parametrize("name", MAPS)
def test_a_cell_is_what_its_experiment_is_alone(name):
    experiment = MapExperiment.from_query(MAPS[name])
    of = computed(experiment)
    assert of.known.all()
    for cell in some(experiment, 50):
        assert_equal(of, cell)
