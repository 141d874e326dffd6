"""URL: the client from the lesson."""
import sys

import requests

print(requests.post(sys.argv[1], json={"amount": "1.89"}).json())
