import pytest

from tonghua.records.commands import main


@pytest.fixture(autouse=True)
def clone(tmp_path, monkeypatch):
    monkeypatch.setenv("RECORDS_HOME", str(tmp_path))
    for name in ("RECORDS_INSTANCE", "RECORDS_RUN", "RECORDS_VAR", "PORT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["import"], ["export"], ["imp", "a.json"]])
def test_a_wrong_command_line_ends_with_its_usage(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage: records" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_before_anything_starts(clone, capsys):
    assert main(["import", str(clone / "nothing.json")]) == 1
    assert "没有文件" in capsys.readouterr().err
    assert not (clone / "instance").exists()


def test_a_port_that_is_none_is_said_before_anything_starts(clone, monkeypatch, capsys):
    monkeypatch.setenv("PORT", "http")
    assert main(["serve"]) == 1
    assert "PORT=http" in capsys.readouterr().err
    assert not (clone / "instance").exists()
