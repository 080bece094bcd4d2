"""Holds a model file against the contract `price-forecast/1`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnx

from pricetide_models.contract import (
    CONTRACT,
    HORIZON,
    INPUTS,
    LARGEST_FILE,
    METADATA_KEYS,
    OUTPUTS,
    QUANTILES,
    STATIC_FEATURES,
    WINDOW,
    Forecast,
    ModelInput,
)
from pricetide_models.forecasters import ModelFile
from pricetide_models.registry import read_reference

RELATIVE_TOLERANCE = 1e-5
CHANCE_TOLERANCE = 1e-6
"""Absolute floor for chances: float32 cannot keep a relative 1e-5 of a chance near 0."""
SCALE, SCALE_TOLERANCE = 4_000.0, 1e-3
TYPES = {"float32": "tensor(float)", "int64": "tensor(int64)"}


def violations(path: Path) -> list[str]:
    """Every way in which the file breaks the contract, one sentence each; none if it keeps it.

    Parity with the trainer is part of it: `reference.npz` must lie beside the file.
    """
    try:
        model = ModelFile(path, path.name)
    except Exception as problem:
        return [f"the file does not load: {problem}"]
    found = [*_signature(model), *_metadata(model), *_single_file(path)]
    if found:
        return found
    for check in (_edge_cases, _batching, _unknown_codes, _scaling, _ignores_unmeasured):
        found += _guarded(check, model)
    return found + _guarded(_parity, model)


def _guarded(check: Callable[[ModelFile], Iterator[str]], model: ModelFile) -> list[str]:
    try:
        return list(check(model))
    except Exception as problem:
        return [f"{check.__name__.strip('_')}: {problem}"]


def _signature(model: ModelFile) -> Iterator[str]:
    expected = {
        name: (TYPES[np.dtype(kind).name], (width,)) for name, (kind, width) in INPUTS.items()
    }
    expected |= {name: (TYPES["float32"], shape) for name, shape in OUTPUTS.items()}
    actual = model.signature()
    for name in sorted(expected.keys() ^ actual.keys()):
        yield f"{name} is {'missing' if name in expected else 'no input or output of the contract'}"
    for name in expected.keys() & actual.keys():
        kind, shape = actual[name]
        if kind != expected[name][0]:
            yield f"{name} is {kind}, not {expected[name][0]}"
        if isinstance(shape[0], int):
            yield f"{name} has a fixed batch of {shape[0]}"
        if tuple(shape[1:]) != expected[name][1]:
            yield f"{name} has the shape {shape}, not ['batch', {expected[name][1]}]"


def _metadata(model: ModelFile) -> Iterator[str]:
    given = model.metadata
    for key in sorted(set(METADATA_KEYS) ^ set(given)):
        yield f"metadata: {key} is {'missing' if key in METADATA_KEYS else 'not of the contract'}"
    fixed = {"contract": CONTRACT, "window": str(WINDOW), "horizon": str(HORIZON)}
    for key, value in fixed.items():
        if given.get(key, value) != value:
            yield f"metadata: {key} is {given[key]!r}, not {value!r}"
    for key in ("quantiles", "company_vocabulary", "offer_vocabulary", "data_sha256", "cutoff"):
        try:
            value = json.loads(given.get(key, "null"))
        except ValueError:
            yield f"metadata: {key} is not JSON"
            continue
        if key == "quantiles" and value != list(QUANTILES):
            yield f"metadata: quantiles are {value}, not {list(QUANTILES)}"
        if key.endswith("vocabulary") and value != [name.strip().lower() for name in value or []]:
            yield f"metadata: {key} is not a list of trimmed lower-case names"
    if not given.get("min_observed", "1").isdecimal():
        yield f"metadata: min_observed is {given['min_observed']!r}, not a number of days"
    if given.get("scale_free") != "true" and len(given.get("currency", "")) != 3:
        yield "metadata: neither scale_free nor of one currency"
    for key in ("model", "version", "seed", "commit", "libraries"):
        if key in given and not given[key]:
            yield f"metadata: {key} is empty"


def _single_file(path: Path) -> Iterator[str]:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        yield f"the file has {size:,} bytes, more than {LARGEST_FILE:,}"
    model = onnx.load(path, load_external_data=False)
    if any(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in model.graph.initializer):
        yield "some weights are outside the file"


def _edge_cases(model: ModelFile) -> Iterator[str]:
    for name, inputs in edge_cases():
        yield from (f"{name}: {problem}" for problem in _unsound(model.run(inputs), len(inputs)))


def edge_cases() -> Iterator[tuple[str, ModelInput]]:
    """Inputs that a server may send, from ordinary to empty."""
    for batch in (1, 64):
        yield f"{batch} ordinary rows", example(batch)
    ordinary = example(8)
    nan = np.where(ordinary.mask > 0, ordinary.price, np.nan).astype(np.float32)
    yield (
        "NaN where nothing was measured",
        ModelInput(nan, ordinary.mask, ordinary.peer_price, ordinary.static),
    )
    nothing = np.zeros_like(ordinary.mask)
    yield "no measured day", ModelInput(nothing, nothing, nothing, ordinary.static)
    all_nan = np.full_like(nothing, np.nan)
    yield "NaN everywhere, nothing measured", ModelInput(all_nan, nothing, nothing, ordinary.static)
    for day in (0, WINDOW // 2, WINDOW - 1):
        one = np.zeros_like(nothing)
        one[:, day] = 1
        yield (
            f"only day {day} measured",
            ModelInput(ordinary.price * one, one, nothing, ordinary.static),
        )
    steep = ordinary.price * np.geomspace(1e-3, 1e3, WINDOW, dtype=np.float32)
    yield (
        "prices that grow a millionfold",
        ModelInput(steep, ordinary.mask, ordinary.peer_price, ordinary.static),
    )


def example(batch: int, seed: int = 5) -> ModelInput:
    """Plausible rows: stepwise prices, nine days in ten measured, peers for every second row."""
    random = np.random.Generator(np.random.PCG64(seed))
    steps = np.where(
        random.random((batch, WINDOW)) < 0.06, 0.05 * random.standard_normal((batch, WINDOW)), 0
    )
    price = random.uniform(50, 900, (batch, 1)) * np.exp(np.cumsum(steps, axis=1))
    mask = random.random((batch, WINDOW)) < 0.9
    mask[:, -1] = True
    peer = price * random.uniform(0.8, 1.2, (batch, 1)) * (np.arange(batch) % 2)[:, None]
    static = np.column_stack(
        [random.integers(0, 4, batch), random.integers(0, 3, batch), random.integers(1, 8, batch)]
    )
    return ModelInput(
        (price * mask).astype(np.float32), mask.astype(np.float32), peer.astype(np.float32), static
    )


def _unsound(forecast: Forecast, batch: int) -> Iterator[str]:
    for name, shape in OUTPUTS.items():
        array = getattr(forecast, name)
        if array.shape != (batch, *shape):
            yield f"{name} has the shape {array.shape}"
        if not np.isfinite(array).all():
            yield f"{name} is not finite"
    if (np.diff(forecast.quantiles, axis=2) < 0).any():
        yield "quantiles are not monotone"
    if (forecast.quantiles < 0).any():
        yield "a quantile is negative"
    for name in ("change_prob", "down_prob"):
        array = getattr(forecast, name)
        if ((array < 0) | (array > 1)).any():
            yield f"{name} is not within 0 and 1"


def _batching(model: ModelFile) -> Iterator[str]:
    inputs = example(64)
    together = model.run(inputs)
    for row in (0, 63):
        alone = model.run(inputs[row : row + 1])
        if not agrees(alone, together[row : row + 1]):
            yield f"row {row} is answered otherwise alone than among 64"


def _unknown_codes(model: ModelFile) -> Iterator[str]:
    """One input at a time: a code beside others that are known, as a server would send it."""
    known = example(STATIC_FEATURES)
    for column, name in enumerate(("company", "offer type", "weekday")):
        zero = model.run(_with_code(known, column, 0))
        for code in (-1, 9_999, np.iinfo(np.int64).max):
            if not agrees(model.run(_with_code(known, column, code)), zero):
                yield f"the code {code} of the {name} is not treated as unknown"


def _with_code(inputs: ModelInput, column: int, code: int) -> ModelInput:
    static = inputs.static.copy()
    static[:, column] = code
    return ModelInput(inputs.price, inputs.mask, inputs.peer_price, static)


def _scaling(model: ModelFile) -> Iterator[str]:
    if model.metadata["scale_free"] != "true":
        return
    inputs = example(64)
    small = ModelInput(
        (inputs.price / SCALE).astype(np.float32),
        inputs.mask,
        (inputs.peer_price / SCALE).astype(np.float32),
        inputs.static,
    )
    expected, actual = model.run(inputs), model.run(small)
    scaled = Forecast(actual.quantiles * SCALE, actual.change_prob, actual.down_prob)
    if not agrees(scaled, expected, SCALE_TOLERANCE):
        yield f"prices divided by {SCALE:g} do not give the same forecast divided by it"


def _ignores_unmeasured(model: ModelFile) -> Iterator[str]:
    inputs = example(16)
    noisy = np.where(inputs.mask > 0, inputs.price, np.nan).astype(np.float32)
    if not agrees(
        model.run(ModelInput(noisy, inputs.mask, inputs.peer_price, inputs.static)),
        model.run(inputs),
    ):
        yield "a price on a day that was not measured changes the forecast"


def _parity(model: ModelFile) -> Iterator[str]:
    if not (model.path.parent / "reference.npz").is_file():
        yield "there is no reference.npz beside the file"
        return
    inputs, expected = read_reference(model.path.parent)
    if len(inputs) != 64:
        yield f"reference.npz has {len(inputs)} rows, not 64"
    if not agrees(model.run(inputs), expected):
        yield "the file does not reproduce the trainer's outputs within 1e-5"


def agrees(actual: Forecast, expected: Forecast, tolerance: float = RELATIVE_TOLERANCE) -> bool:
    """Whether two forecasts are equal within a relative tolerance."""
    return np.allclose(actual.quantiles, expected.quantiles, rtol=tolerance, atol=0) and all(
        np.allclose(
            getattr(actual, name), getattr(expected, name), rtol=tolerance, atol=CHANCE_TOLERANCE
        )
        for name in ("change_prob", "down_prob")
    )
