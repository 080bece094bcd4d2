"""A model's card: what it is, what it saw, what it cannot do."""

import json
from pathlib import Path

from pricetide_models.datasets import GENERATED, DataSet
from pricetide_models.recipes import Recipe

MEASURED = "## Measured"


def write_card(
    directory: Path,
    recipe: Recipe,
    sets: list[DataSet],
    metadata: dict[str, str],
    windows: list[int],
    parameters: int,
) -> None:
    """Write `card.md`: everything in it is known from the training run itself."""
    cutoffs = json.loads(metadata["cutoff"])
    rows = "\n".join(
        f"| {one.name} | {len(one.panel.series):,} | {one.panel.first_day} to {cutoffs[one.name]} "
        f"| {count:,} | `{one.sha256[:16]}` | {_origin(one)} |"
        for one, count in zip(sets, windows)
    )
    varied = recipe.plan.augmentation
    only_generated = all(one.name == GENERATED for one in sets)
    rebuild = (
        "The whole model can be rebuilt from this repository, byte for byte."
        if only_generated
        else "Only the share learnt from the generated set can be rebuilt from this repository;\n"
        "the other sets are not part of it, so neither is the means to make this file again."
    )
    (directory / "card.md").write_text(
        f"""# {recipe.name} {recipe.version}

{recipe.summary}

Contract `{metadata["contract"]}`: 90 days of one series in, quantiles (10, 50, 90 %) of its price
and the chances of a change and of a fall for each of the next 14 days out. Scale-free: it knows no
currency.

## Training

| data set | series | days | windows | sha256 | origin |
|---|---|---|---|---|---|
{rows}

{rebuild}

- {parameters:,} parameters, seed {metadata["seed"]}, commit `{metadata["commit"]}`
- {metadata["libraries"]}
- peer prices hidden in {varied.hide_peers:.0%} of the samples, company and offer type in
  {varied.hide_static:.0%}, so that the model also serves series without them
- {varied.mirror:.0%} of the samples mirrored at first, rises for falls, and none in the end; the
  moves of half of them stretched or shrunk

## Limits

- It knows daily prices of consumer electronics. It was shown no other goods, no faster changes and
  no prices that follow an exchange rate.
- It needs {metadata["min_observed"]} measured days of the last 90, one of them among the last 14.
- A company or offer type that it has not seen is forecast as unknown, from its prices alone.
- It sees no stock, no campaign calendar and no cost: it tells what is usual, not what is planned.

{MEASURED}

Nothing yet: the back-test writes it here.
""",
        encoding="utf-8",
    )


def write_measured(directory: Path, rows: list[str]) -> None:
    """Put the back-test's rows, a Markdown table, into the card in place of what stood there."""
    path = directory / "card.md"
    before = path.read_text(encoding="utf-8").partition(MEASURED)[0]
    table = "\n".join(rows)
    path.write_text(
        f"{before}{MEASURED}\n\n{table}\n\nMore in [report.md](report.md).\n", encoding="utf-8"
    )


def _origin(one: DataSet) -> str:
    return (
        "`pricetide-models generate`" if one.name == GENERATED else "given by file, not published"
    )
