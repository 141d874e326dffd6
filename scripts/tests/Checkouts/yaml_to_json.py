"""FILE: prints a YAML file as JSON."""
import json
import sys
from pathlib import Path

import yaml

print(json.dumps(yaml.safe_load(Path(sys.argv[1]).read_text())))
