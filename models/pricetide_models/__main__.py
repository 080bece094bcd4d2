"""The command line: `models/pricetide-models VERB ...`."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pricetide_models.generator.generate import SEED, write_set
from pricetide_models.registry import ModelId, Registry

MODELS = Path(__file__).resolve().parent.parent
TARGET = MODELS / "target"
YARDSTICK = ModelId("simple-lstm", "1.0.0")
"""The model whose time a series limits that of every challenger."""


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
    train.add_argument(
        "--data", type=Path, action="append", default=[], help="a further data set (repeatable)"
    )
    train.add_argument("--registry", type=Path, default=MODELS / "registry")
    train.add_argument("--seed", type=int, default=1)
    train.set_defaults(run=_train)

    backtest = verbs.add_parser(
        "backtest", help="measure all models and baselines, write the report"
    )
    backtest.add_argument(
        "--data", type=Path, action="append", default=[], help="a further data set (repeatable)"
    )
    backtest.add_argument("--registry", type=Path, default=MODELS / "registry")
    backtest.add_argument("--out", type=Path, default=MODELS / "registry" / "backtest")
    backtest.add_argument("--seed", type=int, default=1)
    backtest.set_defaults(run=_backtest)

    gate = verbs.add_parser(
        "gate", help="exit 0 if a challenger may take the champion's place, else 1"
    )
    gate.add_argument("challenger", help="<name>/<version> in the registry")
    gate.add_argument("--champion", help="the model to beat; the registry's champion if not given")
    gate.add_argument(
        "--data", type=Path, action="append", default=[], help="a further data set (repeatable)"
    )
    gate.add_argument("--registry", type=Path, default=MODELS / "registry")
    gate.set_defaults(run=_gate)

    conformance = verbs.add_parser("conformance", help="hold a model file against the contract")
    conformance.add_argument("file", type=Path, nargs="+")
    conformance.set_defaults(run=_conformance)

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
    directory = build(
        RECIPES[options.model], sets, Registry(options.registry), MODELS, options.seed
    )
    print(f"trained {directory}")
    return 0


def _backtest(options: argparse.Namespace) -> int:
    from pricetide_models.backtest import roll
    from pricetide_models.datasets import load_data_sets
    from pricetide_models.forecasters import ModelFile
    from pricetide_models.gate import milliseconds_a_series
    from pricetide_models.provenance import commit_of_models
    from pricetide_models.report import write_model_report, write_report

    registry = Registry(options.registry)
    sets = load_data_sets(TARGET, options.data)
    with TemporaryDirectory(dir=TARGET) as scratch:
        results = roll(sets, registry, MODELS, Path(scratch), options.seed)
    models = registry.models()
    files = [ModelFile(registry.model_file(model), str(model)) for model in models]
    times = dict(zip(map(str, models), milliseconds_a_series(*files)))
    champion = str(registry.champion())
    commit = commit_of_models(MODELS)
    for model in models:
        write_model_report(registry.directory(model), results, str(model), commit)
    print(write_report(options.out, results, times, champion, commit))
    return 0


def _gate(options: argparse.Namespace) -> int:
    from pricetide_models.datasets import load_data_sets
    from pricetide_models.gate import judge

    registry = Registry(options.registry)
    challenger = ModelId.parse(options.challenger)
    champion = ModelId.parse(options.champion) if options.champion else registry.champion()
    panels = [one.panel for one in load_data_sets(TARGET, options.data)]
    print(f"{challenger} against {champion}")
    verdicts = judge(
        registry.model_file(challenger),
        registry.model_file(champion),
        registry.model_file(YARDSTICK),
        panels,
    )
    for verdict in verdicts:
        print(f"  {'pass' if verdict.passed else 'FAIL'}  {verdict.condition}: {verdict.measured}")
    accepted = all(verdict.passed for verdict in verdicts)
    print("accepted" if accepted else "refused")
    return 0 if accepted else 1


def _conformance(options: argparse.Namespace) -> int:
    from pricetide_models.conformance import violations

    broken = {file: violations(file) for file in options.file}
    for file, found in broken.items():
        print(f"{file}: {'keeps the contract' if not found else ''}")
        for sentence in found:
            print(f"  {sentence}")
    return 1 if any(broken.values()) else 0


def _promote(options: argparse.Namespace) -> int:
    Registry(MODELS / "registry").promote(ModelId.parse(options.model))
    print(f"champion: {options.model}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
