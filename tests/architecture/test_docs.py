"""What is kept, set and called is written down; nothing else is."""

import re

import pytest

from muruna.foundation import inventory
from muruna.foundation.management.commands.inventory import gathered
from tests.architecture import docs_rules as rules
from tests.architecture.tree import ROOT, files, planted, python


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def test_every_setting_is_explained() -> None:
    read = set().union(*(rules.settings_read(source) for source in python("config", "muruna")))

    assert rules.differences(read, rules.documented(_page("operate/settings.md")), "settings.md") == []


def test_every_command_is_explained() -> None:
    real = rules.commands(python("muruna"))

    assert rules.differences(real, rules.documented(_page("operate/commands.md")), "commands.md") == []


def test_every_field_has_purpose_sensitivity_and_retention() -> None:
    told, found = gathered()

    assert found == []
    assert _page("data-inventory.md") == inventory.document(told)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", "--skip-checks", verbosity=1)


def test_every_dependency_has_its_line() -> None:
    names = {
        re.split(r"[\[=<>~; ]", line, maxsplit=1)[0].lower()
        for source in files("requirements/*.in")
        for line in source.text.splitlines()
        if line and not line.startswith(("#", "-"))
    }
    told = {name.lower() for name in re.findall(r"^\| ([\w.-]+) \|", _page("dependencies.md"), re.M)}

    assert rules.differences(names, told - {"package"}, "dependencies.md") == []


def test_no_registry_is_named() -> None:
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npm|/simple/|index-url\s+http", re.I)
    kept = [
        source
        for source in files("requirements/*", "*.toml", "*.json", ".npmrc")
        if hosts.search(source.text)
    ]

    assert [source.path for source in kept] == []


def test_planted_setting_and_command_are_missed() -> None:
    source = planted("config/settings.py", 'A = env.flag("MURUNA_A", True)\nB = os.environ["MURUNA_B"]')
    page = "| `MURUNA_A` | yes |\n\n## `gone`\n"

    assert rules.settings_read(source) == {"MURUNA_A", "MURUNA_B"}
    assert rules.differences({"MURUNA_A", "MURUNA_B"}, rules.documented(page), "page") == [
        "MURUNA_B is missing from page",
        "page explains gone, which is not there",
    ]
    assert rules.commands((planted("muruna/ui/management/commands/paint.py", ""),)) == {"paint"}


def test_planted_gap_in_the_inventory_is_found() -> None:
    from muruna.foundation.models import Deed

    complete = inventory.read(
        "Deed: {what: x., kept: a day, fields: {doer: [a, low], key: [a, low], body_digest: [a, secret],"
        " answer: [a, low], day: [a, none, for ever]}}",
        "here",
    )
    more = inventory.read(
        "Deed: {what: x, kept: y, fields: {doer: [a, low], hour: [a, low]}}\nLost: "
        "{what: x, kept: y, fields: {}}",
        "here",
    )

    assert inventory.gaps([Deed], complete, "here") == []
    assert complete["Deed"].fields["day"].retention == "for ever"
    assert "here: Deed.hour is listed but is no field" in inventory.gaps([Deed], more, "here")
    assert "here: Deed.answer is not listed" in inventory.gaps([Deed], more, "here")
    assert "here: Lost is listed but is no model" in inventory.gaps([Deed], more, "here")


@pytest.mark.parametrize("fields", ["{doer: [a, shiny]}", "{doer: [a]}", "{doer: text}"])
def test_planted_nonsense_in_the_inventory_is_refused(fields: str) -> None:
    with pytest.raises(inventory.BadInventory, match=r"Deed\.doer"):
        inventory.read(f"Deed: {{what: x, kept: y, fields: {fields}}}", "here")
