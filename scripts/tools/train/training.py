"""Trains the network of shared/Vision with PyTorch, and exports it as ONNX. command.py runs this file with Debian's Python.

    python3 training.py DATASET OUTPUT SEED EPOCHS

Writes OUTPUT/fashion.onnx, and OUTPUT/outcome.json with the counts of the confusion matrix. A seed gives the same network
on the same processor and version of PyTorch.
"""

import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np  # pyright: ignore[reportMissingImports]
import torch  # pyright: ignore[reportMissingImports]
from torch import nn  # pyright: ignore[reportMissingImports]

SIDE, CLASSES, BATCH = 28, 10, 128
HIGHEST_RATE, DECAY, DROPPED = 4e-3, 1e-2, 0.3
# Opset 13 is the oldest whose operators scripts/embed reads.
OPSET = 13


def main() -> None:
    dataset, output, seed, epochs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    # The order of additions, and so the last bits of a sum, depend on the number of threads.
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    network = new_network()
    train(network, *load(dataset, "train"), epochs)
    export(network, output / "fashion.onnx")
    matrix = confusions(network, *load(dataset, "t10k"))
    (output / "outcome.json").write_text(json.dumps({"seed": seed, "epochs": epochs, "matrix": matrix}))


def load(dataset: Path, part: str) -> tuple[torch.Tensor, torch.Tensor]:
    """The images, as floats from 0 to 1, and the labels of train or t10k, in the format of https://github.com/zalandoresearch/fashion-mnist."""
    images = np.frombuffer(gzip.decompress((dataset / f"{part}-images-idx3-ubyte.gz").read_bytes()), np.uint8, offset=16)
    labels = np.frombuffer(gzip.decompress((dataset / f"{part}-labels-idx1-ubyte.gz").read_bytes()), np.uint8, offset=8)
    return torch.from_numpy(images.reshape(-1, 1, SIDE, SIDE).astype(np.float32) / 255), torch.from_numpy(labels.astype(np.int64))


def new_network() -> nn.Sequential:
    return nn.Sequential(
        *convolution(1, 16), nn.MaxPool2d(2),
        *convolution(16, 32), nn.MaxPool2d(2),
        *convolution(32, 64),
        nn.Flatten(), nn.Dropout(DROPPED), nn.Linear(64 * (SIDE // 4) ** 2, CLASSES))


def convolution(inputs: int, outputs: int) -> tuple[nn.Module, ...]:
    # The exporter folds the normalization into the convolution.
    return nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()


def train(network: nn.Sequential, images: torch.Tensor, labels: torch.Tensor, epochs: int) -> None:
    batches = len(images) // BATCH
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, HIGHEST_RATE, total_steps=epochs * batches)
    started = time.monotonic()
    for epoch in range(1, epochs + 1):
        network.train()
        loss_of_epoch = 0.0
        for chosen in torch.randperm(len(images))[: batches * BATCH].split(BATCH):
            loss = nn.functional.cross_entropy(network(varied(images[chosen])), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            loss_of_epoch += loss.item()
        left = (time.monotonic() - started) * (epochs - epoch) / epoch
        print(f"epoch {epoch} of {epochs}: loss {loss_of_epoch / batches:.4f}, {left:.0f} s left", flush=True)


def varied(images: torch.Tensor) -> torch.Tensor:
    """A batch that is moved by up to a pixel, half of it mirrored: people photograph from both sides, and center by eye."""
    images = torch.where(torch.rand(len(images), 1, 1, 1) < 0.5, images, images.flip(3))
    down, right = torch.randint(0, 3, (2,)).tolist()
    return nn.functional.pad(images, (1, 1, 1, 1))[:, :, down:down + SIDE, right:right + SIDE]


def export(network: nn.Sequential, file: Path) -> None:
    torch.onnx.export(
        nn.Sequential(network, nn.Softmax(1)).eval(), torch.zeros(1, 1, SIDE, SIDE), str(file), opset_version=OPSET,
        input_names=["image"], output_names=["probabilities"],
        dynamic_axes={"image": {0: "batch"}, "probabilities": {0: "batch"}})


def confusions(network: nn.Sequential, images: torch.Tensor, labels: torch.Tensor) -> list[list[int]]:
    """How often each class, by row, was taken for each other, by column."""
    network.eval()
    matrix = [[0] * CLASSES for _ in range(CLASSES)]
    with torch.no_grad():
        for truth, answer in zip(labels.tolist(), torch.cat([network(part) for part in images.split(1000)]).argmax(1).tolist(), strict=True):
            matrix[truth][answer] += 1
    return matrix


if __name__ == "__main__":
    main()
