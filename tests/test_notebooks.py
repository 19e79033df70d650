"""The notebooks are true: they run, and print what is stored in them."""

from pathlib import Path

import ipykernel.kernelspec
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(path):
    return nbformat.read(path, as_version=4)


def printed(notebook):
    """Return what each cell of code prints and shows as text."""
    return [
        [
            output["text"] if output.output_type == "stream" else output["data"]["text/plain"]
            for output in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_there_is_one_notebook_for_researchers_and_one_for_teachers():
    assert [path.stem for path in NOTEBOOKS] == ["researcher", "teacher"]


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_is_stored_in_it(path, tmp_path, monkeypatch):
    # the kernel is this very interpreter, whatever kernels the user has
    ipykernel.kernelspec.write_kernel_spec(tmp_path / "kernels" / "python3")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    stored, fresh = read(path), read(path)
    NotebookClient(
        fresh, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    ).execute()
    assert printed(fresh) == printed(stored)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_place_and_no_time(path):
    notebook = read(path)
    assert all(cell.metadata == {} for cell in notebook.cells)
    for output in printed(notebook):
        assert not any("/home/" in text or "/tmp/" in text for text in output)
    assert notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_was_run_in_its_order(path):
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_the_teachers_notebook_says_everything_in_both_languages():
    texts = [cell.source for cell in read(FOLDER / "teacher.ipynb").cells]
    headings = [text.splitlines()[0] for text in texts if text.startswith("#")]
    assert len(headings) == 6
    assert all(" · *" in heading for heading in headings)
