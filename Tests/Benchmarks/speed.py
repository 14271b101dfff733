#!/usr/bin/env python3
"""How fast coach is beside the engine alone, and how much memory it takes.

Three measurements, the first two with hyperfine, by turns:

1. A routine of 20 to 25 minutes exported cold, beside `espeak-ng -m -f FILE.ssml
   -w OUT.wav` saying the same words with the same pauses at the same rate. Limit: half the time.
2. `coach preview` of that routine, beside espeak-ng saying its distinct phrases once. Limit: 1.5
   times as long.
3. The peak memory of an export of 8 hours and of one of 5 minutes. Limit: 10 MiB apart.

usage: Tests/Benchmarks/speed.py [--coach PATH]
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

import hyperfine
import rig

ROUTINE = "upper-back-relief"
ROUNDS, RUNS = 8, 4

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


def peak_memory(command):
    """The peak resident memory of coach or one of its speech processes, whichever is greater, in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {command}")
    return usage.ru_maxrss / 1024


def main():
    coach = rig.arguments(__doc__).coach
    limits = rig.Limits()
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        preview = json.loads(subprocess.check_output([coach, "preview", ROUTINE, "--json"]))
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

        voice = open(os.path.join(rig.ROOT, "Voices", preview["voice"] + ".yaml")).read()
        words = re.search(r"^rate: (\d+)", voice, re.M).group(1)
        minutes = preview["frames"] / rate / 60
        print(f"{preview['title']}: {minutes:.1f} minutes, {len(spoken)} spoken cues, "
              f"{len(distinct)} distinct, {words} words a minute, {os.cpu_count()} cores")

        # Both write a new file: replacing one waits for the disk, and only coach does that.
        fresh = f"rm -f {path('coach.wav')} {path('engine.wav')}"
        export, engine, table, phrases = hyperfine.means([
            f"{coach} export {ROUTINE} -o {path('coach.wav')}",
            f"espeak-ng -s {words} -m -f {path('routine.ssml')} -w {path('engine.wav')}",
            f"{coach} preview {ROUTINE}",
            f"espeak-ng -s {words} -f {path('distinct.txt')} -w {path('distinct.wav')}",
        ], ROUNDS, RUNS, prepare=fresh)
        print(f"export : coach {export * 1000:5.0f} ms, espeak-ng {engine * 1000:5.0f} ms")
        limits.check("export, ratio", export / engine, 0.5)
        print(f"preview: coach {table * 1000:5.0f} ms, espeak-ng {phrases * 1000:5.0f} ms")
        limits.check("preview, ratio", table / phrases, 1.5)

        with open(path("short.yaml"), "w") as file:
            file.write(FIVE_MINUTES)
        with open(path("long.yaml"), "w") as file:
            file.write(FIVE_MINUTES.replace("repeat: 4", "repeat: 434"))
        memory = {}
        for name in ["short", "long"]:
            wave = path(name + ".wav")
            memory[name] = peak_memory([coach, "export", path(name + ".yaml"), "-o", wave])
            hours = os.path.getsize(wave) / 2 / rate / 3600
            print(f"memory : {hours:5.2f} hours take {memory[name]:.1f} MiB")
        limits.check("memory, more for the long one", memory["long"] - memory["short"], 10, " MiB")
    limits.finish()


main()
