"""Writes a trained network as one ONNX file that keeps the contract."""

import io
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch

from pricetide_models.contract import INPUTS, METADATA_KEYS, OUTPUTS
from pricetide_models.networks.price_network import PriceNetwork

OPSET = 17
IR_VERSION = 8
"""Both old enough for any runtime of the last years, and what our networks need."""


def export(network: PriceNetwork, metadata: dict[str, str], path: Path) -> None:
    """Export in evaluation mode with a dynamic batch; `metadata` must be exactly the contract's."""
    if tuple(sorted(metadata)) != tuple(sorted(METADATA_KEYS)):
        raise ValueError(f"metadata keys differ: {sorted(set(metadata) ^ set(METADATA_KEYS))}")
    network.eval()
    example = tuple(
        torch.from_numpy(np.ones((2, width), dtype=kind)) for kind, width in INPUTS.values()
    )
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # The trace-based exporter keeps an LSTM as one node; the newer one unrolls its 90 steps.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            buffer,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "batch"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load_from_string(buffer.getvalue())
    model.ir_version = IR_VERSION
    model.producer_name, model.producer_version, model.doc_string = "pricetide", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    _declare_output_shapes(model)
    del model.metadata_props[:]
    for key in METADATA_KEYS:
        entry = model.metadata_props.add()
        entry.key, entry.value = key, metadata[key]
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _declare_output_shapes(model: onnx.ModelProto) -> None:
    """The tracer names dimensions that it cannot derive; the contract knows them."""
    for output in model.graph.output:
        shape = output.type.tensor_type.shape
        for dimension, size in zip(shape.dim[1:], OUTPUTS[output.name], strict=True):
            dimension.dim_value = size
