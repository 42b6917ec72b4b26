"""Writes docs/instruments.md out of content/instruments, so that the page says what the software does."""

from collections.abc import Iterator, Mapping
from typing import Any

from muruna.wellbeing.library import Shelf
from muruna.wellbeing.logic.instruments import Instrument

_HEAD = """\
# Instruments

Made from `content/instruments` (`WRITE_DOCS=1 python -m pytest tests/wellbeing/test_document.py`); a test
fails when it is out of date. Each instrument is a FHIR R4 `Questionnaire` (`<id>.json`: questions, choices
with `ordinalValue`, Arabic by the `translation` extension) and a key (`<id>.yaml`: how it is scored, who
says so, what may be done with it). Nothing about an instrument stands in code. `muruna score` and `muruna
change` answer for each of them.

How sure a source is: **verified** was read in the source named (most of them by the authors of the design);
**second-hand** was read of it elsewhere; **general-knowledge** has to be confirmed in the primary source
before a release. How sure a wording is: **official** is word for word as in the copy named; **compared**
agrees with several public copies; **uncompared** is from general knowledge; **ours** is our translation;
**unvalidated** has been tried by nobody.

## Rules for all of them

- **Missing answers**: no score. `--prorate` fills them with the mean of the others if four of five are
  there, and says `prorated`. Only De Jong Gierveld's manual bears one missing answer. Flags that no further
  answer could undo stand whatever is missing.
- **One answer to everything** where questions point both ways: flag `invariant`, no band.
- **A prorated score between two bands** has not reached the next one.
- **Change** is `changed` from the figure below on; `not sure` above one standard error of measurement (SD *
  sqrt(1 - r)); else `not changed`. WHO-5: 12 to 23 points are noticeable and `not sure`, from 24 on
  `changed`. The index is that of Jacobson and Truax (1991): s_diff = SD * sqrt(2) * sqrt(1 - r), reliable
  beyond 1.96; criterion c weights each mean by the SD of the other group.
- **Recovered** only where a threshold is published, or where whoever asks states the means of patients and
  of healthy people (`--patient-mean`, `--normal-mean`, `--normal-sd`).
- **PHQ-9** leaves as PHQ-8 in every export unless its ninth answer was released by name: the total would
  tell it.
- **Codes** are LOINC's where these are known to be right, else `urn:muruna:codes:<id>`
  (`content/instruments/code-systems`).

To print beside every chart of change: people on a waiting list fell from PHQ-9 13.6 to 8.0 in twelve weeks
(Graham 2020, second-hand); 32 of 245 returned a three-month follow-up in routine services (Blenkiron 2019);
a small change from a low start is not felt (Kounali 2022).
"""


def document(shelf: Shelf) -> str:
    """The whole page."""
    shipped = [id for id in shelf.keys if id in shelf.resources]
    alone = [id for id in shelf.keys if id not in shelf.resources]
    parts = [_HEAD, "## Shipped with their questions\n", _table(shelf, shipped)]
    parts += [_section(shelf.keys[id], shelf.instruments[id]) for id in shipped]
    parts += [
        "## Keys alone\n\n"
        "Their questions may not be shipped: a site enters them after recording its permission.\n",
        _table(shelf, alone),
    ]
    parts += [_section(shelf.keys[id], shelf.instruments[id]) for id in alone]
    return "\n".join(parts)


def _table(shelf: Shelf, ids: list[str]) -> str:
    lines = ["| id | instrument | questions | score | better | change from |", "|---|---|---|---|---|---|"]
    for id in ids:
        key, one = shelf.keys[id], shelf.instruments[id]
        lines.append(
            f"| `{id}` | {key['name']} | {len(one.items)} | {_scored(one)} | {one.better} | {_change(one)} |"
        )
    return "\n".join(lines) + "\n"


def _section(key: Mapping[str, Any], one: Instrument) -> str:
    return "\n".join([f"### {key['name']} (`{one.id}` {one.version})", "", *_facts(key, one), ""])


def _facts(key: Mapping[str, Any], one: Instrument) -> Iterator[str]:
    source = key["source"]
    link = f" doi:{source['doi']}" if "doi" in source else ""
    yield f"- Source: {source['cite']}{link} ({source['mark']}, {source['checked']})"
    yield f"- May be used: {key['licence']['permission']}. {key['licence']['summary']}"
    for code, wording in key["languages"].items():
        yield f"- Wording, {code}: {wording['status']}; {wording['note']} ({wording['checked']})"
    if not one.is_complete:
        yield "- Key: not complete; reversed questions and sub-scales are entered with the questions."
    for name, order in one.orders.items():
        places = [str(place) for place, id in enumerate(order, start=1) if _is_reversed(one, id)]
        yield f"- Order {name} (first: `{order[0]}`): reversed {', '.join(places)}"
    reversed_ids = [item.link_id for item in one.items if item.reversed]
    if reversed_ids:
        yield f"- Reversed: {', '.join(f'`{id}`' for id in reversed_ids)}"
    unscored = [item.link_id for item in one.items if not item.is_scored]
    if unscored:
        yield f"- Not counted: {', '.join(f'`{id}`' for id in unscored)}"
    if one.bands:
        yield f"- Bands: {', '.join(f'{band.low:g}-{band.high:g} {band.code}' for band in one.bands)}"
    for part in one.parts:
        bands = ", ".join(f"{band.low:g}-{band.high:g} {band.code}" for band in part.bands)
        of = ", ".join(f"`{id}`" for id in part.items)
        yield f"- Part `{part.id}` ({part.method}): {of}" + (f"; {bands}" if bands else "")
    for mark in (*one.marks, *(mark for part in one.parts for mark in part.marks)):
        where = f" in `{mark.item}`" if mark.item else ""
        limit = f"from {mark.at_least:g} on" if mark.at_least is not None else f"up to {mark.at_most:g}"
        yield f"- Flag `{mark.code}`: {limit}{where}"
    for cut in key.get("cut_offs", ()):
        limit = f">= {cut['at_least']}" if "at_least" in cut else f"<= {cut['at_most']}"
        yield f"- Published cut-off {limit}: {cut['source']}"
    if one.rule.kind != "none":
        provisional = ", provisional" if one.rule.provisional else ""
        yield f"- Change: from {_change(one)} on ({one.rule.kind}{provisional}). {one.rule.source}"
    if one.figures:
        figures = one.figures
        reliability = f"{figures.reliability_kind} {figures.reliability:g}"
        yield f"- Figures: SD {figures.sd:g}, {reliability} ({figures.source})"


def _scored(one: Instrument) -> str:
    how = {"sum": "sum", "mean": "mean", "category": "the answer itself", "none": "parts only"}[one.method]
    if one.method in ("category", "none"):
        return how
    times = f" x {one.multiply:g}" if one.multiply != 1 else ""
    return f"{how}{times}, {one.low:g}-{one.high:g}"


def _change(one: Instrument) -> str:
    return "-" if one.rule.kind == "none" else f"{one.rule.at_least:g}"


def _is_reversed(one: Instrument, link_id: str) -> bool:
    item = one.item(link_id)
    return item is not None and item.reversed
