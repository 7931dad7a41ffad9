"""Recorded paths as JSON, in the forms in which programs write them."""

import json

import numpy as np
import pytest

from simulation.experiments.recorded_file import read_paths

PATH = [[1.0, 2.0], [0.5, 1.0], [0.25, 0.5]]
STEPS = [{"step": i, "x": x, "y": y, "label": "adam"} for i, (x, y) in enumerate(PATH)]
FORMS = {
    "places": json.dumps(PATH),
    "objects": json.dumps([{"x": x, "y": y} for x, y in PATH]),
    "indented": json.dumps(STEPS, indent=2),
    "lines": "\n".join(json.dumps(step) for step in STEPS),
    "lines of weights": "\n".join(json.dumps({"loss": 1.0, "w": place}) for place in PATH),
    "lines of places": "\n".join(map(json.dumps, PATH)),
    "tuples of Python": "\n".join(str(tuple(place)) for place in PATH),
    "printed by NumPy": str(np.array(PATH)),
    "columns": json.dumps({"x": [x for x, _ in PATH], "y": [y for _, y in PATH]}),
    "below a name": json.dumps({"path": PATH}),
    "out of order": json.dumps(STEPS[::-1]),
}


@pytest.mark.parametrize("form", FORMS)
def test_is_the_path(form):
    (found,) = read_paths(FORMS[form].encode())
    np.testing.assert_array_equal(found.x, PATH)


def test_several_paths_have_their_names():
    found = read_paths(json.dumps({"adam": PATH, "sgd": PATH[::-1]}).encode())
    assert [(path.label, path.x[0].tolist()) for path in found] == [("adam", PATH[0]), ("sgd", PATH[-1])]
    assert [path.label for path in read_paths(json.dumps([PATH, PATH]).encode())] == ["path 1", "path 2"]


def test_on_a_line():
    for text in ('{"x": [1, 0.5]}', '{"x": 1}\n{"x": 0.5}', '{"run": [1, 0.5]}'):
        np.testing.assert_array_equal(read_paths(text.encode(), 1)[0].x, [[1], [0.5]])


def test_a_path_may_leave_all_numbers():
    found = read_paths(b'[{"x": 1, "y": 2}, {"x": null, "y": NaN}]')[0].x
    assert np.isnan(found[1]).all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 5000, "nested too deeply"),
        ('{"a": ' * 5000, "nested too deeply"),
        ('[{"x": 1}', "is no JSON"),
        ('[{"x": 1, "y": "=HYPERLINK(1)"}, {"x": 1, "y": 2}]', "where a number belongs"),
        ('{"x": [1, 2], "y": [1]}', "not equally long"),
        ('[{"x": 1, "y": 2}]', "needs two rows"),
        ('[{"x": 1, "y": 2}, [1, 2, 3]]', "Entry 2 of the JSON is no place of 2 numbers"),
        ('{"a": 1}', "holds no path"),
        (json.dumps({f"run {i}": PATH for i in range(9)}), "at most 8 are drawn"),
    ],
)
def test_what_is_wrong_is_one_sentence(text, said):
    with pytest.raises(ValueError, match=said) as caught:
        read_paths(text.encode())
    assert "\n" not in str(caught.value)
