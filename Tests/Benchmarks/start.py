#!/usr/bin/env python3
"""How long coach takes to start, and how large it is.

- start: `coach --version` beside `espeak-ng --version`, by turns, with hyperfine. Limit: 1.5 times
  as long.
- size: the program without symbols (`strip`), as a package would contain it. Limit: 25 MB.

Takes a few seconds.

usage: Tests/Benchmarks/start.py [--coach PATH] [--rounds 10]
"""
import os
import subprocess
import tempfile

import hyperfine
import rig


def stripped(program):
    """The size of a program without its symbols, in bytes."""
    with tempfile.NamedTemporaryFile() as copy:
        subprocess.run(["strip", "-o", copy.name, program], check=True)
        return os.path.getsize(copy.name)


def main():
    def add(parser):
        parser.add_argument("--rounds", type=int, default=10)
    options = rig.arguments(__doc__, add)
    coach, engine = hyperfine.means(
        [f"{options.coach} --version", "espeak-ng --version"], options.rounds, runs=20)
    print(f"coach     {rig.milliseconds(coach)} ms\nespeak-ng {rig.milliseconds(engine)} ms")
    limits = rig.Limits()
    limits.check("ratio", coach / engine, 1.5)
    limits.check("size", stripped(options.coach) / 1e6, 25, " MB")
    limits.finish()


main()
