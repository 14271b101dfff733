#!/usr/bin/env python3
"""What playing costs: processor time beside aplay, and memory.

Plays a routine of five minutes (counting, an interval, speech) on one sink of a private sound
server, and its exported file with `aplay` on another, at the same time; twice, with coach's output
in a file and on a terminal. Takes five minutes, all at the same time.

- processor: user and system time of the program and all its children, including those it does not
  wait for, from the command to the end. For coach, also the part until sound begins (reading,
  speaking) and the part while it plays. Limit: coach at most 1.5 times aplay.
- memory: the most that is resident at any time without belonging to a file: heap, stacks, anonymous
  and shared memory, and the pages of libraries that were written to (smaps: `Pss` of mappings
  without a file and `Anonymous` of those with one), of coach and its speech processes together.
  Sampled every 20 ms in the first three seconds, then twice a second. Limit: 40 MiB.

usage: Tests/Benchmarks/cpu.py [--coach PATH] [--minutes 5]
"""
import ctypes
import os
import re
import time

import rig

TICK = os.sysconf("SC_CLK_TCK")


def routine(minutes):
    """A routine of about so many minutes: one minute of what routines usually contain, repeated."""
    return f"""title: Cost
steps:
  - say: Welcome. This is general information. If anything hurts, stop.
  - repeat: {max(round(minutes), 1)}
    steps:
      - reps: 10
        of: Twist
        say: Sit tall, as if someone pulls you up by your ponytail. Turn slowly.
        tempo: {{ left: 1s, right: 1.5s }}
      - rest: 20s
"""


def memory(pid):
    """A process's resident bytes that do not belong to a file."""
    total, of_file = 0, False
    try:
        with open(f"/proc/{pid}/smaps") as file:
            for line in file:
                head = re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)", line)
                if head:
                    name = head.group(1)
                    of_file = name.startswith("/") and not name.startswith(("/memfd:", "/dev/shm/"))
                elif line.startswith("Anonymous:" if of_file else "Pss:"):
                    total += int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return total


def family(pid):
    """A process and its descendants."""
    found, fresh = [], [pid]
    while fresh:
        process = fresh.pop()
        found.append(process)
        try:
            for thread in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{thread}/children") as file:
                    fresh += map(int, file.read().split())
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def used_so_far(pid):
    """Processor seconds of a process alone, and of its living and dead descendants."""
    total = 0
    for process in family(pid):
        try:
            with open(f"/proc/{process}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            total += sum(map(int, fields[11:15])) / TICK
        except (FileNotFoundError, ProcessLookupError):
            pass
    return total


class Player:
    """A program, watched while it plays."""

    def __init__(self, command, server, recording, terminal=False):
        self.program = rig.Program(
            command, server.environment, terminal=terminal,
            output=None if terminal else server.path(os.path.basename(command[0]) + ".out"))
        self.recording = recording
        self.peak = self.peak_alone = self.orphans = 0
        self.relatives = set()
        self.at_first_sound = None

    def look(self):
        """Notes its memory and its processor time."""
        if not self.program.is_running():
            return
        processes = family(self.program.pid)
        self.relatives.update(processes)
        sizes = [memory(process) for process in processes]
        self.peak = max(self.peak, sum(sizes))
        self.peak_alone = max(self.peak_alone, sizes[0])
        if self.at_first_sound is None and self.recording.last_sound() is not None:
            self.at_first_sound = used_so_far(self.program.pid)

    def adopt(self):
        """Waits for children that it has left behind."""
        for process in family(os.getpid())[1:]:
            if process in self.relatives and process != self.program.pid:
                _, _, usage = os.wait4(process, 0)
                self.orphans += usage.ru_utime + usage.ru_stime

    def seconds(self):
        """Processor seconds in all."""
        return self.program.usage.ru_utime + self.program.usage.ru_stime + self.orphans


def main():
    def add(parser):
        parser.add_argument("--minutes", type=float, default=5)
    options = rig.arguments(__doc__, add)
    # Children that their parent does not wait for become ours, with what they used.
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    names = ["coach, to a file", "coach, on a terminal", "aplay"]
    with rig.Rig(len(names)) as server:
        exported = rig.Exported(
            options.coach, rig.write_routine(server.folder, "cost", routine(options.minutes)),
            server.folder)
        coach = [options.coach, "play", exported.routine, "--device"]
        players = {}
        try:
            # One after the other, so that no start slows down another.
            for name, sink in zip(names, server.sinks):
                command = (["aplay", "-q", "-D", sink, exported.wave] if name == "aplay"
                           else [*coach, sink])
                player = players[name] = Player(
                    command, server, server.recordings[sink], terminal="terminal" in name)
                until = rig.now() + 3
                while rig.now() < until:
                    player.look()
                    time.sleep(0.02)
            begun = rig.now()
            while any(player.program.is_running() for player in players.values()):
                if rig.now() > begun + exported.seconds + 30:
                    raise SystemExit("a player does not end")
                for player in players.values():
                    player.look()
                time.sleep(0.5)
            codes = {name: player.program.wait() for name, player in players.items()}
            for player in players.values():
                player.adopt()
        finally:
            for player in players.values():
                player.program.__exit__()
    aplay = players["aplay"].seconds()
    print(f"playing {exported.seconds:.0f} s     processor, s   until sound    % of one     "
          "memory, MiB   by itself")
    for name, player in players.items():
        print(f"{name:22} {player.seconds():10.3f} {player.at_first_sound:13.2f} "
              f"{player.seconds() / exported.seconds * 100:11.2f} {player.peak / 2**20:15.1f} "
              f"{player.peak_alone / 2**20:11.1f}")
    limits = rig.Limits()
    for name, player in players.items():
        limits.require(f"{name}: exit code 0", codes[name] == 0)
        if name != "aplay":
            limits.check(f"{name}: processor time, times aplay's", player.seconds() / aplay, 1.5)
            limits.check(f"{name}: memory", player.peak / 2**20, 40, " MiB")
    limits.finish()


main()
