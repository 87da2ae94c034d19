"""What search engines are told is what readers read."""

from django.test import Client

from benefits import editions
from benefits.guides.structured import Block
from tests.guides.reader import PageReader


def test_the_block_says_what_the_page_says(client: Client, published: editions.InForce) -> None:
    reader = PageReader(client.get("/guides/massage-therapy/").content.decode())
    (data,) = reader.data
    page, questions = data["@graph"]

    assert data["@context"] == "https://schema.org"
    assert (page["@type"], page["name"]) == ("MedicalWebPage", "Does Kaiser offer massage therapy?")
    assert page["about"] == {"@type": "MedicalTherapy", "name": "Massage therapy"}
    assert page["description"] in reader.text
    assert reader.metas["description"] == page["description"]
    assert questions["@type"] == "FAQPage"
    assert len(questions["mainEntity"]) > 12
    for asked in questions["mainEntity"]:
        assert asked["name"] in reader.text
        assert asked["acceptedAnswer"]["text"] in reader.text


def test_a_guide_that_asks_nothing_has_no_questions(client: Client, published: editions.InForce) -> None:
    (data,) = PageReader(client.get("/guides/acupuncture/").content.decode()).data

    assert [part["@type"] for part in data["@graph"]] == ["MedicalWebPage"]


def test_no_sign_is_left_that_could_end_the_block() -> None:
    assert Block({"a": "</script><!-- & \u2028"}).__html__() == (
        '{"a":"\\u003C/script\\u003E\\u003C!-- \\u0026 \\u2028"}'
    )
