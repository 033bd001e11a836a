"""One model of the sweep in an earlier version of its tool: settings come as JSON, the outcome goes out as JSON."""

import json
import sys

from peers.sweep import FOLDER, job
from peers.sweep_models import Settings

FOLDER.mkdir(parents=True, exist_ok=True)
print(json.dumps(job(Settings(**json.load(sys.stdin)))))
