#!/usr/bin/env python3
"""Whether two builds of coach do the same, wording aside.

Each of OLD and NEW is a folder with a built `coach`, `coach-speech` and `coach_….resources`,
such as .build/release. Compared, each with a home of its own:

- timelines: `preview --json` of every routine that ships, for every voice, level and language, with
  and without `--with-baby` and `--quiet`
- findings: `check --format json` of all that ships and of the fuzzer's scripts, without messages
  and remedies
- `format` and `check --fix` of the same files, byte for byte; `translate` without its comments
- `schema`, without what it says in words
- exported sound files, byte for byte except the name of the program (ISFT) and the day (ICRD)
- saved sessions: what each writes, and how both go on from what each has written

Prints each difference and a table of counts. Ends with 1 if anything is different. Takes a few
minutes, and half of that once it knows what OLD does, which it keeps in .build/comparison. Needs
python3-numpy and pulseaudio for the sessions.

usage: Tests/Comparison/compare.py OLD NEW [PART ...]      (all parts by default)
"""
import argparse
import sys
import time

import programs
from texts import checks, drafts, previews, rewriting, schemas

PARTS = {"schemas": schemas, "checks": checks, "rewriting": rewriting, "drafts": drafts,
         "previews": previews, "sounds": None, "sessions": None}


def part(name):
    """A part's comparison; sound and sessions are loaded only when they are asked for."""
    if name == "sounds":
        from sounds import sounds
        return sounds
    if name == "sessions":
        from sessions import sessions
        return sessions
    return PARTS[name]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    with programs.temporary() as work:
        comparison = programs.Comparison(
            programs.Built("old", options.old, work), programs.Built("new", options.new, work))
        for name in options.parts or PARTS:
            begun = time.monotonic()
            part(name)(comparison)
            print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        sys.exit(0 if comparison.table() else 1)


main()
