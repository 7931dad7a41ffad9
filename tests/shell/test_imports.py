"""What an import brings along, and what works where a library is missing: each asked in a process of its own."""

import subprocess
import sys

import pytest

from tests.helpers.imports import ROOT


def said(code):
    """What a fresh Python prints."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("imported", "heavy"),
    [
        ("slalom", "matplotlib pandas anywidget plotly player exports"),
        ("exports.formats", "matplotlib plotly PIL pandas pyarrow contourpy"),
        ("maps.kinds, maps.spread.task, exports.maps.picture, cli.maps", "torch"),
        ("surfaces, surfaces.heightmaps.heightmap, surfaces.heightmaps.files, simulation", "scipy PIL"),
    ],
)
def test_an_import_is_light(imported, heavy):
    assert said(f"import sys, {imported}\nprint(sorted(set({heavy.split()}) & set(sys.modules)))") == "[]\n"


def test_a_demo_is_read_when_it_is_asked_for():
    code = "import sys, gallery; assert 'scipy' not in sys.modules; gallery.DEMOS['zig-zag'];"
    assert said(f"{code} print(list(gallery.DEMOS._read), 'scipy' in sys.modules)") == "['zig-zag'] False\n"


def test_an_experiment_on_a_network_is_read_without_torch():
    code = "import sys; sys.modules['torch'] = None; from networks.experiment import NetworkExperiment as N; "
    assert said(f"{code} print(N.from_query('network=moons&run=adam').data().name)") == "Two moons\n"


def test_without_the_import_it_is_said_what_is_missing():
    code = "from simulation import Experiment; e = Experiment.from_query('surface=rosenbrock&run=adam')\n"
    code += "assert e._repr_mimebundle_() is None\ntry: e.plot()\nexcept RuntimeError as why: print(why)"
    assert said(code) == "Pictures and tables of runs come with `import slalom`; import it first.\n"
