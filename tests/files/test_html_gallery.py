"""The gallery as a folder of pages: whole or not at all, and small as pages share what they can."""

import base64
import io

import lxml.html
import pytest
from PIL import Image

from exports.html import gallery
from exports.html.lessons import lessons
from exports.work import CancelledError, ExportError
from gallery import DEMOS, MAPS, NETWORKS

FEW = {key: DEMOS[key] for key in ("beta-on-the-bowl", "step-size-on-the-bowl", "two-wells")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("site") / "gallery"
    told = []
    assert gallery.write(place, told.append, FEW) == place / "index.html"
    assert told == sorted(told)
    assert told[-1] == 1.0
    return place


def tree(file):
    return lxml.html.fromstring(file.read_bytes())


def test_the_index_has_every_demo_by_topic(folder):
    index = tree(folder / "index.html")
    for key, demo in FEW.items():
        (link,) = index.xpath(f'//h3/a[@href="{key}.html"]')
        assert link.text_content() == demo.title
        assert link.xpath("ancestor::section/h2")[0].text_content() == demo.group
    assert len(index.xpath("//nav//a")) == len({demo.group for demo in FEW.values()})


def test_everything_that_is_referred_to_is_there(folder):
    for file in folder.glob("*.html"):
        for name in tree(file).xpath("//@src | //@href | //@data-file"):
            assert name.startswith("#") or (folder / name).is_file(), (file.name, name)


def test_what_pages_share_is_there_once(folder):
    surfaces = {demo.experiment.ground.key for demo in FEW.values()}
    assert len(list((folder / "slalom").glob("grid-*.js"))) == len(surfaces) < len(FEW)
    assert all(file.stat().st_size < 150_000 for file in folder.glob("*.html"))


def test_maps_and_networks_have_pages_under_their_topics(tmp_path):
    demos = {key: lessons()[key] for key in ("two-wells", "best-setting", "newton-on-a-network")}
    told = []
    index = gallery.write(tmp_path / "site", told.append, demos)
    assert told == sorted(told)
    topics = tree(index).xpath("//h2/text()")
    assert topics == [demos["two-wells"].group, "Maps of thousands of runs", "Real networks"]
    chart, network = (tree(index.parent / f"{key}.html") for key in ("best-setting", "newton-on-a-network"))
    (picture,) = chart.xpath('//img[starts-with(@src, "data:image/png;base64,")]/@src')
    with Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2]))) as image:
        assert image.height == 630  # pixels of a panel of `exports.maps.picture`
        assert len(image.convert("RGB").getcolors(maxcolors=1 << 24)) > 50
    assert "cells" in chart.xpath('string(//ul[@class="chart-told"])')
    assert not chart.xpath("//script")
    assert network.get_element_by_id("slalom-paths").text
    for page in (chart, network):
        for name in page.xpath("//@href | //@data-file"):
            assert name.startswith("#") or (index.parent / name).is_file(), name
    assert all(file.stat().st_size < 100_000 for file in index.parent.glob("*.html"))


def test_every_demo_has_a_page_of_its_own_name():
    assert len(lessons()) == len(DEMOS) + len(MAPS) + len(NETWORKS)


def test_it_can_be_written_again(folder):
    before = {file: file.read_bytes() for file in folder.glob("**/*.*")}
    gallery.write(folder, demos=FEW)
    assert {file: file.read_bytes() for file in folder.glob("**/*.*")} == before


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(ExportError, match=r"has other files in it; name a new folder or an empty one\.$"):
        gallery.write(tmp_path, demos=FEW)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(ExportError, match=r"is a file; the gallery is a folder\.$"):
        gallery.write(tmp_path / "site", demos=FEW)


def test_stopped_it_leaves_nothing(tmp_path):
    def stop(share):
        if share > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        gallery.write(tmp_path / "site", stop, FEW)
    assert list(tmp_path.iterdir()) == []
