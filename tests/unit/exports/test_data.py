"""What leaves as numbers comes back with the same bits, and other programs read it alike."""

import io
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.data import read, summaries, to_csv
from exports.data.read import ExportError
from exports.formats import FORMATS
from exports.work import CancelledError, Work
from gallery import DEMOS
from simulation import Experiment, Trajectory, run

KINDS = ["csv", "parquet", "npz"]
QUERIES = {
    "rosenbrock": "surface=rosenbrock&steps=7&run=adam~lr~0.05&run=lbfgs&run=newton",
    "one dimension": "surface=parabola&start=1.5&steps=6&run=momentum~lr~0.1&run=bfgs",
    "diverged": "surface=sphere&steps=900&run=sgd~lr~3&run=adam",
    "a climb": "surface=saddle&steps=6&maximize=true&run=nesterov",
}
DATA = {
    "several": {
        "surface": "saddle", "fan": 3, "seeds": 2, "seed": 4, "steps": 5,
        "runs": [
            {"rule": "adam", "transforms": [{"name": "noise"}, {"name": "clip_norm", "settings": {"theta": 0.5}}]},
            {"rule": "sgd"},
        ],
    },
    "scheduled": {
        "surface": "booth", "steps": 9,
        "runs": [
            {"rule": "momentum", "schedules": {"momentum": {"name": "cosine"}, "lr": {"name": "step"}}},
            {"rule": "lookahead", "hyperparameters": {"inner": "adam"}},
        ],
    },
    "batches": {
        "surface": "least_squares", "steps": 5,
        "runs": [{"rule": "sgd", "transforms": [{"name": "mini_batch", "settings": {"size": 8}}]}],
    },
    "names of others": {
        "surface": "booth", "steps": 4,
        "runs": [
            {"rule": "own", "label": "=HYPERLINK(1)", "text": "s_x = 0.9*s_x + 0.1*norm(g)\nlr_x = g\nw -= 0.01*g*s_x"},
        ],
    },
}  # fmt: skip


def works():
    yield from ((name, Experiment.from_query(query)) for name, query in QUERIES.items())
    yield from ((name, Experiment.from_data(data)) for name, data in DATA.items())


WORKS = {name: Work.of(experiment) for name, experiment in works()}


def flat(work):
    return [path for paths in work.bundles for path in paths]


def same(ours, read):
    """Every field: the same arrays of the same types, and the same words."""
    for name in ("x", "value", "gradient", "asked", "seen", "lr", "evaluations"):
        one, other = getattr(ours, name), getattr(read, name)
        assert one.dtype == other.dtype, name
        np.testing.assert_array_equal(one, other, err_msg=name)
        assert not other.flags.writeable
    assert bits(ours.x) == bits(read.x)
    for name in ("states", "scheduled", "drawn"):
        one, other = getattr(ours, name), getattr(read, name)
        assert set(one) == set(other), name
        for key, array in one.items():
            assert array.shape == other[key].shape
            np.testing.assert_array_equal(array, other[key], err_msg=key)
    assert len(ours.changed) == len(read.changed)
    for one, other in zip(ours.changed, read.changed, strict=True):
        np.testing.assert_array_equal(one, other)
    assert (str(ours.status), int(ours.last), ours.maximize) == (str(read.status), int(read.last), read.maximize)


def bits(array):
    return np.where(np.isnan(array), 0, array).tobytes()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WORKS)
def test_every_array_comes_back(kind, name):
    work = WORKS[name]
    found = read(FORMATS[kind].make(work))
    if kind != "csv":
        assert found.experiment == work.experiment
        assert [len(paths) for paths in found.bundles] == [len(paths) for paths in work.bundles]
        found = flat(found)
    for ours, again in zip(flat(work), found, strict=True):
        same(ours, again)


@pytest.mark.parametrize("name", WORKS)
def test_a_path_alone_is_a_trajectory_again(name, tmp_path):
    path = flat(WORKS[name])[-1]
    file = tmp_path / "path.csv"
    file.write_text(to_csv(path))
    for source in (file, str(file), to_csv(path)):
        same(path, Trajectory.from_csv(source))


numbers = st.floats(width=64) | st.sampled_from([0.1, -0.0, 5e-324, 1.7976931348623157e308, np.inf, -np.inf, np.nan])


@given(st.lists(st.tuples(*[numbers] * 4), min_size=1, max_size=6), st.sampled_from(["converged", "diverged"]))
@settings(max_examples=60, deadline=None)
def test_every_float_keeps_its_bits(rows, status):
    x = np.array(rows)
    rows = len(x)
    path = Trajectory(
        x=x[:, :2], value=x[:, 2], gradient=x[:, 2:], asked=x[:, :2], seen=x[:, 1:3], lr=x[:, 3],
        states={"m": x[:, :2], "s_y": x[:, 1], "f": x[:, 2], "H": x.reshape(rows, 2, 2), "inner.t": x[:, 0]},
        scheduled={"beta1": x[:, 0]}, changed=(np.arange(rows), np.arange(rows) * 3), drawn={1: x[:, 2:]},
        evaluations=np.arange(rows), status=np.str_(status), last=np.int64(rows - 1),
    )  # fmt: skip
    for array in (path.x, path.value, path.gradient, path.asked, path.seen, path.lr):
        array.flags.writeable = False
    again = Trajectory.from_csv(to_csv(path))
    same(path, again)
    for name, array in path.states.items():
        assert bits(array) == bits(again.states[name])


def test_pandas_reads_the_csv_and_the_parquet_alike():
    for work in WORKS.values():
        text = FORMATS["csv"].make(work)
        frame = pd.read_csv(io.BytesIO(text))
        typed = pd.read_parquet(io.BytesIO(FORMATS["parquet"].make(work)))
        assert list(frame) == list(typed)
        assert len(frame) == sum(len(path.x) for path in flat(work))
        np.testing.assert_array_equal(frame["x"], np.concatenate([path.x[:, 0] for path in flat(work)]))
        numbers = [name for name in frame if name not in ("run", "status", "maximize")]
        for name in numbers:
            np.testing.assert_array_equal(frame[name].astype(float), typed[name].astype(float), err_msg=name)
        assert frame["status"].dropna().tolist() == [str(path.status) for path in flat(work)]


def test_columns_are_in_the_order_of_a_reader():
    frame = pd.read_csv(io.BytesIO(FORMATS["csv"].make(WORKS["several"])))
    assert list(frame)[:8] == ["run", "seed", "start_x", "start_y", "step", "x", "y", "f"]
    assert list(frame)[8:16] == ["gradient_x", "gradient_y", "seen_x", "seen_y", "m_x", "m_y", "v_x", "v_y"]
    assert list(frame)[-1] == "status"
    assert frame.loc[frame["run"].eq("SGD"), "m_x"].isna().all()  # SGD has no m
    typed = pq.read_table(io.BytesIO(FORMATS["parquet"].make(WORKS["several"])))
    assert typed["m_x"].null_count == frame["run"].eq("SGD").sum()
    assert {str(typed.schema.field(name).type) for name in ("x", "m_x", "lr")} == {"double"}


def test_numpy_reads_the_npz_without_pickles():
    work = WORKS["rosenbrock"]
    with np.load(io.BytesIO(FORMATS["npz"].make(work)), allow_pickle=False) as file:
        assert Experiment.from_json(str(file["experiment"])) == work.experiment
        np.testing.assert_array_equal(file["0/0/states/m"], work.bundles[0][0].states["m"])
        assert all(file[name].dtype != object for name in file.files)


def test_results_stand_beside_their_experiment():
    for work in WORKS.values():
        content = FORMATS["results"].make(work)
        found = json.loads(content)
        assert found["runs"] == json.loads(json.dumps(summaries(work.experiment, work.bundles)))
        assert read(content).experiment == work.experiment
    again = read(FORMATS["json"].make(work))
    assert [path.x.tobytes() for path in flat(again)] == [path.x.tobytes() for path in flat(work)]


def test_no_cell_of_a_csv_is_a_formula():
    text = FORMATS["csv"].make(WORKS["names of others"]).decode()
    assert "'=HYPERLINK(1)" in text
    assert pd.read_csv(io.StringIO(text))["run"].unique().tolist() == ["'=HYPERLINK(1)"]


def test_every_demo_comes_back():
    for demo in DEMOS.values():
        path = run(demo.experiment)[0]
        same(path, Trajectory.from_csv(to_csv(path)))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it has no column step"),
        (b"a,b\n1,2\n", "it has no column step"),
        (b"step,x,f\n0,1,2\n", "it has no column lr"),
        (b"step,x\n1,2\n", "does not begin with step 0"),
        (b"step,x\n0,2,3\n", "Line 2 of the table has 3 cells, and its first 2."),
        (b"step,x,f,lr,evaluations,status\n0,high,2,3,4,5\n", "'x' of the table holds something that is no number"),
        (b"PK nothing", "no NPZ file that can be read"),
        (b"PAR1nothing", "no Parquet file that can be read"),
        (b"{nothing", "JSON"),
        (b"\xff\xfe\x00\xd8", "no file that Slalom has written"),
    ],
)
def test_what_is_no_path_gets_a_sentence(content, why):
    with pytest.raises(ExportError, match=why):
        read(content)


def test_files_that_were_cut_are_noticed():
    work = WORKS["several"]
    lines = FORMATS["csv"].make(work).decode().splitlines(keepends=True)
    with pytest.raises(ExportError, match="rows are missing"):
        read("".join([*lines[:3], *lines[4:]]).encode())
    with pytest.raises(ExportError, match="cut off"):
        read("".join(lines[:-1]).encode())
    for kind in ("parquet", "npz"):
        with pytest.raises(ExportError, match="cut off"):
            read(FORMATS[kind].make(work)[:-40])


def test_a_file_of_several_paths_is_no_single_one():
    with pytest.raises(ValueError, match="The file has 9 paths"):
        Trajectory.from_csv(FORMATS["csv"].make(WORKS["several"]).decode())
    with pytest.raises(FileNotFoundError):
        Trajectory.from_csv("there/is/none.csv")


def _stop(share):
    raise CancelledError(share)


@pytest.mark.parametrize("kind", KINDS)
def test_twelve_long_runs_come_back_and_can_be_stopped(kind):
    runs = "".join(f"&run=adam~lr~{lr:g}" for lr in np.geomspace(1e-3, 1, 12))
    work = Work.of(Experiment.from_query(f"surface=rosenbrock&steps=2000{runs}"))
    told = []
    found = read(FORMATS[kind].make(work, tell=told.append))
    for ours, again in zip(flat(work), found if kind == "csv" else flat(found), strict=True):
        same(ours, again)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1

    with pytest.raises(CancelledError):
        FORMATS[kind].make(work, tell=_stop)
