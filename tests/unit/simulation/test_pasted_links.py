"""Links as they are pasted: whole addresses, out of mails and pages, wrapped, broken into lines, encoded twice."""

import html
from urllib.parse import quote

import pytest

from maps.experiment import MapExperiment
from maps.race.experiment import RaceExperiment
from networks.experiment import NetworkExperiment
from simulation import Experiment

QUERY = (
    "surface=formula~b~50.0&formula=x%5E2%2Bb%2Ay%5E2&label=A%20%26%20B&label=%3Cb%3E&start=-1.2~1.0&steps=40"
    "&run=adam~lr~0.06~~lr.step~step_size~30~~clip_norm~theta~1.0&run=sgd~lr~0.001"
)
URL = f"https://slalom.example.org/compare?{QUERY}"
PASTED = {
    "the whole address": URL,
    "without its scheme": f"slalom.example.org/?{QUERY}",
    "from a server at home": f"http://localhost:8501/?{QUERY}",
    "with blanks around": f"  {URL} \n",
    "with a mark of its encoding": f"\ufeff{URL}\u200b",
    "in HTML": html.escape(URL),
    "as a tag": f'<a href="{html.escape(URL)}">this run</a>',
    "in Markdown": f"[this run]({URL})",
    "in brackets": f"<{URL}>",
    "in a sentence": f"See {URL}.",
    "in a bracket of a sentence": f"(see {URL}).",
    "in quotation marks": f'"{URL}"',
    "broken by a mail": f"{URL[:70]}\r\n{URL[70:]}",
    "broken and quoted": f"> {URL[:70]}\n> {URL[70:]}",
    "broken by an old mail": f"{URL[:70]}=\n{URL[70:]}",
    "with a place in the page": f"{URL}#curves",
    "counted": f"{URL}&utm_source=mail&fbclid=abc&gclid=1",
    "in a frame": f"{URL}&embed=true&embed_options=dark_theme",
    "with its tildes encoded": QUERY.replace("~", "%7E"),
    "encoded whole": quote(QUERY, safe=""),
    "its values encoded twice": f"https://h/?{quote(QUERY, safe='=&')}",
    "guarded by a mail": f"https://eur01.safelinks.protection.outlook.com/?url={quote(URL, safe='')}&data=05",
    "found by a search": f"https://www.google.com/url?sa=t&q={quote(URL, safe='')}&usg=A",
    "with a minus as it is printed": QUERY.replace("-1.2", "\u22121.2"),
}


@pytest.mark.parametrize("how", PASTED)
def test_opens_what_the_link_says(how):
    assert Experiment.from_query(PASTED[how]) == Experiment.from_query(QUERY)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x^2+y^2", "x^2+y^2"),
        ("(x+1)", "(x+1)"),
        ("a*x^2%2Bb*y^2", "a*x^2+b*y^2"),
        ("x^2+%2B+y^2", "x^2 + y^2"),
        ("x%5E2%2By%5E2", "x^2+y^2"),
        ("x%255E2%252By%255E2", "x^2+y^2"),
        ("x+y", "x y"),  # as an address has "x y"
        ("x%2520", "x%20"),
        ("x%2520%2By", "x%20+y"),
        ("x%3E0+?+x+:+0", "x>0 ? x : 0"),
    ],
)
def test_a_formula_keeps_its_signs(value, text):
    assert Experiment.from_query(f"surface=formula&formula={value}&run=sgd").formula == text


def test_labels_and_texts_end_as_they_do():
    link = "https://h/?surface=rosenbrock&run=sgd&label=A."
    assert Experiment.from_query(link).runs[0].label == "A."
    rule = "surface=rosenbrock&run=own~lr~0.1&text=m = g\nw = w - lr*m"
    assert Experiment.from_query(rule).runs[0].text == "m = g\nw = w - lr*m"


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        (
            MapExperiment,
            "map=hyperparameters&axis=lr~0.001~1.0~5~log&axis=start.y~-1~1~4&surface=rosenbrock&steps=5&run=sgd",
        ),
        (NetworkExperiment, "network=moons&run=adam~lr~0.01"),
        (RaceExperiment, "surface=rosenbrock&surface=beale&run=adam&run=sgd"),
    ],
)
def test_every_kind_of_link_is_read_so(kind, query):
    wanted = kind.from_query(query)
    for text in (f"https://h/page?{query}", f"<https://h/page?{html.escape(query)}>\n", quote(query, safe="")):
        assert kind.from_query(text) == wanted


@pytest.mark.parametrize("text", ["https://h/", "https://h/?", "https://h/?utm_source=x", "?", "https://h/#run=sgd"])
def test_an_address_without_an_experiment_says_what_is_missing(text):
    with pytest.raises(ValueError, match="needs a run"):
        Experiment.from_query(text)
