#!/usr/bin/env python3
"""How soon sound ends after a pause, and how soon it comes back; beside mpv.

coach is controlled by the space key through its own terminal; mpv plays the exported file on the
same ALSA device and is controlled through its socket. In each round the player is paused at a random moment
of running speech (no silence of 3 ms within the next quarter of a second) and resumed a random
moment later.

- pause: from just before the key is sent to the last frame heard that is not silent.
- resume: from just before the key is sent to the first frame heard that is not silent; coach's time
  excludes its lead-in, 400 ms (800 ms after a pause of more than 30 s: --long rounds of those).

The device's period, in the limit for pausing, is what the sink renders at a time, as the server
reports it (`pactl list sinks`, "configured"): what is rendered is heard. coach's own period
(375 ms) must not show. Also measured: how long a key takes through a terminal to a waiting program.

Limits for coach: pause at worst 30 ms and one period; resume at worst 150 ms after the lead-in.
Takes two minutes, and half a minute more for each long pause.

usage: Tests/Benchmarks/pause.py [--coach PATH] [--rounds 20] [--long 0] [--seed N]
"""
import json
import os
import random
import socket
import subprocess
import sys
import time

import rig
from rig import numpy

SENTENCES = [
    "You are leaning on a warm and even wall and rolling along a narrow line beside your shoulder",
    "Many mornings will begin in an easier manner when your whole neighbourhood is moving along",
    "In a room of your own you may roll and lean and wander while your arm is lying on a railing",
    "All the while your lower ribs are moving outward and your elbows are rising in a long line",
    "Yellow melons are lying in an oval bowl and nobody knows who may have been leaving them alone",
    "Remember a rainy evening in a mellow valley where a lonely animal was roaming along a river",
]
ROUTINE = "title: Pausing\nsteps:\n" + "".join(
    f"  - say: {sentence}, and {SENTENCES[index % 6 - 1].lower()}.\n"
    for index, sentence in enumerate(SENTENCES * 8))
STILL = 0.003  # seconds of silence that count as a gap in speech


class Coach:
    lead_in = rig.LEAD_IN

    def __init__(self, options, server, exported):
        self.program = rig.Program(
            [options.coach, "play", exported.routine, "--device", "vspk"], server.environment,
            terminal=True)

    def toggle(self):
        return self.program.terminal.type(" ")


class MPV:
    lead_in = 0.0

    def __init__(self, options, server, exported):
        path = server.path("mpv")
        self.program = rig.Program(
            ["mpv", "--no-config", "--no-video", "--no-terminal", "--ao=alsa",
             "--audio-device=alsa/vspk", "--loop", "--input-ipc-server=" + path, exported.wave],
            server.environment)
        self.socket = socket.socket(socket.AF_UNIX)
        if not rig.eventually(lambda: self.socket.connect_ex(path) == 0):
            sys.exit("mpv did not start")
        self.paused = False

    def toggle(self):
        self.paused = not self.paused
        command = json.dumps({"command": ["set_property", "pause", self.paused]})
        moment = rig.now()
        self.socket.send(command.encode() + b"\n")
        return moment


class Speech:
    """Finds where in the exported sound a recording is."""

    def __init__(self, exported):
        self.samples = exported.samples
        self.bytes = self.samples.tobytes()
        self.still = int(STILL * rig.RATE)

    def position(self, heard):
        """The frame after the last one heard; None if that cannot be decided."""
        data = heard.astype("<i2").tobytes()
        at = self.bytes.find(data)
        return None if at < 0 or at % 2 else (at + len(data)) // 2

    def runs_on(self, position, seconds):
        """Whether speech goes on from here without a gap."""
        sounding = numpy.flatnonzero(self.samples[position:position + int(seconds * rig.RATE)])
        edges = numpy.concatenate([[-1], sounding, [int(seconds * rig.RATE)]])
        return int(numpy.diff(edges).max()) <= self.still


def wait_for_speech(recording, speech, program):
    """Waits until the player is in the middle of running speech."""
    limit = rig.now() + 30
    while rig.now() < limit:
        if not program.is_running():
            sys.exit("the player ended by itself")
        heard = recording.samples(recording.frames - rig.RATE // 20)
        position = speech.position(heard) if heard.any() else None
        if position is not None and speech.runs_on(position, 0.25):
            return
        time.sleep(0.013)
    sys.exit("what is heard is not what was exported")


def measure(player, server, speech, chance, rounds, long):
    """The seconds of each pause and of each resumption."""
    recording, pauses, resumptions = server.recording, [], []
    for round in range(rounds + long):
        time.sleep(chance.uniform(0.8, 2.5))
        wait_for_speech(recording, speech, player.program)
        sent = player.toggle()
        recording.wait_until(sent + 0.7)
        last = recording.last_sound(recording.frame(sent + 0.7))
        pauses.append(recording.moment(last + 1) - sent)
        is_long = round >= rounds
        time.sleep(chance.uniform(0.1, 1.0) + (rig.LONG_PAUSE if is_long else 0))
        sent = player.toggle()
        first = recording.first_sound(sent)
        if first is None:
            sys.exit("nothing is heard after resuming")
        lead_in = player.lead_in * (rig.LONG_LEAD_IN / rig.LEAD_IN if is_long else 1)
        resumptions.append(recording.moment(first) - sent - lead_in)
    return pauses, resumptions


def way_of_a_key(chance):
    """Seconds from typing a key to a program that reads it."""
    terminal = rig.Terminal()
    reader = subprocess.Popen(
        [sys.executable, "-c",
         "import os, time, tty; tty.setraw(0); os.write(1, b'.')\n"
         "while os.read(0, 1): os.write(1, str(time.monotonic_ns()).encode() + b'\\n')"],
        stdin=terminal.slave, stdout=subprocess.PIPE)
    try:
        os.read(reader.stdout.fileno(), 1)
        times = []
        for _ in range(100):
            time.sleep(chance.uniform(0.002, 0.02))
            sent = time.monotonic_ns()
            terminal.type(" ")
            times.append((int(os.read(reader.stdout.fileno(), 100)) - sent) / 1e9)
        return times
    finally:
        reader.kill()
        reader.wait()
        terminal.close()


def main():
    def add(parser):
        parser.add_argument("--rounds", type=int, default=20)
        parser.add_argument("--long", type=int, default=0, help="rounds with a pause over 30 s")
    options = rig.arguments(__doc__, add)
    results, keys = {}, way_of_a_key(random.Random(options.seed))
    with rig.Rig() as server:
        exported = rig.Exported(
            options.coach, rig.write_routine(server.folder, "pausing", ROUTINE), server.folder)
        speech = Speech(exported)
        period = server.recording.block
        for name, make in (("coach", Coach), ("mpv", MPV)):
            player = make(options, server, exported)
            with player.program:
                results[name] = measure(
                    player, server, speech, random.Random(options.seed), options.rounds,
                    options.long if name == "coach" else 0)
    print(f"ms, {options.rounds} rounds        median    worst")
    for name, (pauses, resumptions) in results.items():
        for what, values in (("pause", pauses), ("resume", resumptions)):
            note = " (without the lead-in)" if what == "resume" and name == "coach" else ""
            print(f"{name:6} {what:12} {rig.milliseconds(rig.median(values)):>12} "
                  f"{rig.milliseconds(max(values))}{note}")
    print(f"a key through a terminal: {rig.median(keys) * 1000:.2f} ms, "
          f"at worst {max(keys) * 1000:.2f} ms; the sink renders {period * 1000:.1f} ms at a time")
    pauses, resumptions = results["coach"]
    limits = rig.Limits()
    limits.check("worst pause", max(pauses) * 1000, 30 + period * 1000, " ms")
    limits.check("worst pause beyond the sink's period", (max(pauses) - period) * 1000, 30, " ms")
    limits.check("worst resumption after the lead-in", max(resumptions) * 1000, 150, " ms")
    limits.finish()


main()
