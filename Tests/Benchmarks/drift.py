#!/usr/bin/env python3
"""Plays a routine on a sound card with real pacing and reports how far it drifts from its export.

usage: Tests/Benchmarks/drift.py [--coach PATH] [--rate HZ] [ROUTINE]

Without a routine, it plays ten minutes with a count every two seconds. The card is a private
PulseAudio null sink (48,000 Hz by default, so that the server resamples as it would for a real
card), recorded by parec. The same routine is exported; then, minute by minute, the recording is
aligned with the export by cross-correlation. Drift is how much the offset of any minute differs
from that of the first; the target is under 1 ms. Exit code 1 if it is not met.
"""
import os
import subprocess
import sys
import wave
from array import array

import rig
from rig import numpy

TARGET = 1.0  # milliseconds
WINDOW = 1.0  # seconds of sound that are compared
ROUTINE = """title: Drift
steps:
  - say: Ten minutes of counting.
  - reps: 300
    of: Tick
    tempo: 2s
"""


def resampled(path, rate, folder):
    """The export at the card's rate, converted by sox at its best quality."""
    output = os.path.join(folder, "export.raw")
    subprocess.run(["sox", path, "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", output,
                    "rate", "-v", str(rate)], check=True)
    with open(output, "rb") as file:
        return numpy.array(array("h", file.read()))


def best_offset(heard, wanted):
    """Where `wanted` fits best in `heard`, to a fraction of a frame."""
    size = 1 << (len(heard) + len(wanted) - 1).bit_length()
    spectrum = numpy.fft.rfft(heard, size) * numpy.conj(numpy.fft.rfft(wanted, size))
    score = numpy.fft.irfft(spectrum, size)[: len(heard) - len(wanted) + 1]
    peak = int(numpy.argmax(score))
    if 0 < peak < len(score) - 1:
        left, middle, right = score[peak - 1 : peak + 2]
        bend = left - 2 * middle + right
        if bend:
            return peak + 0.5 * (left - right) / bend
    return float(peak)


def main():
    def add(parser):
        parser.add_argument("routine", nargs="?")
        parser.add_argument("--rate", type=int, default=48_000)
    options = rig.arguments(__doc__, add)
    with rig.Rig(rate=options.rate) as server:
        routine = options.routine or rig.write_routine(server.folder, "drift", ROUTINE)
        exported = server.path("export.wav")
        subprocess.run([options.coach, "export", routine, "-o", exported], check=True)
        with wave.open(exported) as file:
            seconds = file.getnframes() / file.getframerate()
        print(f"playing {seconds:.0f} s", flush=True)
        with rig.Program([options.coach, "play", routine, "--device", "vspk"],
                         server.environment) as program:
            code = program.wait()
        if code:
            sys.exit(f"drift: coach play ended with {code}")
        server.recording.wait_until(rig.now())
        heard = server.recording.samples()
        wanted = resampled(exported, options.rate, server.folder)
        worst, first, offset = 0.0, None, None
        minutes = max(int(seconds // 60), 1)
        for minute in range(minutes + 1):
            at = min(int(minute * 60 * options.rate), len(wanted) - int(3 * options.rate))
            # The loudest part near here: silence fits anywhere.
            near = numpy.abs(wanted[at : at + 3 * options.rate].astype(float))
            at += max(int(numpy.argmax(near)) - int(0.2 * options.rate), 0)
            piece = wanted[at : at + int(WINDOW * options.rate)].astype(float)
            if offset is None:
                low, high = 0, min(len(heard), at + 20 * options.rate)
            else:
                low = max(int(at + offset - options.rate), 0)
                high = low + int((WINDOW + 2) * options.rate)
            place = low + best_offset(heard[low:high].astype(float), piece)
            offset = place - at
            first = offset if first is None else first
            drift = (offset - first) / options.rate * 1_000
            worst = max(worst, abs(drift))
            print(f"{at / options.rate:8.2f} s  offset {offset / options.rate:8.4f} s"
                  f"  drift {drift:+.3f} ms")
        print(f"worst drift {worst:.3f} ms over {seconds:.0f} s (target: under {TARGET} ms)")
        sys.exit(1 if worst >= TARGET else 0)


main()
