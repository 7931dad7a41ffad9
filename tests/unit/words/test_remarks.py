"""What must be known of a run: a plateau below zero is not seen in relative mode."""

import numpy as np
import pytest

from simulation import Experiment, run
from words.remarks import remarks

#: Schedule of a run down x^2 + y^2 + c, a level that is above or below zero → what is said.
CASES = [
    ("lr.plateau", "-1", True),
    ("lr.plateau~mode~max", "-900", True),
    ("lr.warmup~total_iters~5~after~plateau", "-1", True),
    ("momentum.plateau", "-1", True),
    ("lr.plateau", "1", False),
    ("lr.plateau~mode~max", "1", False),
    ("lr.plateau~threshold_mode~abs", "-1", False),
    ("lr.plateau~threshold~0", "-1", False),
    ("lr.step", "-1", False),
    ("lr.warmup~after~step", "-1", False),
]


@pytest.mark.parametrize(("schedule", "level", "said"), CASES)
def test_a_plateau_below_zero_gets_its_sentence(schedule, level, said):
    query = f"surface=formula~c~{level}&formula=x^2%2By^2%2Bc&start=3~1&run=momentum~lr~0.05~~{schedule}"
    experiment = Experiment.from_query(query)
    path = run(experiment)[0]
    found = remarks(experiment.runs[0], path)
    assert len(found) == said
    for sentence in found:
        step = int(sentence.split("from step ")[1].split()[0])
        assert path.value[step] < 0
        assert step == 1 or "after~" in schedule or (path.value[1:step] >= 0).all()
        values = path.lr if schedule.startswith("lr") else path.scheduled["momentum"]
        for cut in step + 1 + np.flatnonzero(np.diff(values[step:]) < 0):
            assert "mode~max" in schedule or path.value[cut - 1] > path.value[1 : cut - 1].min(), "ground was lost"
        assert len(np.unique(values[-100:])) == 1, "at rest nothing is cut"
