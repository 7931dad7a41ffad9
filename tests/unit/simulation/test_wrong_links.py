"""Links that are mangled, or say something twice or otherwise: one sentence, and what is plainly meant is read."""

import pytest

from simulation import Experiment, ExperimentError


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("run=adam~lr", "The link gives 'adam' a name without a value; write name~value pairs."),
        ("run=adam~lr~0.1&x=3", "The link has an unknown part 'x'; known are surface, formula,"),
        ("run=adam&steps=5&steps=6", "The link says 'steps' more than once."),
        (
            "run=adam&surface=rosenbrock~b",
            "The link gives 'rosenbrock' a name without a value; write name~value pairs.",
        ),
        ("run=adam&surface=rosenbrock~b~wide", "Rosenbrock: b must be a number of at least 0, not 'wide'."),
        ("run=adam&surface=hill~b~1", "There is no surface 'hill';"),
        ("run=adam&start=1~2~3", "The start needs two coordinates"),
        ("run=adam&start=here~there", "start 1: must be a number, not 'here'."),
        ("run=adam~~lr.step~~lr.linear", "The link gives 'lr' more than one schedule."),
        ("run=adam~~lr.stairs", "run 1, schedules, lr, name: must be one of constant"),
        ("run=adam~~shake", "run 1, transform 1, name: must be one of mini_batch"),
        ("run=" + "a" * 9000, "The link is longer than 8000 characters."),
        ("", "runs: an experiment needs a run: a rule, such as adam, with its settings."),
    ],
)
def test_a_mangled_link_is_one_sentence(query, message):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_query(query)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("run=adam~lr~0.1~lr~0.2", "The link gives 'adam' two values of 'lr'."),
        ("run=adam~~lr.cosine~T_max~5~T_max~6", "The link gives 'cosine' two values of 'T_max'."),
        ("run=sgd&start=1,2", "The link has a comma in start; its numbers are written with ~ between, such as -1.2~1."),
        ("run=sgd&surface=rosenbrok", "There is no surface 'rosenbrok'; near is rosenbrock"),
        ("run=Adem", "run 1: there is no rule 'Adem'; near is adam"),
    ],
)
def test_what_a_link_says_twice_or_otherwise_is_told(query, message):
    with pytest.raises(ExperimentError) as told:
        Experiment.from_query(query)
    assert str(told.value).startswith(message)


def test_whole_numbers_may_be_written_with_an_exponent():
    assert Experiment.from_query("run=sgd&steps=1e2") == Experiment.from_query("run=sgd&steps=100")
