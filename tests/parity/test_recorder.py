"""Training loops as people write them, recorded: an MLP, a CNN on digits, a small transformer on characters."""

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits

import slalom
from networks.recorder import record

nn = torch.nn
cross_entropy = nn.functional.cross_entropy


def digits(count: int, *shape: int) -> tuple[torch.Tensor, torch.Tensor]:
    x, y = load_digits(return_X_y=True)
    return torch.tensor(x[:count] / 16, dtype=torch.float32).reshape(count, *shape), torch.tensor(y[:count])


def mlp() -> tuple[nn.Module, tuple[torch.Tensor, torch.Tensor]]:
    net = nn.Sequential(nn.Linear(64, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 10))
    return net, digits(200, 64)


def cnn() -> tuple[nn.Module, tuple[torch.Tensor, torch.Tensor]]:
    layers = (nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten())
    return nn.Sequential(*layers, nn.Linear(64, 10)), digits(100, 1, 8, 8)


class Transformer(nn.Module):
    """Says the next character; its embedding and its last layer are one matrix."""

    def __init__(self, characters: int, width: int = 16) -> None:
        super().__init__()
        self.embed = nn.Embedding(characters, width)
        self.place = nn.Parameter(0.1 * torch.randn(8, width))
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.norm = nn.LayerNorm(width)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        x = self.embed(tokens) + self.place
        seen = nn.functional.scaled_dot_product_attention(self.query(x), self.key(x), self.value(x), is_causal=True)
        return self.norm(x + seen)[:, -1] @ self.embed.weight.T


def characters() -> tuple[nn.Module, tuple[torch.Tensor, torch.Tensor]]:
    text = "the ball rolls down the hill and up the next one "
    known = sorted({*text})
    tokens = torch.tensor([known.index(one) for one in text])
    return Transformer(len(known)), (torch.stack([tokens[i : i + 8] for i in range(40)]), tokens[8:48])


@pytest.mark.parametrize("script", [mlp, cnn, characters])
def test_three_kinds_of_training_have_a_landscape(script, tmp_path):
    torch.manual_seed(0)
    model, data = script()
    rule, recorder = torch.optim.Adam(model.parameters(), lr=0.01), slalom.record(model)
    order = torch.Generator().manual_seed(0)
    for _ in range(6):
        for rows in torch.randperm(len(data[0]), generator=order).split(32):
            rule.zero_grad()
            cross_entropy(model(data[0][rows]), data[1][rows]).backward()
            rule.step()
            recorder.step()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    seen = slalom.landscape(model, cross_entropy, data, recorder, fine=False)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items()), "nothing is changed"
    assert model.training
    plane = seen.plane
    assert plane.loss.shape == (41, 41)
    assert np.isfinite(plane.loss).all()
    assert len(plane.true[0]) == recorder.steps + 1
    assert plane.true[0][-1] < plane.true[0][0], "it has learned"
    assert f"{100 * plane.explained.sum():.3g} %" in seen.trust
    seen.save(tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text("utf-8")
    assert f"Loss landscape of {type(model).__name__}" in text
    assert len(text) < 1_500_000
    assert len(seen.figure().axes) >= 1
    assert "<iframe" in seen._repr_html_()


def test_rows_are_let_go_when_the_memory_is_full():
    model = nn.Linear(10, 10)
    recorder = record(model, memory=16 * 4 * 110)
    for step in range(1, 1001):
        with torch.no_grad():
            model.bias.fill_(step)
        recorder.step()
    assert len(recorder.weights) <= 17
    assert recorder.weights.dtype == np.float32
    assert recorder.weights[:, -1].tolist()[1:] == recorder.at.tolist()[1:], "a row is of the step it says"
    assert (recorder.at[0], recorder.at[-1]) == (0, 1000)
    assert len({*np.diff(recorder.at[:-1])}) == 1, "evenly"


def test_what_cannot_be_recorded_is_said():
    with pytest.raises(ValueError, match="requires_grad"):
        record(nn.Linear(2, 2).requires_grad_(False))
    model = nn.Linear(2, 2)
    recorder = record(model)
    with pytest.raises(ValueError, match="seen no step"):
        slalom.landscape(model, cross_entropy, (torch.zeros(3, 2), torch.zeros(3, dtype=torch.long)), recorder)
    model.bias.requires_grad_(False)
    with pytest.raises(ValueError, match="4 weights now, and had 6"):
        recorder.step()
