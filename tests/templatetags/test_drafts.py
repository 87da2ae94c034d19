"""A template can tell a draft, with a request and without."""

from django.template import engines

from benefits import editions
from tests import shipped
from tests.wizard.members import guides

ASKS = engines["django"].from_string("{% load drafts %}{% is_preview as draft %}{{ draft }}")


def test_only_within_a_preview_there_is_a_draft() -> None:
    before = ASKS.render({})
    with editions.previewing(shipped.edition(guides())):
        within = ASKS.render({})

    assert (before, within, ASKS.render({})) == ("False", "True", "False")
