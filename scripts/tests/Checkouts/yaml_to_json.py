"""FILE: prints a YAML file as JSON."""
import json, sys, yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1]))))
