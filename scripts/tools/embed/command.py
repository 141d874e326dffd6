"""Usage: scripts/embed MODEL.onnx OUTPUT [--namespace NAME] [--float-weights]

Turns a small ONNX network into the form that shared/Algorithms/Inference runs, with weights of 8 bits. OUTPUT is a C# file,
whose class has the file's name and contains the network as read-only data, or any other file for the network's bytes.

  --namespace      the namespace of the class; the default is Quickchange.Vision
  --float-weights  keep weights as floats, which makes them four times as large

An operator that can't be embedded is refused by name. See docs/adding-a-model.md.
"""

import os
import sys

from tools.common import embedding
from tools.common.preparation import prepare


def main() -> int:
    words = sys.argv[1:]
    if {"--help", "-h"} & set(words):
        print(__doc__, end="")
        return 0
    prepare("embed")
    program = embedding.build()
    # The program parses the options itself.
    os.execvp("dotnet", ["dotnet", str(program), *words])
