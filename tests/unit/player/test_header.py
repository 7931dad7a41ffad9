"""One specification of the header: what is sent, what the script declares, and what it reads."""

import re

import pytest
from pydantic import ValidationError
from typing_extensions import is_typeddict

from optimizers import OPTIMIZERS
from player import header as specification
from player import header_live, header_network, pack_paths
from tests.e2e.player_core import compared, payloads
from tests.helpers import declarations
from tests.helpers.payload import header

FRONTEND = declarations.FILE.parents[1]


def test_the_script_declares_what_is_specified():
    assert declarations.FILE.read_text("utf-8") == declarations.written(), "make format writes it anew"


def test_the_script_reads_every_key():
    script = "\n".join(file.read_text("utf-8") for file in FRONTEND.glob("**/*.js") if file.parent.name != "vendor")
    modules = (specification, header_live, header_network)
    specified = [it for one in modules for it in vars(one).values()]
    described = [one for one in specified if is_typeddict(one) and "Header" in one.__name__]
    keys = {key for one in described for key in one.__annotations__} - {"status"}
    assert not {key for key in keys if not re.search(rf"\b{key}\b", script)}


@pytest.mark.parametrize("layout", [None, "overlay", "panels", "space"])
def test_the_tests_of_the_player_send_it(layout):
    assert header(compared.paths(layout=layout, asked={"columns": 2, "curve": "gap"}))["runs"]
    assert header(payloads.paths(stale=True))["grid"] == header(payloads.grid())["key"]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_run_of_every_rule_satisfies_it(key):
    assert header(compared.paths([compared.explained(OPTIMIZERS[key](), steps=3)]))["runs"][0]["rows"] >= 2


@pytest.mark.parametrize("changes", [{"colums": 2}, {"layout": "beside"}, {"lowest": None}, {"options": {"dim": True}}])
def test_what_is_not_specified_is_found(changes):
    with pytest.raises(ValidationError, match=next(iter(changes))):
        header(compared.paths(asked=changes))


def test_a_missing_key_is_found():
    with pytest.raises(ValidationError, match="coordinates"):
        header(pack_paths([], {"grid": "bowl"}))
