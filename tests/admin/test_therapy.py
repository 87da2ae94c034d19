"""Therapies, techniques and conditions are found by name."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("draft")


@pytest.mark.parametrize(
    ("model", "sought"),
    [
        ("therapyrow", "massage"),
        ("techniquerow", ""),
        ("conditionrow", ""),
    ],
)
def test_a_row_is_found_opened_and_has_a_history(admin_client: Client, model: str, sought: str) -> None:
    page = admin_client.get(reverse(f"admin:benefits_{model}_changelist"), {"q": sought})
    rows = list(page.context["cl"].result_list)

    assert rows
    for view in ("change", "history"):
        assert admin_client.get(reverse(f"admin:benefits_{model}_{view}", args=[rows[0].pk])).status_code == 200


@pytest.mark.parametrize("model", ["therapyrow", "techniquerow", "conditionrow"])
def test_what_is_not_there_is_not_found(admin_client: Client, model: str) -> None:
    page = admin_client.get(reverse(f"admin:benefits_{model}_changelist"), {"q": "no such thing anywhere"})

    assert list(page.context["cl"].result_list) == []
