#!/usr/bin/env python3
"""How fast coach is beside the bare engine, and how much memory it takes.

Usage: Tests/Benchmarks/speed.py [PROGRAM]     (default: .build/release/coach)

Three measurements, each side by side in one run, with hyperfine (apt install hyperfine espeak-ng):

1. A routine of 20 to 25 minutes exported cold, beside `espeak-ng -m -f FILE.ssml -w OUT.wav` saying the
   same words with the same pauses at the same rate. Wanted: at most 0.5 of its time.
2. `coach preview` of that routine, beside espeak-ng saying its distinct phrases once. Wanted: under 1.5.
3. The peak memory of an export of 8 hours and of one of 5 minutes. Wanted: within 10 MiB.
"""

import html
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/coach")
ROUTINE = "upper-back-relief"

FIVE_MINUTES = """title: Five minutes
steps:
  - say: Welcome. Sit tall.
  - repeat: 4
    steps:
      - reps: 10
        of: Twist
        say: Turn slowly.
        tempo: { left: 2s, right: 2s }
      - rest: 20s
"""


ROUNDS, RUNS = 8, 4


def timed(prepare, commands):
    """The mean seconds of each command, with another before each run.

    In rounds of a few runs each, since a machine's speed drifts over a minute.
    """
    means = [[] for _ in commands]
    for _ in range(ROUNDS):
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            subprocess.run(
                ["hyperfine", "-N", "--warmup", "1", "--runs", str(RUNS), "--style", "none",
                 "--prepare", prepare, "--export-json", report.name] + commands,
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for mean, result in zip(means, json.load(report)["results"]):
                mean.append(result["mean"])
    return [sum(mean) / ROUNDS for mean in means]


def peak_memory(command):
    """The most memory that coach and its speech processes had resident, each by itself, in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {command}")
    return usage.ru_maxrss / 1024


def main():
    if not os.path.exists(PROGRAM):
        sys.exit(f"{PROGRAM} is missing: swift build -c release")
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        preview = json.loads(subprocess.check_output([PROGRAM, "preview", ROUTINE, "--json"]))
        rate = preview["rate"]
        spoken = [cue for cue in preview["cues"] if cue["kind"] != "chime"]

        position, lines = 0, ["<speak>"]
        for cue in spoken:
            gap = max(0, cue["start"] - position) * 1000 // rate
            lines.append(f'<break time="{gap}ms"/>{html.escape(cue["caption"])}')
            position = cue["start"] + cue["frames"]
        lines.append("</speak>")
        with open(path("routine.ssml"), "w") as file:
            file.write("\n".join(lines))
        distinct = list(dict.fromkeys(cue["caption"] for cue in spoken))
        with open(path("distinct.txt"), "w") as file:
            file.write("\n".join(distinct))

        voice = open(os.path.join(ROOT, "Voices", preview["voice"] + ".yaml")).read()
        words = re.search(r"^rate: (\d+)", voice, re.M).group(1)
        minutes = preview["frames"] / rate / 60
        print(f"{preview['title']}: {minutes:.1f} minutes, {len(spoken)} spoken cues, "
              f"{len(distinct)} distinct, {words} words a minute, {os.cpu_count()} cores")

        # Both write a file that is not there yet: replacing one waits for the disk, and only coach does.
        fresh = f"rm -f {path('coach.wav')} {path('engine.wav')}"
        export, engine, table, phrases = timed(fresh, [
            f"{PROGRAM} export {ROUTINE} -o {path('coach.wav')}",
            f"espeak-ng -s {words} -m -f {path('routine.ssml')} -w {path('engine.wav')}",
            f"{PROGRAM} preview {ROUTINE}",
            f"espeak-ng -s {words} -f {path('distinct.txt')} -w {path('distinct.wav')}",
        ])
        print(f"export : coach {export * 1000:5.0f} ms, espeak-ng {engine * 1000:5.0f} ms, "
              f"ratio {export / engine:.2f} (wanted: at most 0.50)")
        print(f"preview: coach {table * 1000:5.0f} ms, espeak-ng {phrases * 1000:5.0f} ms, "
              f"ratio {table / phrases:.2f} (wanted: under 1.50)")

        with open(path("short.yaml"), "w") as file:
            file.write(FIVE_MINUTES)
        with open(path("long.yaml"), "w") as file:
            file.write(FIVE_MINUTES.replace("repeat: 4", "repeat: 434"))
        memory = {}
        for name in ["short", "long"]:
            wave = path(name + ".wav")
            memory[name] = peak_memory([PROGRAM, "export", path(name + ".yaml"), "-o", wave])
            hours = os.path.getsize(wave) / 2 / rate / 3600
            print(f"memory : {hours:5.2f} hours take {memory[name]:.1f} MiB")
        print(f"memory : {memory['long'] - memory['short']:.1f} MiB more (wanted: at most 10)")


main()
