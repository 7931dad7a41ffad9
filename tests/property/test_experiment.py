"""Any valid experiment survives every road it can travel, and any text gives an experiment or one sentence."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.transforms import MiniBatch
from simulation import Experiment, ExperimentError, Stop, run
from simulation.experiments.link import KEYS
from surfaces import SURFACES

SLOW = settings(max_examples=30, deadline=None)
MANY = settings(max_examples=300, deadline=None)


#: How pydantic says what is wrong.
NOT_OURS = (
    *("Input ", "should be", "should have", "should match", "Field required", "are not permitted", "valid integer"),
    *("valid number", "valid string", "Value error", "validation", "Invalid JSON", "unable to parse"),
)


def values(known):
    """Valid values of one setting."""
    low, high = known.slider
    return {
        "choice": st.sampled_from(known.choices),
        "switch": st.booleans(),
        "integer": st.integers(int(max(low, known.within[0])), max(int(low), min(int(high), 30))),
        "integers": st.lists(st.integers(0, 40), min_size=1, max_size=4).map(lambda n: ",".join(map(str, n))),
        "number": st.floats(max(low, known.within[0]), min(high, 0.9 * known.within[1])),
    }[known.kind]


def attempt(road, data):
    """An experiment, or None and one sentence of a readable length; never anything else."""
    try:
        return road(data)
    except ExperimentError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert len(sentence) < 500
    assert not any(words in sentence for words in NOT_OURS)
    return None


@st.composite
def settings_of(draw, cls):
    """A few settings of a described thing, those of the parts it chooses included."""
    chosen = {name: draw(values(h)) for name, h in cls.hyperparameters().items() if h.parts and draw(st.booleans())}
    for name, known in cls.settings(chosen).items():
        if name not in chosen and not known.parts and draw(st.integers(0, 3)) == 0:
            chosen[name] = draw(values(known))
    return chosen


@st.composite
def named(draw, registry):
    key = draw(st.sampled_from(list(registry)))
    return {"name": key, "settings": draw(settings_of(registry[key]))}


@st.composite
def runs(draw, has_data):
    rule = draw(st.sampled_from(list(OPTIMIZERS)))
    chosen = draw(settings_of(OPTIMIZERS[rule]))
    numbers = [name for name, h in OPTIMIZERS[rule].settings(chosen).items() if h.kind == "number"]
    driven = draw(st.lists(st.sampled_from(numbers), max_size=2, unique=True)) if numbers else []
    return {
        "rule": rule,
        "hyperparameters": chosen,
        "schedules": {name: draw(named(SCHEDULES)) for name in driven},
        "transforms": [
            *([{"name": "mini_batch", "settings": draw(settings_of(MiniBatch))}] if has_data else []),
            *draw(st.lists(named({key: cls for key, cls in TRANSFORMS.items() if cls is not MiniBatch}), max_size=2)),
        ],
        "label": draw(st.text(max_size=12)),
        "color": draw(st.sampled_from(["", "#0072B2", "#ffffff"])),
    }


@st.composite
def experiments(draw):
    """Valid ones; a schedule that leads out of the range of what it drives is refused, and then left out."""
    surface = draw(st.sampled_from(list(SURFACES)))
    known = SURFACES[surface].parameters
    data = {
        "surface": surface,
        "parameters": {name: draw(values(h)) for name, h in known.items() if draw(st.booleans())},
        "start": draw(st.tuples(*[st.floats(-1e6, 1e6)] * SURFACES[surface].dimensions)),
        "steps": draw(st.integers(1, 12)),
        "seed": draw(st.integers(0, 2**32 - 1)),
        "stop": draw(settings_of(Stop).filter(lambda s: "seconds" not in s)),
        "runs": draw(st.lists(runs(SURFACES[surface].examples > 0 and draw(st.booleans())), min_size=1, max_size=3)),
    }
    if (experiment := attempt(Experiment.from_data, data)) is not None:
        return experiment
    for spec in data["runs"]:
        spec["schedules"] = {}
    return Experiment.from_data(data)


@SLOW
@given(experiments())
def test_every_road_leads_back_to_the_same_experiment(experiment):
    assert Experiment.from_json(experiment.to_json()) == experiment
    assert Experiment.from_data(experiment.to_data()) == experiment
    assert Experiment.from_query(experiment.to_query()) == experiment
    assert Experiment.from_query(experiment.to_query()).to_query() == experiment.to_query()


@SLOW
@example(Experiment.from_data({"start": (0.0, -0.0), "steps": 1, "surface": "sphere", "runs": [{"rule": "sgd"}]}))
@given(experiments())
def test_the_same_experiment_gives_the_same_bytes_and_so_does_its_code(experiment):
    first, names = run(experiment), {}
    exec(compile(experiment.to_python(), "code", "exec"), names)
    for again in (run(Experiment.from_query(experiment.to_query())), names["paths"]):
        for a, b in zip(first, again, strict=True):
            assert (a.status, a.last) == (b.status, b.last)
            assert a.x.tobytes() == b.x.tobytes()
            assert a.lr.tobytes() == b.lr.tobytes()


words = st.one_of(
    st.text(max_size=12),
    st.sampled_from([*OPTIMIZERS, *SCHEDULES, *TRANSFORMS, *SURFACES, "lr", "inner", "inner.lr", "lr.step", "after"]),
    st.sampled_from(["nan", "inf", "-1", "1e999", "1_0", "9" * 400, "٣", "true", "30,80", ",", "", "0x10", "1e-400"]),
)
parts = st.lists(words, max_size=8).map("~".join)


@MANY
@given(st.lists(st.tuples(st.one_of(st.sampled_from(KEYS), st.text(max_size=5)), parts), max_size=6))
def test_any_text_in_any_part_of_a_link_is_an_experiment_or_a_sentence(pairs):
    attempt(Experiment.from_query, "&".join(f"{key}={value}" for key, value in pairs))


@MANY
@given(parts, parts)
def test_any_run_in_a_link_is_an_experiment_or_a_sentence(first, second):
    attempt(Experiment.from_query, f"steps=5&run={first}~~{second}")


@MANY
@given(st.sampled_from(list(OPTIMIZERS)), words, words, words, words)
def test_any_setting_of_a_rule_and_a_schedule_is_an_experiment_or_a_sentence(rule, name, value, driven, schedule):
    for query in (f"run={rule}~{name}~{value}", f"run={rule}~~{driven}.{schedule}~{name}~{value}"):
        if (experiment := attempt(Experiment.from_query, f"steps=3&{query}")) is not None:
            assert Experiment.from_query(experiment.to_query()) == experiment


@SLOW
@given(experiments(), st.data())
def test_a_link_with_a_mistake_in_it_is_an_experiment_or_a_sentence(experiment, data):
    query = experiment.to_query()
    at = data.draw(st.integers(0, len(query)))
    cut = data.draw(st.integers(0, 3))
    attempt(Experiment.from_query, query[:at] + data.draw(st.text(max_size=3)) + query[at + cut :])


keys = st.one_of(st.sampled_from(["runs", "rule", "start", "stop", "schedules", "settings"]), words)
plain = st.none() | st.booleans() | st.integers() | st.floats() | words
nested = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)


@MANY
@given(nested)
def test_any_data_is_an_experiment_or_a_sentence(data):
    attempt(Experiment.from_data, data)
