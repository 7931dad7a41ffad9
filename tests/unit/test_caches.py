"""Nothing grows without end: every cache of the project has a bound, and keys that strangers cannot widen."""

import ast
import gc
import weakref

import pytest

from optimizers.typed.text_to_rule import written
from parameters.stops import stops
from tests.helpers.imports import modules, nodes
from words import language

CACHES = ("cache", "lru_cache", "remembered")


def name_of(decorator):
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def caches():
    """(where, decorator, function) of every cache, those inside functions too."""
    for name, file in modules().items():
        for node in nodes(file):
            if isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    if name_of(decorator) in CACHES:
                        yield f"{name}.{node.name}", decorator, node


def is_bounded(decorator, function):
    """By a number; or by having nothing to tell calls apart."""
    if isinstance(decorator, ast.Call):
        given = [keyword.value for keyword in decorator.keywords if keyword.arg == "maxsize"] or decorator.args
        return bool(given) and not (isinstance(given[0], ast.Constant) and given[0].value is None)
    return not (function.args.args or function.args.kwonlyargs or function.args.vararg)


def test_every_cache_has_a_bound():
    found = list(caches())
    assert len(found) > 15
    assert [where for where, decorator, function in found if not is_bounded(decorator, function)] == []


def test_no_cache_is_put_around_a_function_in_another_way():
    calls = (node for file in modules().values() for node in nodes(file))
    around = [
        n for n in calls if isinstance(n, ast.Call) and isinstance(n.func, ast.Call) and name_of(n.func) in CACHES
    ]
    assert around == []


@pytest.mark.parametrize(
    "locale", ["x" * 1_000_000, "../../etc/passwd", "de_AT.UTF-8/../x", "", "en\0", "zz-" + "a" * 40, "{0}", "de de"]
)
def test_a_browser_cannot_call_its_language_as_it_likes(locale):
    assert language._known(locale) == "en"


def test_languages_are_known_by_their_names():
    for locale in ("en", "de-AT", "pt_BR", "zh-Hant-TW", "sr-Latn"):
        assert language._known(locale) == locale


def test_rules_of_distinct_texts_do_not_stay_for_ever():
    def made(number):
        cls = written(f"w = w - lr*g*{number}.5")
        cls().values()
        return weakref.ref(cls)

    classes = [made(number) for number in range(320)]
    gc.collect()
    assert sum(ref() is not None for ref in classes) <= written.cache_info().maxsize + 10


def test_sliders_whose_ends_come_from_data_are_bounded():
    for i in range(400):
        stops((0.0, 1.0 + i), log=False, whole=False)
    assert stops.cache_info().currsize <= 128
