"""What is said of networks, measured over five seeds each: `python -m benchmarks.by_hand.network_claims` writes the
table of `docs/networks.md`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from networks.experiment import NetworkExperiment
from networks.training.ensemble import ensemble_in_slices
from networks.training.several import Ensemble
from networks.training.train import train
from networks.training.training import DIVERGED, Training
from simulation.running.simulate import finished

SEEDS = range(5)
DOCUMENT = Path("docs/networks.md")
BEGIN = "<!-- measured -->\n"

Measure = Callable[[Training], float]


def _accuracy(path: Training) -> float:
    return float(path.valid_accuracy[path.best])


def _loss(path: Training) -> float:
    return float(path.loss[path.best])


def _noise(path: Training) -> float:
    """How far the losses of mini-batches are spread in the last quarter."""
    return float(path.batch_loss[-len(path.batch_loss) // 4 :].std())


def _gap(path: Training) -> float:
    return float(path.accuracy[path.best] - path.valid_accuracy[path.best])


def _small(path: Training) -> float:
    return float(path.sparsity[path.best])


def _norm(path: Training) -> float:
    return float(path.weight_norm[path.best])


def _shaking(path: Training) -> float:
    """How far the training loss is spread in the last quarter."""
    return float(path.loss[-len(path.loss) // 4 :].std())


def _valid_loss(path: Training) -> float:
    return float(path.valid_loss[path.best])


def _start(path: Training) -> float:
    return float(path.loss[0])


def _diverged(path: Training) -> float:
    return float(path.status == DIVERGED)


_DIGITS = "digits~width~64~batch_size~32~epochs~10"
_FIVE = "digits~depth~1~width~64~activation~relu~batch_size~64~epochs~30"
_LEFT_OUT = "digits~depth~2~width~128~activation~relu~batch_size~32~epochs~30"
_CALM = "moons~noise~0.3~width~16~epochs~60~batch_size~8"
_FEW = "moons~examples~120~noise~0.4~width~64~epochs~400"
_PARTS = {
    "all": "",
    "dropout 0.5": "~dropout~0.5",
    "DropConnect 0.5": "~dropconnect~0.5",
    "dropout 0.5, eval() forgotten": "~dropout~0.5~forget_eval~true",
}
_CALMED = {
    "as it is": f"{_CALM}&run=sgd~lr~0.5",
    "EMA": f"{_CALM}~average~ema&run=sgd~lr~0.5",
    "SWA": f"{_CALM}~average~swa&run=sgd~lr~0.5",
    "cosine decay": f"{_CALM}&run=sgd~lr~0.5~~lr.cosine",
}
_PENALTIES = {"none": "", "L1": "~~l1", "L2": "~~l2"}
#: What is compared: (what is measured, how, name → link).
CLAIMS: tuple[tuple[str, Measure, dict[str, str]], ...] = (
    (
        "spread of batch losses at the end, Iris, lr 0.02",
        _noise,
        {f"batch {n}": f"iris~depth~0~batch_size~{n}&run=sgd~lr~0.02" for n in (1, 24, 120)},
    ),
    (
        "validation accuracy after 10 epochs, digits, three tanh layers, SGD",
        _accuracy,
        {i: f"{_DIGITS}~depth~3~init~{i}&run=sgd~lr~0.1" for i in ("normal", "xavier")},
    ),
    (
        "training loss at the start, digits, three ReLU layers",
        _start,
        {
            i: f"digits~width~64~epochs~1~depth~3~activation~relu~init~{i}&run=sgd~lr~0.001"
            for i in ("normal", "kaiming")
        },
    ),
    (
        "validation accuracy, digits, SGD with lr 5",
        _accuracy,
        {n: f"{_FIVE}~norm~{n}&run=sgd~lr~5" for n in ("none", "batch", "layer")},
    ),
    (
        "validation accuracy, digits, SGD with lr 0.1",
        _accuracy,
        {n: f"{_FIVE}~norm~{n}&run=sgd~lr~0.1" for n in ("none", "batch", "layer")},
    ),
    (
        "training minus validation accuracy, digits, two layers of 128",
        _gap,
        {name: f"{_LEFT_OUT}{more}&run=adam~lr~0.001" for name, more in _PARTS.items()},
    ),
    (
        "validation accuracy, digits, two layers of 128",
        _accuracy,
        {name: f"{_LEFT_OUT}{more}&run=adam~lr~0.001" for name, more in _PARTS.items()},
    ),
    (
        "training minus validation accuracy, 42 noisy moons",
        _gap,
        {f"dropout {p}": f"moons~examples~60~noise~0.4~width~64~dropout~{p}&run=adam~lr~0.01" for p in (0.0, 0.5)},
    ),
    (
        "weights below 0.001, Iris, one hidden layer",
        _small,
        {t: f"iris&run=sgd~lr~0.1{r}" for t, r in _PENALTIES.items()},
    ),
    (
        "norm of the weights, Iris, one hidden layer",
        _norm,
        {t: f"iris&run=sgd~lr~0.1{r}" for t, r in _PENALTIES.items()},
    ),
    (
        "share of runs that diverge, noisy curve, six ReLU layers, lr 1",
        _diverged,
        {
            t: f"curve~depth~6~activation~relu~init~kaiming&run=sgd~lr~1{r}"
            for t, r in {"none": "", "θ = 1": "~~clip_norm~theta~1", "θ = 10": "~~clip_norm~theta~10"}.items()
        },
    ),
    (
        "training loss, noisy curve, four ReLU layers, lr 3 (nan: it diverged)",
        _loss,
        {
            t: f"curve~depth~4~width~32~activation~relu~epochs~30&run=sgd~lr~3{r}"
            for t, r in {"none": "", "θ = 1": "~~clip_norm~theta~1", "θ = 10": "~~clip_norm~theta~10"}.items()
        },
    ),
    (
        "spread of the training loss at the end, moons, SGD with lr 0.5",
        _shaking,
        _CALMED,
    ),
    (
        "validation accuracy of these",
        _accuracy,
        _CALMED,
    ),
    (
        "validation loss, 84 noisy moons, Adam with lr 0.03",
        _valid_loss,
        {f"patience {n or 'none'}": f"{_FEW}~patience~{n}&run=adam~lr~0.03" for n in (0, 20)},
    ),
    (
        "validation accuracy of these",
        _accuracy,
        {f"patience {n or 'none'}": f"{_FEW}~patience~{n}&run=adam~lr~0.03" for n in (0, 20)},
    ),
    (
        "training loss at the end, spirals, two layers of 8",
        _loss,
        {
            "SGD, lr 0.1": "spirals~depth~2~width~8&run=sgd~lr~0.1",
            "momentum 0.9, lr 0.01": "spirals~depth~2~width~8&run=momentum~lr~0.01~momentum~0.9",
        },
    ),
    (
        "training loss, Iris, the first input × 100",
        _loss,
        {s: f"iris~depth~0~factor~{f}~scaling~raw&run=sgd~lr~0.02" for s, f in (("as it is", 1), ("× 100", 100))},
    ),
    (
        "training loss after 50 epochs, Iris, batch 24, lr 0.02",
        _loss,
        {
            r: f"iris~depth~0~epochs~50~scaling~min-max&run={r}~lr~0.02{more}"
            for r, more in (("rmsprop", "~alpha~0.9"), ("adagrad", ""), ("adadelta", ""))
        },
    ),
    (
        "training loss, spirals, twelve tanh layers, Adam",
        _loss,
        {f"skip {s}": f"spirals~depth~12~width~8~epochs~60~skip~{s}&run=adam~lr~0.005" for s in ("false", "true")},
    ),
    (
        "validation accuracy, digits, one hidden layer, Adam, dropout 0.5",
        _accuracy,
        {
            name: f"{_DIGITS}~dropout~0.5~forget_eval~{value}&run=adam~lr~0.003"
            for name, value in (("as it is used", "false"), ("eval() forgotten", "true"))
        },
    ),
    (
        "validation accuracy on digits 5 to 9 from 20 examples a class",
        _accuracy,
        {
            t: f"digits~width~64~depth~2~epochs~30~transfer~{t.replace(' ', '+')}&run=adam~lr~0.003"
            for t in ("scratch", "last layer", "all layers", "first layers frozen")
        },
    ),
)


#: Of five networks each, with other first weights and orders on the same data: what is measured of them.
ENSEMBLE = f"{_DIGITS}&run=adam~lr~0.003&seeds=5"
ENSEMBLES: dict[str, Callable[[Ensemble], float]] = {
    "one network, the median of five": lambda found: found.spread("test_accuracy")[1],
    "averaged predictions of five": lambda found: found.together.test_accuracy if found.together else np.nan,
    "averaged weights of five": lambda found: found.merged.test_accuracy if found.merged else np.nan,
}


def rows() -> list[str]:
    found = []
    for what, measure, links in CLAIMS:
        found += _listed(
            what, {name: [_measured(measure, link, seed) for seed in SEEDS] for name, link in links.items()}
        )
    return found + _of_ensembles()


def _of_ensembles() -> list[str]:
    """The seeds of one are not those of another, and so are its data's parts."""
    made = [_ensemble(NetworkExperiment.from_query(f"network={ENSEMBLE}&seed={5 * seed}")) for seed in SEEDS]
    named = {name: [measure(one) for one in made] for name, measure in ENSEMBLES.items()}
    return _listed("test accuracy, digits, one hidden layer, Adam", named)


def _ensemble(experiment: NetworkExperiment) -> Ensemble:
    return finished(ensemble_in_slices(experiment, 0, train(experiment)))


def _listed(what: str, named: dict[str, list[float]]) -> list[str]:
    found = []
    for name, values in named.items():
        listed = ", ".join(f"{value:.3g}" for value in values)
        found.append(f"| {what} | {name} | {np.median(values):.3g} | {listed} |")
        print(found[-1], flush=True)
        what = "″"
    return found


def _measured(measure: Measure, link: str, seed: int) -> float:
    return measure(train(NetworkExperiment.from_query(f"network={link}&seed={seed}")))


def main() -> None:
    head = "| measured | of | median | five seeds |\n|---|---|---|---|\n"
    before = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[0]
    DOCUMENT.write_text(f"{before}{BEGIN}{head}" + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
