"""Trains the network of shared/Vision again, on the 60,000 training images of Fashion-MNIST, and embeds it with weights of
8 bits: fashion.onnx, and FashionNetwork.cs, which functions contain. Prints how many of the 10,000 test images of each class are
recognized, and writes confusion.svg. The same seed gives the same network on the same processor and version of PyTorch.

It takes about a quarter of an hour on one processor. scripts/build never trains and downloads nothing. After
a training, raise ModelVersion in shared/Vision/Classifier.cs, and run scripts/test unit.
"""

import json
import os
from pathlib import Path

from tools.common import embedding, programs
from tools.common.arguments import Parser
from tools.common.command import Failure, say
from tools.common.preparation import prepare
from tools.common.prerequisites import DATASET, DEBIAN_PYTHON
from tools.common.repository import ROOT
from tools.train import outcome

TRAINING = Path(__file__).with_name("training.py")
VISION = ROOT / "shared/Vision"


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="where randomness begins; the default is 1.")
    parser.add_argument("--epochs", type=int, default=20, metavar="N", help="how often all images are seen; the default is 20.")
    parser.add_argument("--output", type=Path, default=VISION, metavar="FOLDER", help="where to put the files; the default is shared/Vision.")
    options = parser.parse_args()
    if options.epochs < 1:
        raise Failure(f"argument --epochs must be at least 1, but is {options.epochs}")
    prepare("train")
    folder = options.output.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    embed = embedding.build()
    say(f"training with seed {options.seed}")
    # Matrices that are this small gain nothing from more threads.
    trained = programs.run(DEBIAN_PYTHON, TRAINING, DATASET, folder, str(options.seed), str(options.epochs), variables={"OMP_NUM_THREADS": "1"})
    if trained:
        raise Failure("the training failed; see its output above")
    matrix = json.loads((folder / "outcome.json").read_text())["matrix"]
    os.remove(folder / "outcome.json")
    (folder / "confusion.svg").write_text(outcome.picture(matrix))
    say(*outcome.lines(matrix))
    return programs.run("dotnet", embed, folder / "fashion.onnx", folder / "FashionNetwork.cs")
