"""A program that trains a run in a child process and prints what it hears; to be killed.

    python -m tests.helpers.training_parent RUN [outlives]

The first line is the child's process number, each further one a record as JSON.
"""

import json
import sys

from resnet_desktop.training import process
from tests.helpers.tiny_child import run_tiny_child


def main() -> None:
    """Start the child and listen until it has ended."""
    vars(process)["run_child"] = run_tiny_child
    training = process.TrainingProcess(sys.argv[1], outlives_parent="outlives" in sys.argv)
    training.start()
    print(training.pid, flush=True)
    while training.state != "ended":
        for record in training.poll(1.0):
            print(json.dumps(record), flush=True)


if __name__ == "__main__":
    main()
