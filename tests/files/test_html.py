"""The page that plays anywhere: what is in it, how large it is, and that what others wrote stays in its place."""

import base64
import gzip
import json
import re

import lxml.html
import numpy as np
import pytest

from cli import main
from exports.formats import FORMATS
from exports.html.folded import folded, unfolded
from exports.html.page import snippet
from exports.played import Played
from exports.work import CancelledError, Work
from optimizers import OPTIMIZERS
from simulation import Experiment

TWELVE = [*OPTIMIZERS][:12]
MOST = 2_200_000  # bytes
HOSTILE = ["</script><script>alert(1)</script>", "\u2028' onload=alert(1) x='", "<!--<script>", '&amp;"><img src=x>']


def of(**data) -> Work:
    return Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 60, **data}))


def made(work: Work, **options) -> str:
    return FORMATS["html"].make(work, options).decode()


def held(page: str, name: str) -> bytes:
    """A part of a page, unpacked."""
    (text,) = lxml.html.fromstring(page.encode()).xpath(f'//script[@id="slalom-{name}"]/text()')
    return gzip.decompress(base64.b64decode(text))


@pytest.fixture(scope="module")
def page():
    return made(of(runs=[{"rule": "adam"}]))


def test_twelve_runs_of_two_thousand_steps_are_small():
    page = FORMATS["html"].make(of(steps=2000, runs=[{"rule": rule} for rule in TWELVE]))
    assert len(page) <= MOST


def test_the_slowest_rules_to_pack_are_small_too():
    """The most states, noise and a schedule: nothing of a path is even or zero."""
    by_states = sorted(OPTIMIZERS, key=lambda key: -len(of(steps=2, runs=[{"rule": key}]).bundles[0][0].states))
    noise = [{"name": "noise", "settings": {"sigma": 0.5}}]
    runs = [{"rule": rule, "transforms": noise} for rule in by_states[:12]]
    assert len(FORMATS["html"].make(of(steps=2000, runs=runs))) <= 1.6 * MOST


@pytest.mark.parametrize("words", [0, 1, 2, 3, 1001])
def test_a_folded_blob_comes_back(words):
    random = np.random.default_rng(words)
    blob = b"\x08\x00\x00\x00" + b"{'a':1} " + random.bytes(4 * words)
    assert unfolded(folded(blob)) == blob


def test_the_paths_in_the_page_are_those_of_the_player():
    work = of(runs=[{"rule": "adam"}, {"rule": "sgd"}])
    played = Played.of_work(work)
    sent = unfolded(held(made(work), "paths"))
    assert sent == played.paths({"colorscale": "calm", "autoplay": True, "speed": 1.0, "flat": True}, "panels")
    assert unfolded(held(made(work), "grid")) == played.grid()


def test_it_begins_as_a_link_has_it_seen(tmp_path):
    file, seen = tmp_path / "seen.html", "overlay~zoom~-2,2,-1,3~handles~beta1~colours~viridis"
    typed = [
        "export",
        "html",
        "--link",
        f"http://localhost:8501/?surface=rosenbrock&run=adam&view={seen}",
        "-o",
        str(file),
    ]
    assert main(typed) == 0
    blob = unfolded(held(file.read_text("utf-8"), "paths"))
    header = json.loads(blob[4 : 4 + int.from_bytes(blob[:4], "little")])
    assert header["options"]["view"] == {"zoom": [-2, 2, -1, 3], "handles": ["beta1"]}


def test_equal_experiments_give_equal_pages(page):
    assert made(of(runs=[{"rule": "adam"}])) == page


def test_it_is_a_document_with_a_title_a_language_and_a_picture_without_scripts(page):
    tree = lxml.html.fromstring(page.encode())
    assert tree.get("lang") == "en"
    assert tree.findtext("head/title") == "Adam on Rosenbrock"
    assert "standing still" in tree.xpath("//noscript")[0].text_content()
    assert len(tree.xpath("//noscript//*[local-name()='path' and @class='line']")) == 1


def test_nothing_is_referred_to(page):
    tree = lxml.html.fromstring(page.encode())
    assert tree.xpath("//@src | //@href[not(starts-with(., '#'))] | //link | //base") == []
    assert "default-src 'none'" in page


def test_its_scripts_have_a_word_that_the_policy_names(page):
    (nonce,) = set(re.findall(r"'nonce-([0-9a-f]{32})'", page))
    run = lxml.html.fromstring(page.encode()).xpath("//script[not(@type)]")
    assert [script.get("nonce") for script in run] == [nonce]


@pytest.mark.parametrize("label", HOSTILE)
def test_what_others_wrote_stays_text(page, label):
    def shape(text):
        return [(one.tag, sorted(one.keys())) for one in lxml.html.fromstring(text.encode()).iter(lxml.etree.Element)]

    runs = [{"rule": "adam", "label": label[:80]}]
    assert shape(made(of(runs=runs))) == shape(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_that_do_not_follow_the_reader(theme):
    assert f'<html lang="en" data-theme="{theme}">' in made(of(runs=[{"rule": "adam"}]), theme=theme)


def test_three_dimensions_come_where_they_are_asked_for():
    work = of(runs=[{"rule": "adam"}])
    for options, there in (({}, False), ({"three_d": True}, True), ({"layout": "space"}, True)):
        page = made(work, **options)
        assert ('id="slalom-gl3d"' in page, b'"flat":true' in held(page, "paths")) == (there, not there)


def test_cards_that_are_left_out():
    header = held(made(of(runs=[{"rule": "adam"}]), curves=False, bar=False), "paths")
    assert b'"embed":true,"hide":["loss","bar"]' in header


def test_an_option_that_cannot_be_is_a_sentence():
    with pytest.raises(ValueError, match=r"^A page: theme must be one of system, light, dark, not 'pink'\.$"):
        made(of(runs=[{"rule": "adam"}]), theme="pink")


def test_it_can_be_stopped():
    def stop(share):
        if share > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        FORMATS["html"].make(of(runs=[{"rule": "adam"}]), {}, stop)


def test_a_snippet_for_another_page():
    words = snippet(of(runs=[{"rule": "adam", "label": '"><b>'}]), 'a"b.html')
    (frame,) = lxml.html.fragments_fromstring(words)
    assert (frame.tag, frame.get("src"), frame.get("title")) == ("iframe", 'a"b.html', "Adam on Rosenbrock")


@pytest.mark.parametrize("experiment", [
    {"surface": "formula", "formula": "x^4 - 2*x^2", "dimension": 1, "start": [1.6], "runs": [{"rule": "sgd"}]},
    {"surface": "rosenbrock", "seeds": 2, "runs": [{"rule": "sgd", "transforms": [{"name": "noise"}]}]},
    {"surface": "least_squares", "runs": [{"rule": "adam", "transforms": [{"name": "mini_batch"}]}]},
    {"surface": "rosenbrock", "maximize": True, "runs": [{"rule": "sgd"}]},
    {"surface": "heightmap", "runs": [{"rule": "bfgs"}, {"rule": "adam"}]},
])  # fmt: skip
def test_every_kind_of_experiment_has_a_page(experiment):
    work = Work.of(Experiment.from_data({"steps": 20, **experiment}))
    assert unfolded(held(made(work), "paths"))
