"""Maps that are kept as files, opened again."""

import json

import numpy as np
import pyarrow.parquet as pq

from cli import main
from maps import MapExperiment

AXES = ["map", "--axis", "lr~0.001~0.01~4~log", "--axis", "momentum~0~0.9~3", "--run", "momentum", "--steps", "20"]


def test_a_map_as_json_and_as_files(tmp_path, capsys):
    for suffix in (".csv", ".parquet", ".npz", ".json", ".png"):
        assert main([*AXES, "--json", "-o", str(tmp_path / f"map{suffix}")]) == 0
    said = json.loads(capsys.readouterr().out.partition("\n}\n")[0] + "\n}")
    assert said["runs"][0]["cells"] == 12
    experiment = MapExperiment.from_json((tmp_path / "map.json").read_bytes())
    assert experiment.to_data() == said["map"]
    table = pq.read_table(tmp_path / "map.parquet")
    assert (table.num_rows, table.column_names[:4]) == (12, ["run", "lr", "momentum", "loss"])
    assert (tmp_path / "map.csv").read_text().splitlines()[0].startswith("run,lr,momentum,loss,")
    with np.load(tmp_path / "map.npz") as kept:
        assert kept["loss"].shape == (1, 3, 4)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert main(["map", "--map", str(tmp_path / "map.json"), "-o", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0,0.01")
