"""What is said of trainings: how each ended, and of several which is ahead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from networks.experiment import NetworkExperiment
from networks.settings import TORCH
from networks.training.several import Ensemble
from networks.training.training import DIVERGED, INTERRUPTED, STOPPED_EARLY, Training
from optimizers import OPTIMIZERS
from words import counts
from words.language import _
from words.numbers import short
from words.sentence import BAD, GOOD, WARN

#: Rules whose papers treat the weights of every layer by themselves.
_BY_LAYER = ("adafactor", "lamb", "muon", "novograd")


def remark(experiment: NetworkExperiment, run: int) -> str:
    """What must be known before a run's training by its rule is believed; mostly nothing."""
    rule = experiment.runs[run].rule
    if rule not in _BY_LAYER or experiment.settings(run).library == TORCH:
        return ""
    title = OPTIMIZERS[rule].title
    return _("{rule} sees all weights as one vector here, and not layer by layer as its paper does").format(rule=title)


def sentence(training: Training) -> tuple[str, str]:
    """(tone, sentence): loss, accuracy, epoch, and what stopped it."""
    epochs = counts.epochs(float(training.epoch[-1]), short(float(training.epoch[-1]), 4))
    if training.status == DIVERGED:
        update = counts.updates(int(training.updates[-1]))
        return BAD, _("diverged after {updates}, in epoch {epoch}: the weights are no longer finite").format(
            updates=update, epoch=int(np.floor(training.epoch[-1])) + 1
        )
    numbers = measured(training, training.best)
    if training.status == INTERRUPTED:
        return WARN, _("interrupted after {epochs}: {numbers}").format(epochs=epochs, numbers=numbers)
    if training.status == STOPPED_EARLY:
        words = _(
            "stopped early after {epochs}, as the validation loss no longer fell; epoch {best} is kept: {numbers}"
        )
        return GOOD, words.format(epochs=epochs, best=short(float(training.epoch[training.best]), 4), numbers=numbers)
    return GOOD, _("after {epochs}: {numbers}").format(epochs=epochs, numbers=numbers)


def measured(training: Training, row: int) -> str:
    """Loss and accuracy of a row, of training and, where there is some, validation."""
    parts = [_("loss {loss}").format(loss=short(float(training.loss[row])))]
    if np.isfinite(training.accuracy[row]):
        parts.append(_("accuracy {share}").format(share=short(float(training.accuracy[row]), 3)))
    if np.isfinite(training.valid_loss[row]):
        parts.append(_("validation loss {loss}").format(loss=short(float(training.valid_loss[row]))))
    if np.isfinite(training.valid_accuracy[row]):
        parts.append(_("validation accuracy {share}").format(share=short(float(training.valid_accuracy[row]), 3)))
    return ", ".join(parts)


def headline(trainings: Sequence[Training], names: Sequence[str]) -> tuple[str, str]:
    """(tone, sentence) of several: whose training loss is lowest, and who diverged. Of one, its own sentence."""
    if len(trainings) == 1:
        return sentence(trainings[0])
    lost = [name for one, name in zip(trainings, names, strict=True) if one.status == DIVERGED]
    left = [(float(one.loss[one.best]), name, one) for one, name in zip(trainings, names, strict=True)]
    left = [each for each in left if each[2].status != DIVERGED]
    gone = _("diverged: {names}").format(names=", ".join(lost)) if lost else ""
    if not left:
        return BAD, gone
    _loss, name, first = min(left, key=lambda each: each[0])
    ahead = _("{name} has the lowest loss: {numbers}").format(name=name, numbers=measured(first, first.best))
    return (BAD if lost else GOOD), "; ".join(filter(None, [ahead, gone]))


def of_seeds(found: Ensemble) -> str:
    """Of several trainings of a run: the median of what they came to, the lowest and the highest, and what they know
    together."""
    parts = [_spread(found, "valid_loss", _("validation loss {median}, from {low} to {high}"))]
    parts += [_spread(found, f"{part}_accuracy", words) for part, words in _accuracies().items()]
    if found.together:
        score = found.together
        if np.isfinite(score.valid_accuracy):
            words = _("averaged predictions {valid} (validation) and {test} (test)")
            parts.append(words.format(valid=short(score.valid_accuracy, 3), test=short(score.test_accuracy, 3)))
        else:
            words = _("averaged predictions have the validation loss {loss}")
            parts.append(words.format(loss=short(score.valid_loss)))
    if found.lost:
        parts.append(_("{count} diverged").format(count=found.lost))
    said = "; ".join(filter(None, parts))
    return _("{seeds}: {said}").format(seeds=counts.seeds(found.seeds), said=said)


def _accuracies() -> dict[str, str]:
    return {
        "valid": _("validation accuracy {median}, from {low} to {high}"),
        "test": _("test accuracy {median}, from {low} to {high}"),
    }


def _spread(found: Ensemble, name: str, words: str) -> str:
    low, median, high = found.spread(name)
    known = np.isfinite(median)
    return words.format(median=short(median, 3), low=short(low, 3), high=short(high, 3)) if known else ""
