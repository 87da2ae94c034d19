"""The command prints a filing's proposals, and says plainly what is wrong with a file."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import filing


def test_it_prints_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "filing.csv"
    file.write_text(filing.text({}, {"PlanId": "67890OR0010001-01"}))

    call_command("import_filing", str(file), "--json", "--issuer", "67890")

    out, err = capsys.readouterr()
    assert [json.loads(line)["plan_id"] for line in out.splitlines()] == ["67890OR0010001-01"]
    assert err == "1 rows read, 1 proposed, 0 to review, 0 with a name that is not mapped\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(None, "filing.csv: .*No such file", id="no file"),
        pytest.param("a,b\n", "filing.csv: line 1: these columns are missing", id="another file"),
        pytest.param(filing.text({}) + "x\n", "filing.csv: line 3: is cut short", id="a bad row at the end"),
    ],
)
def test_a_bad_file_exits_with_2_and_one_plain_line(tmp_path: Path, data: str | None, message: str) -> None:
    file = tmp_path / "filing.csv"
    if data is not None:
        file.write_text(data)

    with pytest.raises(CommandError, match=message) as refused:
        call_command("import_filing", str(file), "--json")

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
