"""Losses on the pages, without a browser: own data, batches, and the full batch beside."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.groups import with_groups_open
from tests.helpers.payload import header

APP = Path(__file__).parents[2] / "app.py"
LINK = "surface=logistic&run=sgd~lr~0.5~~mini_batch~size~24&steps=48&seed=3"
LINE = b"size;price\n" + b"".join(b"%d;%d\n" % (u, 3 * u + 5 + u % 3) for u in range(20, 60))


def opened(query: str, page: str = "playground") -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    pairs = parse_qsl(query)
    for key in dict(pairs):
        at.query_params[key] = [value for name, value in pairs if name == key]
    at.run()
    return at if page == "playground" else at.switch_page(f"pages/{page}.py").run()


def sent(at: AppTest, component: str) -> dict:
    assert not at.exception
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == component))


def player(at: AppTest) -> dict:
    return sent(at, "slalom.player")


def sizes(at: AppTest):
    return at.button_group(key="mini_batch|sizes")


def said(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_a_link_opens_a_batch_with_the_full_batch_beside():
    at = opened(LINK)
    head = player(at)
    assert [run["label"] for run in head["runs"]] == ["SGD", "full batch"]
    assert head["runs"][0]["epochs"] == [24, 24 / 569]
    assert "epochs" not in head["runs"][1]
    assert at.number_input(key="mini_batch.size|box").value == 24
    assert at.number_input(key="seed|box").value == 3
    assert "48 steps are 2 epochs of 569 rows." in said(at)
    at.checkbox(key="full batch").uncheck().run()
    assert len(player(at)["runs"]) == 1


def test_any_size_can_be_typed_and_all_rows_are_no_mini_batch():
    at = opened(LINK)
    at.number_input(key="mini_batch.size|box").set_value(100).run()
    assert player(at)["runs"][0]["epochs"] == [6, 100 / 569]
    at.number_input(key="mini_batch.size|box").set_value(0).run()
    assert player(at)["runs"][0]["epochs"] == [6, 100 / 569]
    assert "the last good value is still in use" in said(at)
    sizes(at).set_value(0).run()
    assert len(player(at)["runs"]) == 1
    sizes(at).set_value(32).run()
    assert player(at)["runs"][0]["epochs"] == [18, 32 / 569]
    at.selectbox(key="mini_batch.order|box").select("with_replacement").run()
    assert player(at)["runs"][0]["epochs"] == [0, 32 / 569]


def test_batches_are_only_offered_on_a_loss_and_come_back():
    at = opened(LINK)
    assert "mini_batch" not in at.multiselect(key="transforms|box").options
    at.selectbox(key="surface|box").select("rosenbrock").run()
    assert not at.error
    assert len(player(at)["runs"]) == 1
    with pytest.raises(KeyError):
        sizes(at)
    at.selectbox(key="surface|box").select("least_squares").run()
    assert player(at)["runs"][0]["epochs"] == [7, 24 / 150]


def test_the_grid_carries_the_data_of_the_fit():
    fit = sent(opened(LINK), "slalom.grid")["fit"]
    assert fit == {"link": "logistic", "names": ["mean radius", "malignant"], "c": 14.0, "s": 3.5, "count": 569}
    assert "fit" not in sent(opened("surface=beale&run=sgd"), "slalom.grid")


def test_own_data_are_used_and_given_back():
    at = opened("surface=least_squares&run=adam~lr~0.5&steps=30")
    at.file_uploader(key="data file").upload("flats.csv", LINE, "text/csv").run()
    assert "40 rows, your own data: u is size, v is price" in said(at)
    assert at.number_input(key="least_squares.c|box").value == 39.5
    fit = sent(at, "slalom.grid")["fit"]
    assert (fit["count"], fit["names"]) == (40, ["size", "price"])
    assert player(at)["title"] == "Adam on Least squares, price by size"
    assert "Your own data, 40 rows of size and price: size is shifted by 39.5 and its unit is 11.5." in said(at)
    at.button(key="data back").click().run()
    assert sent(at, "slalom.grid")["fit"]["count"] == 150
    assert player(at)["title"] == "Adam on Least squares"
    assert at.number_input(key="least_squares.c|box").value == 0


def test_input_and_target_are_chosen_from_more_columns():
    at = opened("surface=least_squares&run=adam~lr~0.5&steps=30")
    rows = b"".join(b"%d,%d,town,%d\n" % (u, 7 * u + u % 3, 3 * u + 5) for u in range(20, 60))
    at.file_uploader(key="data file").upload("flats.csv", b"size,rent,place,price\n" + rows, "text/csv").run()
    assert "40 rows, your own data: u is size, v is price" in said(at)
    assert "The first line holds names; column 3 of texts left out." in said(at)
    at.selectbox(key="data target|box").select(1).run()
    assert "u is size, v is rent" in said(at)
    assert sent(at, "slalom.grid")["fit"]["count"] == 40
    at.selectbox(key="data input|box").select(1).run()
    assert not at.exception
    at.button(key="data back").click().run()
    assert sent(at, "slalom.grid")["fit"]["count"] == 150


def test_names_of_columns_are_text_and_told_apart():
    at = opened("surface=least_squares&run=adam~lr~0.5&steps=30")
    rows = b"".join(b"%d,%d,%d\n" % (u, 7 * u + u % 3, 3 * u + 5) for u in range(20, 60))
    at.file_uploader(key="data file").upload("a.csv", b"[](//h/x),price,price\n" + rows, "text/csv").run()
    assert at.selectbox(key="data input|box").options == ["[](//h/x)", "price (2)", "price (3)"]
    assert r"u is \[\](//h/x), v is price" in said(at)
    assert sent(at, "slalom.grid")["fit"]["names"] == ["[](//h/x)", "price"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a,b,c\n1,2,3\n", "The data needs 2 to 2,000 rows, not 1."),
        (b"a,b\n1,2\n3\n", "Line 3 has 1 number, but the first has 2"),
        (b"1,2\n3,4\n5,6\n", "Logistic regression needs two classes"),
        (b"", "The data needs 2 to 2,000 rows"),
    ],
)
def test_a_bad_file_takes_nothing_away(content, sentence):
    at = opened(LINK)
    before = player(at)
    at.file_uploader(key="data file").upload("bad.csv", content, "text/csv").run()
    assert sentence in said(at)
    assert "What was there is still in use." in said(at)
    assert player(at) == before


def test_data_for_one_loss_need_not_suit_another():
    at = opened("surface=least_squares&run=adam~lr~0.5&steps=30")
    at.file_uploader(key="data file").upload("flats.csv", LINE, "text/csv").run()
    at.selectbox(key="surface|box").select("logistic").run()
    assert "needs two classes" in said(at)
    assert sent(at, "slalom.grid")["fit"]["count"] == 569
    at.selectbox(key="surface|box").select("least_squares").run()
    assert sent(at, "slalom.grid")["fit"]["count"] == 40


def test_runs_with_other_batches_are_named_by_them():
    runs = "&".join(f"run=sgd~lr~0.02{batch}" for batch in ("~~mini_batch~size~1", "~~mini_batch~size~24", ""))
    at = opened(f"surface=least_squares&steps=20&{runs}", "compare")
    assert [run["label"] for run in player(at)["runs"]] == ["batch of 1", "batch of 24", "full batch"]
    assert [box.value for box in at.number_input if box.key.endswith("mini_batch.size|box")] == [1]


def test_the_batch_size_is_varied_in_one_click():
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30))
    at.switch_page("pages/compare.py")
    at.query_params["surface"], at.query_params["run"] = "least_squares", "sgd~lr~0.02"
    at.run()
    at.selectbox(key="vary.rule|box").select("sgd").run()
    at.selectbox(key="vary.sgd.first|box").select("mini_batch.size").run()
    at.text_input(key="vary.first.values").set_value("1, 24, 120").run()
    at.button(key="vary.make").click().run()
    assert not at.exception
    blob = next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")
    assert [run["label"] for run in header(blob)["runs"]] == ["batch of 1", "batch of 24", "batch of 120"]
