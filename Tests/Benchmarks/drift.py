#!/usr/bin/env python3
"""Plays a routine on a real-paced sound card and reports how far it drifts from its export.

usage: Tests/Benchmarks/drift.py [--coach PATH] [--rate HZ] [ROUTINE]

Without a routine, one of ten minutes with a count every two seconds is made up. The card is a
private PulseAudio null sink (48,000 Hz unless told otherwise, so that the server resamples as it
would for a real card), recorded by parec. The same routine is exported; then, minute by minute,
the recording is aligned with the export by cross-correlation. Drift is how much the offset of any
minute differs from that of the first; the target is under 1 ms. Exit code 1 where it is not met.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from array import array

TARGET = 1.0  # milliseconds
WINDOW = 1.0  # seconds of sound that are compared
ROUTINE = """title: Drift
steps:
  - say: Ten minutes of counting.
  - reps: 300
    of: Tick
    tempo: 2s
"""


def start_rig(folder, rate):
    socket = os.path.join(folder, "socket")
    environment = dict(os.environ)
    environment.pop("PULSE_LATENCY_MSEC", None)  # 10 to 100 deadlocks the ALSA plugin
    for name in ("PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "XDG_RUNTIME_DIR"):
        environment[name] = folder
    environment["PULSE_SERVER"] = "unix:" + socket
    environment["ALSA_CONFIG_PATH"] = os.path.join(folder, "alsa.conf")
    with open(environment["ALSA_CONFIG_PATH"], "w") as file:
        file.write("</usr/share/alsa/alsa.conf>\n")
        file.write(f'pcm.vspk {{ type pulse device "vspk" server "unix:{socket}" }}\n')
    quiet = dict(env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    programs = [subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
         "--realtime=no", "--high-priority=no",
         "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
         "-L", f"module-null-sink sink_name=vspk rate={rate} channels=1 format=s16le"], **quiet)]
    for _ in range(100):
        if subprocess.run(["pactl", "info"], **quiet).returncode == 0:
            break
        time.sleep(0.1)
    else:
        sys.exit("drift: the sound server did not start")
    sound = ["--raw", "--format=s16le", "--channels=1", f"--rate={rate}", "--latency-msec=20"]
    programs.append(subprocess.Popen(["pacat", "-d", "vspk", *sound, "/dev/zero"], **quiet))
    return environment, programs, sound


def resampled(path, rate, folder):
    """The export at the card's rate, converted by sox at its best quality."""
    output = os.path.join(folder, "export.raw")
    subprocess.run(["sox", path, "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", output,
                    "rate", "-v", str(rate)], check=True)
    with open(output, "rb") as file:
        return array("h", file.read())


def best_offset(numpy, heard, wanted):
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
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("routine", nargs="?")
    parser.add_argument("--coach", default=".build/release/coach")
    parser.add_argument("--rate", type=int, default=48_000)
    options = parser.parse_args()
    try:
        import numpy
    except ImportError:
        sys.exit("drift: needs numpy (apt install python3-numpy)")
    folder = tempfile.mkdtemp(prefix="coach-drift-")
    programs = []
    try:
        routine = options.routine or os.path.join(folder, "drift.yaml")
        if not options.routine:
            with open(routine, "w") as file:
                file.write(ROUTINE)
        exported = os.path.join(folder, "export.wav")
        subprocess.run([options.coach, "export", routine, "-o", exported], check=True)
        with wave.open(exported) as file:
            seconds = file.getnframes() / file.getframerate()
        environment, programs, sound = start_rig(folder, options.rate)
        recorded = os.path.join(folder, "heard.raw")
        with open(recorded, "wb") as file:
            programs.append(subprocess.Popen(
                ["parec", "-d", "vspk.monitor", *sound], env=environment, stdout=file))
            while os.path.getsize(recorded) == 0:
                time.sleep(0.05)
            print(f"playing {seconds:.0f} s", flush=True)
            played = subprocess.run(
                [options.coach, "play", routine, "--device", "vspk"], env=environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            time.sleep(1)
        if played.returncode:
            sys.exit(f"drift: coach play ended with {played.returncode}")
        with open(recorded, "rb") as file:
            heard = numpy.array(array("h", file.read()[: os.path.getsize(recorded) // 2 * 2]))
        wanted = numpy.array(resampled(exported, options.rate, folder))
        worst, first, offset = 0.0, None, None
        minutes = max(int(seconds // 60), 1)
        for minute in range(minutes + 1):
            at = min(int(minute * 60 * options.rate), len(wanted) - int(3 * options.rate))
            # The loudest stretch near here: silence fits anywhere.
            near = numpy.abs(wanted[at : at + 3 * options.rate].astype(float))
            at += max(int(numpy.argmax(near)) - int(0.2 * options.rate), 0)
            piece = wanted[at : at + int(WINDOW * options.rate)].astype(float)
            if offset is None:
                low, high = 0, min(len(heard), at + 20 * options.rate)
            else:
                low = max(int(at + offset - options.rate), 0)
                high = low + int((WINDOW + 2) * options.rate)
            place = low + best_offset(numpy, heard[low:high].astype(float), piece)
            offset = place - at
            first = offset if first is None else first
            drift = (offset - first) / options.rate * 1_000
            worst = max(worst, abs(drift))
            print(f"{at / options.rate:8.2f} s  offset {offset / options.rate:8.4f} s"
                  f"  drift {drift:+.3f} ms")
        print(f"worst drift {worst:.3f} ms over {seconds:.0f} s (target: under {TARGET} ms)")
        sys.exit(1 if worst >= TARGET else 0)
    finally:
        for program in reversed(programs):
            program.kill()
            program.wait()
        shutil.rmtree(folder, ignore_errors=True)


main()
