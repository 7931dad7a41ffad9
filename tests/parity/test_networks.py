"""Networks trained by our rules, beside plain training loops in torch."""

from itertools import islice

import numpy as np
import pytest
import torch

from networks.experiment import NetworkExperiment
from networks.library.counterparts import of_torch
from networks.models.flat import Flat
from networks.settings import INITS, LIBRARIES
from networks.training.loss import mean_loss
from networks.training.train import batches, first_model, train, train_in_slices
from networks.training.training import DIVERGED, FINISHED, INTERRUPTED, STOPPED_EARLY
from optimizers import OPTIMIZERS

#: Rule as a link has it → torch's class and its arguments.
RULES = {
    "sgd~lr~0.1": (torch.optim.SGD, {"lr": 0.1}),
    "momentum~lr~0.05~momentum~0.9": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}),
    "adam~lr~0.01": (torch.optim.Adam, {"lr": 0.01}),
    "adamw~lr~0.01~weight_decay~0.1": (torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    "rmsprop~lr~0.01~alpha~0.9": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9}),
    "adagrad~lr~0.05": (torch.optim.Adagrad, {"lr": 0.05}),
}
MODELS = (
    "iris~depth~0",
    "iris~depth~2~width~8~activation~relu~init~kaiming",
    "moons~depth~3~width~8~skip~true~activation~gelu",
    "circles~depth~2~width~8~norm~batch",
    "spirals~depth~2~width~8~norm~layer~activation~sigmoid",
    "curve~depth~2~width~8",
    "digits~depth~1~width~8~label_smoothing~0.1",
)
UPDATES = 200


def experiment(network: str, *runs: str, **more: str) -> NetworkExperiment:
    query = f"network={network}~precision~float64&" + "&".join(f"run={run}" for run in runs)
    return NetworkExperiment.from_query(query + "".join(f"&{key}={value}" for key, value in more.items()))


def epochs(network: str, updates: int) -> str:
    """The network with as many epochs as so many updates take, at least."""
    whole = experiment(network, "sgd")
    per_epoch = len(whole.data().train) // 24 or 1
    return f"{network}~epochs~{-(-updates // per_epoch) + 1}"


def plain(wanted: NetworkExperiment, cls: type, arguments: dict, updates: int) -> np.ndarray:
    """The weights after so many updates of a loop as anybody writes it."""
    data, model = first_model(wanted)
    inputs, targets = torch.tensor(data.inputs[data.train]), torch.tensor(data.targets[data.train])
    settings, rule = wanted.settings(0), cls(model.parameters(), **arguments)
    mean = mean_loss(data, settings.label_smoothing)
    model.train()
    for rows in islice(batches(settings, len(inputs), wanted.seed), updates):
        rule.zero_grad()
        mean(model(inputs[rows]), targets[rows]).backward()
        rule.step()
    return torch.nn.utils.parameters_to_vector(model.parameters()).detach().numpy()


@pytest.fixture(autouse=True)
def double():
    """torch keeps its step scalars in the default type."""
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("network", MODELS)
@pytest.mark.parametrize("run", RULES)
def test_every_model_is_trained_as_torch_trains_it(network, run):
    wanted = experiment(epochs(network, UPDATES), run)
    found = train(wanted)
    row = int(np.searchsorted(found.updates, UPDATES))
    theirs = plain(wanted, *RULES[run], int(found.updates[row]))
    assert found.updates[row] >= UPDATES
    assert found.weights[row] == pytest.approx(theirs, rel=1e-9, abs=1e-9)


def test_the_same_seed_is_the_same_run_and_another_is_another():
    wanted = experiment("moons~dropout~0.3~input_noise~0.1~epochs~8", "adam")
    first, second, other = train(wanted), train(wanted), train(wanted, seed=5)
    assert np.array_equal(first.weights, second.weights)
    assert np.array_equal(first.batch_loss, second.batch_loss)
    assert not np.array_equal(first.weights, other.weights)


def test_slices_change_nothing_and_can_be_left():
    wanted = experiment("moons~epochs~8", "adam")
    whole, slices, parts = train(wanted), train_in_slices(wanted, slice_of=0), []
    try:
        while True:
            parts.append(next(slices))
    except StopIteration as end:
        found = end.value
    assert np.array_equal(found.weights, whole.weights)
    assert parts == sorted(parts)
    assert 0 < parts[0] < parts[-1] < 1
    slices = train_in_slices(wanted, slice_of=0)
    next(slices)
    with pytest.raises(StopIteration) as ended:
        slices.send(True)
    left = ended.value.value
    assert (left.status, left.updates.tolist()) == (INTERRUPTED, [0, 1])


def test_a_look_leaves_the_run_as_it_was(monkeypatch):
    wanted = experiment("moons~dropout~0.4~forget_eval~true~epochs~6", "adam")
    many = train(wanted)
    monkeypatch.setattr("networks.training.train.ROWS", 3)
    few = train(wanted)
    assert len(few.updates) < len(many.updates)
    assert np.array_equal(few.weights[-1], many.weights[-1])


@pytest.mark.parametrize("run", [*RULES, "adafactor", "nadam~lr~0.01", "asgd~lr~0.1"])
def test_torchs_own_class_trains_as_a_plain_loop_with_it(run):
    """By layer, where the class does so: Adafactor's weights are not those of our rule, which sees one vector."""
    wanted = experiment("moons~depth~2~width~8~norm~batch~epochs~8~library~torch", run)
    name, arguments = of_torch(wanted.runs[0].build())
    cls = getattr(torch.optim, name.split(".")[-1])
    found = train(wanted)
    assert found.weights[-1] == pytest.approx(plain(wanted, cls, arguments, int(found.updates[-1])), rel=1e-12)
    ours = train(experiment("moons~depth~2~width~8~norm~batch~epochs~8", run))
    assert (np.abs(ours.weights - found.weights).max() < 1e-9) == (run != "adafactor")


@pytest.mark.parametrize(
    "run",
    [
        "sgd~lr~0.1~weight_decay~0.1~~lr.exponential~gamma~0.5~~weight_decay.exponential~gamma~0.5",
        "adamw~lr~0.1~~lr.plateau~patience~0~factor~0.5~~clip_norm~theta~0.1",
        "lbfgs~lr~0.1~line_search_fn~strong_wolfe~~l2~weight_decay~0.01",
        "momentum~lr~0.1~~lr.one_cycle~cycle_momentum~true~~noise~sigma~0.01",
    ],
)
def test_torchs_own_class_follows_what_ours_follows(run):
    size = 1000 if "lbfgs" in run else 24  # on mini-batches its roundings grow from line search to line search
    paths = [train(experiment(f"iris~depth~1~epochs~8~batch_size~{size}~library~{key}", run)) for key in LIBRARIES]
    assert paths[0].weights == pytest.approx(paths[1].weights, rel=1e-9, abs=1e-12)
    assert np.array_equal(paths[0].lr, paths[1].lr, equal_nan=True)


def test_torchs_own_class_may_diverge():
    found = train(experiment("curve~depth~2~activation~relu~epochs~50~library~torch", "sgd~lr~1e6"))
    assert found.status == DIVERGED


def test_rows_say_what_a_look_from_outside_says():
    wanted = experiment("iris~depth~1~epochs~6", "adam~lr~0.02")
    found = train(wanted)
    data, model = first_model(wanted)
    model.eval()
    for row in (0, found.last):
        torch.nn.utils.vector_to_parameters(torch.tensor(found.weights[row]), model.parameters())
        for part, loss, accuracy in (("train", "loss", "accuracy"), ("valid", "valid_loss", "valid_accuracy")):
            rows = getattr(data, part)
            outputs, targets = model(torch.tensor(data.inputs[rows])), torch.tensor(data.targets[rows])
            assert getattr(found, loss)[row] == pytest.approx(
                torch.nn.functional.cross_entropy(outputs, targets).item(), rel=1e-12
            )
            assert getattr(found, accuracy)[row] == (outputs.argmax(1) == targets).double().mean().item()
    assert found.weight_norm[-1] == pytest.approx(np.linalg.norm(found.weights[-1]), rel=1e-12)
    assert found.confusion is not None
    assert found.confusion.sum() == len(data.valid)
    assert np.trace(found.confusion) / len(data.valid) == pytest.approx(found.valid_accuracy[found.best])
    assert found.epoch[-1] == 6
    assert found.lr[1:].tolist() == [0.02] * found.last


def test_a_run_that_leaves_the_finite_numbers_ends_there():
    found = train(experiment("curve~depth~2~activation~relu~epochs~50", "sgd~lr~1e6"))
    assert found.status == DIVERGED
    assert not np.isfinite(found.weights[-1]).all()
    assert np.isfinite(found.weights[:-1]).all()
    assert found.updates[-1] == len(found.batch_loss)


def test_early_stopping_keeps_the_row_with_the_lowest_validation_loss():
    found = train(experiment("moons~noise~0.4~examples~60~depth~2~width~64~epochs~400~patience~5", "adam~lr~0.01"))
    assert found.status == STOPPED_EARLY
    assert found.epoch[-1] < 400
    assert found.best == np.nanargmin(found.valid_loss)
    assert found.epoch[-1] - found.epoch[found.best] >= 4


def test_schedules_move_once_an_epoch_or_with_every_update():
    by_epoch = train(experiment("iris~depth~0~epochs~6", "sgd~lr~0.1~~lr.exponential~gamma~0.5"))
    rates = by_epoch.lr[np.searchsorted(by_epoch.updates, np.arange(1, 7) * 5)]
    assert rates == pytest.approx(0.1 * 0.5 ** np.arange(6))
    by_update = train(experiment("iris~depth~0~epochs~6~schedules~per update", "sgd~lr~0.1~~lr.exponential~gamma~0.5"))
    assert by_update.lr[1:] == pytest.approx(0.1 * 0.5 ** np.arange(30))


def test_plateau_follows_the_validation_loss():
    found = train(experiment("iris~depth~0~epochs~40", "sgd~lr~1e-6~~lr.plateau~patience~3~factor~0.5"))
    assert found.lr[-1] < 1e-6, "the loss rests, so the step size is cut"


def test_a_rest_of_less_than_half_a_batch_goes_with_the_batch_before():
    settings = experiment("digits~batch_size~32", "sgd").settings()
    sizes = [len(rows) for rows in islice(batches(settings, 1347, 0), 42)]
    assert sizes == [*[32] * 41, 35]
    seen = np.concatenate(list(islice(batches(settings, 1347, 0), 42)))
    assert sorted(seen) == list(range(1347))


def test_averages_are_what_they_say():
    rule = "sgd~lr~0.1"
    walked = train(experiment("iris~depth~0~epochs~8", rule)).weights
    kept = train(experiment("iris~depth~0~epochs~8~average~ema~average_decay~0.5", rule)).weights
    mean = walked[1]
    for row in range(1, len(walked)):
        mean = walked[row] if row == 1 else 0.5 * mean + 0.5 * walked[row]
        assert kept[row] == pytest.approx(mean, rel=1e-12)
    swa = train(experiment("iris~depth~0~epochs~8~average~swa", rule)).weights
    assert np.array_equal(swa[29], walked[29])
    assert swa[-1] == pytest.approx((walked[30] + walked[35] + walked[40]) / 3, rel=1e-12)


@pytest.mark.parametrize("kind", ["scratch", "last layer", "all layers", "first layers frozen"])
def test_transfer_trains_what_it_says(kind):
    query = f"digits~depth~2~width~16~transfer~{kind}~shots~5~epochs~2"
    found = train(experiment(query, "sgd~lr~0.1"))
    weights = {"last layer": 17 * 5, "first layers frozen": 17 * 16 + 17 * 5}
    assert found.weights.shape[1] == weights.get(kind, 65 * 16 + 17 * 16 + 17 * 5)
    assert found.confusion is not None
    assert found.confusion.shape == (5, 5)
    assert found.status == FINISHED


@pytest.mark.parametrize("init", INITS)
def test_first_weights_have_the_spread_they_say(init):
    wanted = experiment(f"digits~depth~1~width~200~init~{init}", "sgd")
    _, model = first_model(wanted)
    weight = model.hidden[0].linear.weight.detach().numpy()
    n, m = 64, 200
    wanted_spread = {"default": 1 / np.sqrt(3 * n), "zeros": 0, "normal": 1, "uniform": 1 / np.sqrt(3)} | {
        "scaled normal": 1 / np.sqrt(n),
        "xavier": np.sqrt(2 / (n + m)),
        "kaiming": np.sqrt(2 / n),
    }
    assert weight.std() == pytest.approx(wanted_spread[init], rel=0.03)


def test_numpy_and_torch_see_the_same_weights():
    _, model = first_model(experiment("iris", "sgd"))
    flat = Flat(model)
    flat.write(np.arange(flat.size, dtype=float))
    assert torch.nn.utils.parameters_to_vector(model.parameters()).tolist() == list(range(flat.size))
    first = flat.slope_of(model(torch.ones(1, 4)).sum())
    second = flat.slope_of(2 * model(torch.ones(1, 4)).sum())
    assert second == pytest.approx(2 * first)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_rule_trains_a_small_network(key):
    wanted = experiment("moons~depth~1~width~3~epochs~3~examples~60", key)
    found = train(wanted)
    assert found.status in (FINISHED, DIVERGED)
    assert np.isfinite(found.loss[0])
