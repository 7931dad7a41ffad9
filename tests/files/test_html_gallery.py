"""The gallery as a folder of pages: whole or not at all, and small as pages share what they can."""

import lxml.html
import pytest

from exports.html import gallery
from exports.work import CancelledError, ExportError
from gallery import DEMOS

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
