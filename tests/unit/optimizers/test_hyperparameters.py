import numpy as np
import pytest

from optimizers import OPTIMIZERS, TRANSFORMS
from tests.helpers.references_authors import DEFAULTS


@pytest.mark.parametrize(
    ("key", "settings", "message"),
    [
        ("adam", {"beta1": 1.0}, "Adam: beta1 must be a number of at least 0 and below 1, not 1."),
        ("adam", {"lr": -1}, "Adam: lr must be a number of at least 0, not −1."),
        ("adam", {"lr": float("nan")}, "Adam: lr must be a number of at least 0, not NaN."),
        ("adam", {"lr": "fast"}, "Adam: lr must be a number of at least 0, not 'fast'."),
        ("adam", {"eps_place": "up"}, "Adam: eps_place must be one of outside, inside, hat, not 'up'."),
        ("adam", {"bias_correction": 1}, "Adam: bias_correction must be true or false, not 1."),
        ("adam", {"lr": np.array([[0.1], [-0.1]])}, "Adam: lr must be a number of at least 0"),
    ],
)
def test_an_invalid_value_is_one_sentence(key, settings, message):
    with pytest.raises(ValueError, match="must be") as caught:
        OPTIMIZERS[key](**settings)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match="Adam has no 'beta'; it has lr, beta1, beta2"):
        OPTIMIZERS["adam"].from_values({"beta": 0.9})


@pytest.mark.parametrize("described", [*OPTIMIZERS.values(), *TRANSFORMS.values()])
def test_metadata_is_complete(described):
    described()
    for name, known in described.hyperparameters().items():
        assert known.doc, name
        assert known.problem(known.default) is None
        if known.kind in ("number", "integer"):
            low, high = known.slider
            assert known.symbol, name
            assert low < high
            assert low > 0 or not known.log


def test_text_is_read_as_the_hyperparameter_means_it():
    known = OPTIMIZERS["adam"].hyperparameters()
    assert known["lr"].read("1e-3") == 1e-3
    assert known["bias_correction"].read("false") is False
    assert known["eps_place"].read("inside") == "inside"
    assert TRANSFORMS["clip_norm"].hyperparameters()["p"].read("inf") == float("inf")
    with pytest.raises(ValueError, match="must be true or false"):
        known["bias_correction"].read("maybe")


def float_or_text(word):
    return word if word in ("on", "off") else float(word)


@pytest.mark.parametrize("key", DEFAULTS)
def test_a_default_is_that_of_the_authors_code_or_theirs_is_said_beside_it(key):
    known = OPTIMIZERS[key].hyperparameters()
    for name, theirs in DEFAULTS[key].items():
        said = {True: "on", False: "off"}[theirs] if isinstance(theirs, bool) else f"{theirs:g}"
        if known[name].default != theirs:
            assert float_or_text(known[name].authors.split()[0]) == float_or_text(said), name
        else:
            assert not known[name].authors or "or" in known[name].authors, name
