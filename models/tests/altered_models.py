"""Model files made from a registered one by changing its graph: worse, slower or broken ones."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.compose import add_prefix

from pricetide_models.forecasters import ModelFile
from pricetide_models.registry import read_reference, write_reference


def altered(source: Path, directory: Path, alter: Callable[[onnx.ModelProto], None]) -> Path:
    """A copy of a model with an altered graph, and a reference that is true to it if it runs."""
    directory.mkdir(parents=True)
    # ONNX allows a name only once; with a prefix the model's own clash with no new one.
    model = add_prefix(onnx.load(source), "own_", rename_inputs=False, rename_outputs=False)
    alter(model)
    path = directory / "model.onnx"
    path.write_bytes(model.SerializeToString())
    shutil.copy(source.parent / "reference.npz", directory)
    try:
        inputs, _ = read_reference(directory)
        write_reference(directory, inputs, ModelFile(path, "altered").run(inputs))
    except Exception:
        pass
    return path


def widen(factor: float) -> Callable[[onnx.ModelProto], None]:
    """Move p10 and p90 away from p50 by a factor, and leave them where they are p50."""

    def alter(model: onnx.ModelProto) -> None:
        add = model.graph.node.append
        rename_output(model, "quantiles", "quantiles_before")
        model.graph.initializer.append(numpy_helper.from_array(np.array([1]), "middle"))
        model.graph.initializer.append(numpy_helper.from_array(np.float32(factor), "factor"))
        add(helper.make_node("Gather", ["quantiles_before", "middle"], ["median"], axis=2))
        add(helper.make_node("Sub", ["quantiles_before", "median"], ["distance"]))
        add(helper.make_node("Mul", ["distance", "factor"], ["wide_distance"]))
        add(helper.make_node("Add", ["median", "wide_distance"], ["moved"]))
        # Far from p50 a price could fall below 0.
        add(helper.make_node("Relu", ["moved"], ["quantiles"]))

    return alter


def rework_quantiles(matrix: np.ndarray) -> Callable[[onnx.ModelProto], None]:
    """Multiply the row (p10, p50, p90) by a 3 x 3 matrix from the right."""

    def alter(model: onnx.ModelProto) -> None:
        rename_output(model, "quantiles", "quantiles_before")
        model.graph.initializer.append(numpy_helper.from_array(matrix.astype(np.float32), "rework"))
        model.graph.node.append(
            helper.make_node("MatMul", ["quantiles_before", "rework"], ["quantiles_reworked"])
        )
        model.graph.node.append(helper.make_node("Identity", ["quantiles_reworked"], ["quantiles"]))

    return alter


def slow_down(rounds: int) -> Callable[[onnx.ModelProto], None]:
    """Compute much that has no effect."""

    def alter(model: onnx.ModelProto) -> None:
        add = model.graph.node.append
        rename_output(model, "quantiles", "quantiles_before")
        for name, value in (("last_axis", 2), ("middle_axis", 1)):
            model.graph.initializer.append(numpy_helper.from_array(np.array([value]), name))
        model.graph.initializer.append(numpy_helper.from_array(np.float32(0), "nothing"))
        add(helper.make_node("Unsqueeze", ["mask", "last_axis"], ["column"]))
        add(helper.make_node("Unsqueeze", ["mask", "middle_axis"], ["row"]))
        add(helper.make_node("MatMul", ["column", "row"], ["square_0"]))
        for i in range(rounds):
            add(helper.make_node("Softmax", [f"square_{i}"], [f"square_{i + 1}"]))
        add(helper.make_node("ReduceMean", [f"square_{rounds}"], ["mean"], keepdims=0))
        add(helper.make_node("Mul", ["mean", "nothing"], ["zero"]))
        add(helper.make_node("Add", ["quantiles_before", "zero"], ["quantiles"]))

    return alter


def fix_batch(model: onnx.ModelProto) -> None:
    for value in (*model.graph.input, *model.graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = 64


def add_weight(bytes_: int) -> Callable[[onnx.ModelProto], None]:
    def alter(model: onnx.ModelProto) -> None:
        weight = np.random.default_rng(0).standard_normal(bytes_ // 4).astype(np.float32)
        model.graph.initializer.append(numpy_helper.from_array(weight, "unused"))

    return alter


def set_metadata(key: str, value: str | None) -> Callable[[onnx.ModelProto], None]:
    """Set one entry of the metadata, or remove it."""

    def alter(model: onnx.ModelProto) -> None:
        kept = {entry.key: entry.value for entry in model.metadata_props if entry.key != key}
        if value is not None:
            kept[key] = value
        del model.metadata_props[:]
        helper.set_model_props(model, kept)

    return alter


def rename_output(model: onnx.ModelProto, name: str, new_name: str) -> None:
    """Let the node that makes an output make an intermediate value of another name instead."""
    for node in model.graph.node:
        for places in (node.output, node.input):
            for index, value in enumerate(places):
                if value == name:
                    places[index] = new_name


def without_output(name: str) -> Callable[[onnx.ModelProto], None]:
    def alter(model: onnx.ModelProto) -> None:
        kept = [output for output in model.graph.output if output.name != name]
        del model.graph.output[:]
        model.graph.output.extend(kept)

    return alter


def depend_on_scale(model: onnx.ModelProto) -> None:
    """Add a fixed amount to the prices that it forecasts."""
    rename_output(model, "quantiles", "quantiles_before")
    model.graph.initializer.append(numpy_helper.from_array(np.float32(10), "amount"))
    model.graph.node.append(helper.make_node("Add", ["quantiles_before", "amount"], ["quantiles"]))


def answer_by_code(column: int) -> Callable[[onnx.ModelProto], None]:
    """Halve the chances of a change where a static input is over 1,000, far out of any range."""

    def alter(model: onnx.ModelProto) -> None:
        rename_output(model, "change_prob", "change_before")
        constants = {"place": np.array([column]), "limit": np.int64(1_000)}
        constants |= {"half": np.float32(0.5), "whole": np.float32(1)}
        for name, value in constants.items():
            model.graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
        model.graph.node.extend(
            [
                helper.make_node("Gather", ["static", "place"], ["code"], axis=1),
                helper.make_node("Greater", ["code", "limit"], ["odd"]),
                helper.make_node("Where", ["odd", "half", "whole"], ["factor"]),
                helper.make_node("Mul", ["change_before", "factor"], ["change_prob"]),
            ]
        )

    return alter


def answer_not_a_number(model: onnx.ModelProto) -> None:
    rename_output(model, "quantiles", "quantiles_before")
    model.graph.initializer.append(numpy_helper.from_array(np.float32("nan"), "nan"))
    model.graph.node.append(helper.make_node("Add", ["quantiles_before", "nan"], ["quantiles"]))


def as_double(model: onnx.ModelProto) -> None:
    """Answer in another element type than the contract's."""
    rename_output(model, "change_prob", "change_before")
    cast = helper.make_node("Cast", ["change_before"], ["change_prob"], to=TensorProto.DOUBLE)
    model.graph.node.append(cast)
    for output in model.graph.output:
        if output.name == "change_prob":
            output.type.tensor_type.elem_type = TensorProto.DOUBLE
