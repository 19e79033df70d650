"""Claims about compiled kernels: the same results without the compiler, and never stale."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import model
from model.compilation import cache_folder, source_hash
from model.draws import philox, seed_key

PACKAGE = Path(str(model.__file__)).parent
ROOT = PACKAGE.parent


def python(*arguments: str, folder: Path = ROOT, **environment: str) -> str:
    """Run Python in a process of its own, warnings being errors; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_every_submodel_gives_the_same_results_with_the_jit_on_and_off(
    tmp_path: Path,
) -> None:
    saved = {}
    for jit, environment in (("on", {}), ("off", {"NUMBA_DISABLE_JIT": "1"})):
        path = tmp_path / jit
        python("-m", "tests.model.states", str(path), **environment)
        saved[jit] = pickle.loads(path.read_bytes())
    on, off = saved["on"], saved["off"]
    assert on.pop("jit")
    assert not off.pop("jit")
    assert on.keys() == off.keys()
    assert len(on) > 1000
    for name, left in on.items():
        right = off[name]
        assert (left.dtype, left.shape) == (right.dtype, right.shape), name
        if left.tobytes() == right.tobytes():
            continue
        # exponentials may come from different libraries; where they do not, bits are equal
        if left.dtype.kind == "f":
            np.testing.assert_allclose(left, right, rtol=1e-6, atol=1e-9, err_msg=name)
        else:
            np.testing.assert_array_equal(left, right, err_msg=name)


def test_the_cache_has_another_folder_when_any_source_changes(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert source_hash(copy) == source_hash(PACKAGE)
    assert cache_folder(copy) == cache_folder(PACKAGE)
    seen = {cache_folder(copy)}
    for name in ("draws.py", "submodels/takeup.py", "tables.py"):
        path = copy / name
        path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
        seen.add(cache_folder(copy))
    (copy / "draws.py").rename(copy / "dice.py")
    seen.add(cache_folder(copy))
    assert len(seen) == 5


def test_an_edited_callee_changes_its_callers_in_the_next_process(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    draw = "from model.draws import uniform; import numpy as np; "
    draw += "print(float(uniform(np.uint64(0), 0, 0, 0, 0)).hex())"

    def drawn() -> float:
        found = python("-c", draw, folder=tmp_path, TAPAL_CACHE_DIR=str(tmp_path / "cache"))
        return float.fromhex(found)

    def number(word_0: int, word_1: int) -> float:
        return ((word_0 << 32 | word_1) >> 11) / 2**53

    # Philox4x32 with ten and with seven rounds, both published with Random123
    assert drawn() == number(0x6627E8D5, 0xE169C58D)
    assert drawn() == number(0x6627E8D5, 0xE169C58D)
    source = copy / "draws.py"
    text = source.read_text(encoding="utf-8")
    assert text.count("range(10)") == 1
    source.write_text(text.replace("range(10)", "range(7)"), encoding="utf-8")
    assert drawn() == number(0x5F6FB709, 0x0D893F64)


def test_kernels_run_as_plain_python_too() -> None:
    arguments = (seed_key(7), *(np.uint64(word) for word in (1, 2, 3, 4)))
    assert philox(*arguments) == philox.py_func(*arguments)


def test_a_kernel_compiled_in_one_place_is_loaded_in_another(tmp_path: Path) -> None:
    draw = """
import numpy as np
from model.draws import uniform
uniform(np.uint64(0), 0, 0, 0, 0)
print(sum(uniform.stats.cache_hits.values()), sum(uniform.stats.cache_misses.values()))
"""
    found = []
    for place in ("one", "other"):
        folder = tmp_path / place
        shutil.copytree(PACKAGE, folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
        found.append(python("-c", draw, folder=folder, TAPAL_CACHE_DIR=str(tmp_path / "cache")))
    assert found == ["0 1", "1 0"]
