"""Several paths of one run in the player: median and band, what is on top, one path alone with one click and back."""

import base64
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from simulation import Experiment, bundle
from simulation.judging.sample import median_run
from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted

NOISE = [{"name": "noise", "settings": {"sigma": 0.5}}]
LINES = """async ([blob, counted]) => {
  const { unpackPaths } = await import('/payload/payload.js');
  const { line } = await import('/payload/spread.js');
  const data = unpackPaths(Uint8Array.from(atob(blob), (sign) => sign.charCodeAt(0)));
  const { y, low, high, x, last } = line(data.runs, data.runs[0], 'value', counted, data);
  const plain = (list) => list && Array.from(list, (v) => (Number.isNaN(v) ? null : v));
  return { y: plain(y), low: plain(low), high: plain(high), x: plain(x), last };
}"""
MEAN = """async (blob) => {
  const { unpackPaths } = await import('/payload/payload.js');
  const { drawn } = await import('/payload/bundles.js');
  const data = unpackPaths(Uint8Array.from(atob(blob), (sign) => sign.charCodeAt(0)));
  const runs = drawn(data.runs, { sample: 'mean', lane: 0 });
  return { faint: runs.filter((run) => run.faint).length, x: Array.from(runs.at(-1).x) };
}"""


def walked(lr=0.3, seeds=5, **parts):
    """Paths of one run, some of which end early or are lost."""
    run = {"rule": "sgd", "hyperparameters": {"lr": lr}, "transforms": NOISE}
    parts = {"surface": "elongated_bowl", "steps": 40, "seeds": seeds, "runs": [run], **parts}
    (paths,) = bundle(Experiment.from_data(parts))
    return paths


def shown(paths, index=0, label="SGD"):
    middle = median_run(paths)
    views = [compared.view(path, index, label, lane=f"seed {i}", middle=i == middle) for i, path in enumerate(paths)]
    return [replace(view, last=int(path.last)) for view, path in zip(views, paths, strict=True)]


def text(views):
    return base64.b64encode(compared.paths(views)).decode()


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"seeds": 4},
        {"seeds": 2},
        {"lr": 40.0, "steps": 400},  # all diverge, one after another
        {"stop": {"value_below": 0.05}, "steps": 200},  # they end at different steps
    ],
)
@pytest.mark.parametrize("counted", [False, True])
def test_the_band_is_numpys_quartiles_of_what_is_finite(opened, parts, counted):
    paths = walked(**parts)
    found = opened().page.evaluate(LINES, [text(shown(paths)), counted])
    longest = max(int(path.last) for path in paths)
    assert found["last"] == longest
    values = np.full((len(paths), longest + 1), np.nan)
    for i, path in enumerate(paths):
        with np.errstate(over="ignore"):  # as they travel
            sent = path.value.astype(np.float32).astype(float)
        value = np.pad(sent, (0, longest - int(path.last)), mode="edge")
        values[i] = np.where(np.isfinite(value), value, np.nan)
    for k, column in enumerate(values.T):
        there = column[np.isfinite(column)]
        wanted = np.quantile(there, (0.25, 0.5, 0.75)) if len(there) else [np.nan] * 3
        got = [found[name][k] for name in ("low", "y", "high")]
        np.testing.assert_allclose([np.nan if v is None else float(v) for v in got], wanted, rtol=1e-12)


def test_the_mean_path_is_that_of_those_that_are_finite(opened):
    paths = walked(seeds=4)
    found = opened().page.evaluate(MEAN, text(shown(paths)))
    assert found["faint"] == 4
    mean = np.mean([path.x.astype(np.float32).astype(float) for path in paths], axis=0)
    np.testing.assert_allclose(np.reshape(found["x"], (-1, 2)), mean, rtol=1e-12, atol=1e-14)


def mounted_with(opened, views, **asked) -> Mounted:
    mounted = opened()
    mounted.mount(paths=compared.paths(views, asked={"sample": "5 seeds"}, **asked), grid=compared.grid())
    return mounted


@pytest.mark.parametrize("layout", ["overlay", None])
def test_one_click_shows_one_path_and_the_next_all_again(opened, layout):
    """With and without other runs beside: on both pages."""
    mounted = mounted_with(opened, shown(walked()), layout=layout)
    page = mounted.page
    mounted.settle()
    all_paths, middle = mounted.ink(), f"SGD, seed {median_run(walked())}"
    expect(page.locator(".slalom-sample-words")).to_have_text("5 seeds")
    expect(page.locator(".slalom-inside .slalom-aside")).to_have_text(middle)
    alone = page.get_by_role("button", name="One alone")
    alone.click()
    expect(alone).to_have_attribute("aria-pressed", "true")
    mounted.settle()
    assert mounted.ink() != all_paths
    page.get_by_label("The path that is shown alone").select_option("seed 4")
    expect(page.locator(".slalom-inside .slalom-aside")).to_have_text("SGD, seed 4")
    alone.click()
    expect(page.get_by_role("button", name="Median run")).to_have_attribute("aria-pressed", "true")
    mounted.settle()
    assert mounted.ink() == all_paths
    page.get_by_role("button", name="Mean path").click()
    alone.click()
    alone.click()
    expect(page.get_by_role("button", name="Mean path")).to_have_attribute("aria-pressed", "true")


def test_single_runs_have_no_such_row(opened):
    mounted = opened()
    mounted.mount()
    expect(mounted.page.locator(".slalom-sampled")).to_be_hidden()


def test_curves_and_the_legend_have_a_line_for_a_run(opened):
    views = [*shown(walked()), *shown(walked(lr=0.05), 1, "slow")]
    mounted = mounted_with(opened, views)
    page = mounted.page
    expect(page.locator(".slalom-run")).to_have_count(2)
    lines = page.locator(".slalom-curve .scatterlayer .trace")
    expect(lines).to_have_count(6)  # two ends of a band and the median, of both
    page.get_by_role("button", name="One alone").click()
    expect(lines).to_have_count(2)
