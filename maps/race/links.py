"""A race's plain data ↔ the query string of a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.experiments import link
from simulation.experiments.ground import FORMULA

_NUMBERS = ("budget", "steps", "fan", "spread", "seed", "seeds")
_WORDS = ("tuning", "judge")
_SINGLE = ("lr", "second", "target", *_NUMBERS, *_WORDS)
_OF_PLACES = ("surface", "formula", "domain", "start")
KEYS = (*_OF_PLACES, *_SINGLE, "run", "text", "label", "color")


def pairs(data: Mapping[str, Any], places: Sequence[Any]) -> list[tuple[str, str]]:
    """Key and value of all that `RaceExperiment.to_data` gives."""
    found = [("surface", link.surface_text(place.surface, place.parameters)) for place in places]
    own = [place for place in places if place.surface == FORMULA]
    found += [("formula", place.formula) for place in own]
    if any(place.domain for place in own):
        found += [("domain", _joined(place.domain)) for place in own]
    if any(place.start for place in places):
        found += [("start", _joined(place.start)) for place in places]
    found.append(("target", f"{data['target']}~{data['tolerance']}"))
    found += [(key, _joined(data[key])) for key in ("lr", "second") if key in data]
    found += [(key, str(data[key])) for key in (*_NUMBERS, *_WORDS) if key in data]
    return found + link.run_pairs(data["runs"])


def decoded(query: str) -> dict[str, Any]:
    """Plain data for `RaceExperiment.from_data`. ValueError in one sentence if the text is no such link."""
    found = link.parts_of(query, KEYS, _SINGLE)
    data: dict[str, Any] = {
        "runs": link.read_runs(found),
        **_single({key: found[key][0] for key in _SINGLE if key in found}),
    }
    return data | {"surfaces": _places(found)} if "surface" in found else data


def _places(found: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    formulas, domains = iter(found.get("formula", [])), iter(found.get("domain", []))
    starts, places = iter(found.get("start", [])), []
    for text in found["surface"]:
        place = link.read_surface(text)
        if place["surface"] == FORMULA:
            place["formula"] = next(formulas, "")
            place |= _points("domain", next(domains, ""))
        places.append(place | _points("start", next(starts, "")))
    return places


def _points(key: str, text: str) -> dict[str, Any]:
    return link.read_parts({key: text}) if text else {}


def _single(texts: Mapping[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = link.read_parts({key: texts[key] for key in _NUMBERS if key in texts and key != "budget"})
    data |= {key: texts[key] for key in _WORDS if key in texts}
    if "budget" in texts:
        data["budget"] = link.read_parts({"steps": texts["budget"]})["steps"]
    if "lr" in texts and "," in texts["lr"]:
        raise ValueError("The link has a comma in lr; its numbers are written with ~ between, such as 0.001~1.")
    if "lr" in texts:
        data["lr"] = link.read_parts({"start": texts["lr"]})["start"]
    if "second" in texts:
        data["second"] = tuple(texts["second"].split("~"))
    if "target" in texts:
        kind, given, tolerance = texts["target"].partition("~")
        data["target"] = kind
        data |= {"tolerance": link.read_parts({"spread": tolerance})["spread"]} if given else {}
    return data


def _joined(values: Sequence[Any]) -> str:
    return "~".join(map(str, values))
