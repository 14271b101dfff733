#!/usr/bin/env python3
"""Twenty clients that call a session a thousand times a second each, while it counts.

A private bus, on which each client asks for the player's properties at that rate for twenty seconds;
one that cannot keep up asks as fast as it gets answers. Meanwhile `coach` counts, one number
every two seconds. Every number must be heard whole, once, and in order, and another client's `Volume`, set five
times a second, must be answered within 100 ms (the 95th of 100; all are printed).

usage: Tests/Benchmarks/bus_load.py [--coach PATH] [--clients 20] [--rate 1000] [--seconds 20]
"""
import os
import subprocess
import sys
import time

import rig

CLIENT = """
import dbus, dbus.lowlevel, sys, time
bus = dbus.SessionBus()
name, path = "org.mpris.MediaPlayer2.coach", "/org/mpris/MediaPlayer2"
player, rate, end = "org.mpris.MediaPlayer2.Player", float(sys.argv[1]), time.monotonic() + float(sys.argv[2])
def call():
    message = dbus.lowlevel.MethodCallMessage(name, path, "org.freedesktop.DBus.Properties", "Get")
    message.append(player, "PlaybackStatus", signature="ss")
    return message
count, start, answer = 0, time.monotonic(), None
while time.monotonic() < end:
    # Every tenth call waits for its answer, so that no client runs ahead of the session without end.
    if count % 10 == 9:
        bus.send_message_with_reply_and_block(call(), 30.0)
    else:
        bus.send_message(call())
    count += 1
    wait = start + count / rate - time.monotonic()
    if wait > 0: time.sleep(wait)
print(count)
"""
CONTROL = """
import dbus, sys, time
bus = dbus.SessionBus()
player = dbus.Interface(bus.get_object("org.mpris.MediaPlayer2.coach", "/org/mpris/MediaPlayer2"),
                        "org.freedesktop.DBus.Properties")
end = time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    start = time.monotonic()
    player.Set("org.mpris.MediaPlayer2.Player", "Volume", dbus.Double(1.0, variant_level=1))
    print(time.monotonic() - start, flush=True)
    time.sleep(0.2)
"""


def main():
    def add(parser):
        parser.add_argument("--clients", type=int, default=20)
        parser.add_argument("--rate", type=int, default=1000)
        parser.add_argument("--seconds", type=int, default=20)
    options = rig.arguments(__doc__, add)
    count = (options.seconds + 8) // 2
    with rig.Rig() as server:
        address = "unix:path=" + server.path("bus")
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + address],
            env=server.environment, preexec_fn=rig.dies_with_us)
        if not rig.eventually(lambda: os.path.exists(server.path("bus"))):
            sys.exit("the bus did not start")
        environment = dict(server.environment, DBUS_SESSION_BUS_ADDRESS=address)
        routine = rig.Counting(options.coach, server.folder, count, "2s")
        output = server.path("lines")
        with rig.Program([options.coach, "play", routine.routine, "--device", "vspk"],
                         environment, output=output) as program:
            status = [options.coach, "status"]
            if not rig.eventually(lambda: subprocess.run(
                    status, env=environment, capture_output=True).returncode == 0):
                sys.exit("the session is not on the bus")
            start = lambda code, *values: subprocess.Popen(
                ["/usr/bin/python3", "-c", code, *map(str, values)], env=environment,
                stdout=subprocess.PIPE, text=True, preexec_fn=rig.dies_with_us)
            clients = [start(CLIENT, options.rate, options.seconds)
                       for _ in range(options.clients)]
            control = start(CONTROL, options.seconds - 1)
            calls = sum(int(client.communicate()[0] or 0) for client in clients)
            answers = sorted(float(line) for line in control.communicate()[0].split())
            rig.eventually(lambda: not program.is_running(), 60, 0.05)
            ended = not program.is_running()
        time.sleep(0.2)
        heard = [number for _, number in routine.ear.hear(server.recording.samples())]
        daemon.kill()
        daemon.wait()
    late = answers[int(len(answers) * 0.95)] if answers else float("inf")
    print(f"{options.clients} clients made {calls} calls in {options.seconds} s, "
          f"{calls / options.seconds:.0f} a second")
    print(f"{len(answers)} controls: median {rig.median(answers or [late]) * 1000:.1f} ms, "
          f"95 % within {late * 1000:.1f} ms, at most {max(answers or [late]) * 1000:.1f} ms")
    limits = rig.Limits()
    limits.require("the session ended by itself, with exit code 0", ended and program.code == 0)
    limits.require("every number was heard, once and in order", heard == list(routine.numbers))
    limits.require("controls are answered within 100 ms", late <= 0.1)
    limits.finish()


main()
