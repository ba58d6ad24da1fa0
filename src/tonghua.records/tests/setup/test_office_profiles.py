"""Profiles outside the package, by their absolute paths."""

import pytest

METADATA = "<metadata><version>7</version></metadata>"


@pytest.fixture
def profiles(monkeypatch):
    """GenericSetup's registry, as it was again afterwards."""
    from Products.GenericSetup.registry import _profile_registry

    from tonghua.records import office_profiles

    monkeypatch.delenv("OFFICE_DIR", raising=False)
    monkeypatch.delenv("DEMO_DIR", raising=False)
    before = {name: _profile_registry.getProfileInfo(name) for name in ours(_profile_registry)}
    yield _profile_registry
    for name in ours(_profile_registry):
        _profile_registry.unregisterProfile(name.split(":")[1], office_profiles.PRODUCT)
    for name, info in before.items():
        _profile_registry._registered[name] = info


def ours(registry):
    return [name for name in registry.listProfiles() if name.endswith((":office", ":demo"))]


@pytest.fixture
def register():
    from tonghua.records.office_profiles import register

    return register


def test_the_office_named_in_the_environment(profiles, register, tmp_path, monkeypatch):
    (tmp_path / "metadata.xml").write_text(METADATA)
    monkeypatch.setenv("OFFICE_DIR", str(tmp_path))
    register()
    info = profiles.getProfileInfo("tonghua.records:office")
    assert info["path"] == str(tmp_path)
    assert info["version"] == "7"


def test_without_one_the_least_that_the_package_has(profiles, register):
    register()
    path = profiles.getProfileInfo("tonghua.records:office")["path"]
    assert path.endswith("profiles/office")
    assert "tonghua.records:demo" not in profiles.listProfiles()


def test_another_office_takes_the_place_of_the_first(profiles, register, tmp_path, monkeypatch):
    register()
    (tmp_path / "metadata.xml").write_text(METADATA)
    monkeypatch.setenv("OFFICE_DIR", str(tmp_path))
    register()
    assert profiles.getProfileInfo("tonghua.records:office")["path"] == str(tmp_path)


def test_a_folder_that_is_no_profile_is_refused(profiles, register, tmp_path, monkeypatch):
    monkeypatch.setenv("OFFICE_DIR", str(tmp_path))
    with pytest.raises(ValueError, match="没有 metadata"):
        register()
