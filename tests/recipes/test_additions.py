"""What is added most often is added by touching exactly the places that its recipe names, and every face shows it.

The recipes are TOML files beside this one, each applied to a copy of the tree. That they still fit is tried always;
what the copies then say only where EVERY_RECIPE is set, as by `make proof`.
"""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from tests.recipes.copies import PROOF, ROOT, Recipe, TreeCopy, read

RECIPES: Final = [read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]
MOST_FILES: Final = {"A question": 4}
MOST_FILES_OF_OTHERS: Final = 3

in_proof: Final = pytest.mark.skipif("EVERY_RECIPE" not in os.environ, reason="not run: EVERY_RECIPE unset")
each_recipe: Final = pytest.mark.parametrize("recipe", [pytest.param(one, id=one.heading) for one in RECIPES])
with_words: Final = [pytest.param(one, id=one.heading) for one in RECIPES if one.words]


@pytest.fixture(scope="session")
def type_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one copy has read of the types serves the next."""
    return tmp_path_factory.mktemp("types")


def files_of(heading: str) -> list[str]:
    """The files that `docs/recipes.md` names for a recipe, in order: each step begins with one."""
    text = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    (steps,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\d+\. `([^`]+)`", steps, re.MULTILINE)


@each_recipe
def test_a_recipe_names_the_files_that_it_touches(recipe: Recipe) -> None:
    assert files_of(recipe.heading) == recipe.product_files
    assert len(recipe.product_files) <= MOST_FILES.get(recipe.heading, MOST_FILES_OF_OTHERS)


@each_recipe
def test_a_recipe_fits_the_tree(recipe: Recipe, tmp_path: Path) -> None:
    for path in {edit.path for edit in recipe.edits if not edit.is_new}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((ROOT / path).read_bytes())
    copy = TreeCopy.__new__(TreeCopy)
    copy.path = tmp_path

    for edit in recipe.edits:
        copy.apply(edit)


@in_proof
@each_recipe
def test_the_faces_show_what_is_added(recipe: Recipe, tmp_path: Path, type_cache: Path) -> None:
    copy = TreeCopy(tmp_path / "copy")
    for edit in recipe.edits:
        copy.apply(edit)
    for command in recipe.commands:
        assert copy.python(*command).returncode == 0, command
    complaint = copy.checked(type_cache)
    assert not complaint, complaint

    copy.write(PROOF, recipe.proof)

    failure = copy.tested(PROOF, *recipe.tests)
    assert not failure, failure


@in_proof
@pytest.mark.parametrize("recipe", with_words)
def test_what_has_no_words_is_named(recipe: Recipe, tmp_path: Path, type_cache: Path) -> None:
    copy = TreeCopy(tmp_path / "copy")
    for edit in recipe.edits:
        if edit.path != recipe.words:
            copy.apply(edit)

    complaint = copy.checked(type_cache) or copy.tested(*recipe.tests)

    assert recipe.unnamed in complaint, complaint or "nothing was complained of"
