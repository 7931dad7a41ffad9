"""Notes on files are said in the language of the reader, with their numbers and names in it."""

import copy
import pickle

import pytest

import words.notes
from surfaces.heightmaps.files import readings
from surfaces.losses.table import read_data
from surfaces.reading.note import Note, joined
from words.notes import said, told

GERMAN = {
    "{rows} rows × {columns} columns": "{rows} Zeilen × {columns} Spalten",
    "the first line holds names": "die erste Zeile enthält Namen",
    "column {columns} of texts left out": "Spalte {columns} enthält Text und fehlt",
    "read as {reading}": "gelesen als {reading}",
    "points x, y, z": "Punkte x, y, z",
    "x from {x}, y from {y}": "x von {x}, y von {y}",
    "the unit {unit} in column {column} left out": "Einheit {unit} in Spalte {column} weggelassen",
}


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setattr(words.notes, "_", lambda text: GERMAN.get(text, text))


def test_a_note_is_english_and_remembers_what_it_is_made_of():
    note = Note("read as {reading}", reading=Note("points x, y, z"))
    assert note == "read as points x, y, z"
    assert (note.template, note.values) == ("read as {reading}", {"reading": "points x, y, z"})
    for twin in (copy.deepcopy(note), pickle.loads(pickle.dumps(note))):
        assert (twin, twin.template) == (note, note.template)
    assert joined(()) == ""
    assert joined(["a", "b"]) == "A; b."


@pytest.mark.usefixtures("german")
def test_names_with_braces_are_only_names():
    note = Note("height is {name}", name="{0.__class__} %s")
    assert said(note) == note == "height is {0.__class__} %s"
    assert said("plain {words}") == "plain {words}"


@pytest.mark.usefixtures("german")
def test_data_are_told_in_the_readers_language():
    file = read_data(b"size,place,price\n1 m,a,2\n2 m,b,3\n3 m,c,5")
    assert told(file.noted()) == (
        "Die erste Zeile enthält Namen; Spalte 2 enthält Text und fehlt; Einheit m in Spalte 1 weggelassen."
    )  # fmt: skip


@pytest.mark.usefixtures("german")
def test_heights_are_told_in_the_readers_language():
    rows = "".join(f"{x},{y},{x * y}\n" for x in range(5) for y in range(5))
    (file, *_) = readings("h.csv", f"lon,lat,height\n{rows}".encode())
    assert told(file.notes) == (
        "5 Zeilen × 5 Spalten; die erste Zeile enthält Namen; gelesen als Punkte x, y, z; x von 0 to 4, y von 0 to 4."
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "1,2,3,4\n" * 6,
        "0,1,2,3,4\n" + "9,7,8,2,1\n" * 3 + "5,-9999,2,2,2\n",
        "1,,3,4,5\n" + "1,2,3,4,9\n" * 5,
        "y\\x,1,2,3,4\n" + "".join(f"{y},3,4,{y},9\n" for y in range(4)),
        "x,y,z\n" + "".join(f"{k * 7 % 11},{k * k % 13},{k}\n" for k in range(30)),
    ],
)
def test_every_note_and_reading_of_a_file_goes_through_the_translator(content):
    for file in readings("h.csv", content.encode()):
        assert all(isinstance(note, Note) for note in (*file.notes, file.reading))
