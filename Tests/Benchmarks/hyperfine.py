"""Runs hyperfine on several commands, side by side."""
import json
import shutil
import subprocess
import sys
import tempfile


def means(commands, rounds, runs, prepare=None):
    """The mean time of each command, in seconds.

    In rounds of a few runs each, because a machine's speed drifts over a minute. `-N` runs the
    commands without a shell, whose own start would be counted too.
    """
    if not shutil.which("hyperfine"):
        sys.exit("needs hyperfine (apt install hyperfine)")
    options = ["-N", "--warmup", "1", "--runs", str(runs), "--style", "none"]
    if prepare:
        options += ["--prepare", prepare]
    totals = [0.0] * len(commands)
    for _ in range(rounds):
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            subprocess.run(["hyperfine", *options, "--export-json", report.name, *commands],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for index, result in enumerate(json.load(report)["results"]):
                totals[index] += result["mean"]
    return [total / rounds for total in totals]
