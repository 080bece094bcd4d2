"""The command line: `models/pricetide-models VERB ...`."""

import argparse
import sys
from pathlib import Path

from pricetide_models.generator.generate import SEED, write_set
from pricetide_models.registry import ModelId, Registry

MODELS = Path(__file__).resolve().parent.parent
TARGET = MODELS / "target"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="pricetide-models", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)

    generate = verbs.add_parser("generate", help="write the generated data set as CSV files")
    generate.add_argument("--out", type=Path, default=TARGET / "generated")
    generate.add_argument("--seed", type=int, default=SEED)
    generate.add_argument("--group", action="append", help="only this product group (repeatable)")
    generate.set_defaults(run=_generate)

    statistics = verbs.add_parser("statistics", help="measure what the generator is calibrated by")
    statistics.add_argument("data", type=Path, nargs="+", help="a CSV file, or a directory of them")
    statistics.set_defaults(run=_statistics)

    train = verbs.add_parser("train", help="train a model and put it into the registry")
    train.add_argument("model", help="its name, for example simple-lstm")
    train.add_argument("--data", type=Path, action="append", default=[], help="a further data set (repeatable)")
    train.add_argument("--registry", type=Path, default=MODELS / "registry")
    train.add_argument("--seed", type=int, default=1)
    train.set_defaults(run=_train)

    promote = verbs.add_parser("promote", help="make a model of the registry the champion")
    promote.add_argument("model", help="<name>/<version>")
    promote.set_defaults(run=_promote)

    options = parser.parse_args(arguments)
    return options.run(options)


def _generate(options: argparse.Namespace) -> int:
    groups = frozenset(options.group) if options.group else None
    files = write_set(options.out, options.seed, groups)
    print(f"{len(files)} files in {options.out}")
    return 0 if files else 1


def _statistics(options: argparse.Namespace) -> int:
    from pricetide_models.generator.statistics import measure_statistics
    from pricetide_models.loading import load, sha256

    for path in options.data:
        found = measure_statistics(load(path))
        print(f"{path.name} (sha256 {sha256(path)[:16]})")
        print(f"  days with a change   {found.days_with_change:.2%}")
        print("  size 10/50/90        " + " / ".join(f"{q:.1%}" for q in found.size_10_50_90))
        print(f"  upward               {found.upward:.0%}")
        print("  run 25/50/75/90      " + " / ".join(f"{q:g}" for q in found.run_days_25_50_75_90))
        print("  same as today, loss  " + " ".join(f"{q:.5f}" for q in found.same_as_today_loss))
    return 0


def _train(options: argparse.Namespace) -> int:
    from pricetide_models.build import build
    from pricetide_models.datasets import load_data_sets
    from pricetide_models.recipes import RECIPES

    if options.model not in RECIPES:
        print(f"no such model: {options.model}; there are {', '.join(RECIPES)}", file=sys.stderr)
        return 2
    sets = load_data_sets(TARGET, options.data)
    directory = build(RECIPES[options.model], sets, Registry(options.registry), MODELS, options.seed)
    print(f"trained {directory}")
    return 0


def _promote(options: argparse.Namespace) -> int:
    Registry(MODELS / "registry").promote(ModelId.parse(options.model))
    print(f"champion: {options.model}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
