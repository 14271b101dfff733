"""What is compared of saved sessions: what each program writes, and how both go on from it.

Sessions are played on a private sound server, since a device without pace skips what is said.
"""
import concurrent.futures
import copy
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from programs import ROOT

sys.path.insert(0, os.path.join(ROOT, "Tests/Benchmarks"))
import rig  # noqa: E402

TOGETHER = 8  # sessions that play at once
PATIENCE = 40  # seconds for the first words
LINES = 2  # said after going on, and compared
# How a session may have been asked for: its arguments.
REQUESTS = {
    "plain": ("upper-back-relief",),
    "choices": ("upper-back-relief", "--voice", "hush", "--with-baby", "--quiet", "--section",
                "Movement", "--set", "reps=6"),
    "level": ("shoulder-blade-strength", "--level", "easy"),
    "language": ("upper-back-relief", "--language", "es", "--set", "heat=15min"),
}
# What differs from run to run.
MOMENTARY = {"savedAt", "frame", "end"}


class Store:
    """A folder of saved sessions, for one program."""

    def __init__(self, built, server, name):
        self.built = built
        self.folder = built.path("sessions", name)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        sound = {key: value for key, value in server.environment.items()
                 if key.startswith(("PULSE", "ALSA")) or key == "XDG_RUNTIME_DIR"}
        self.environment = {**built.environment, **sound, "XDG_STATE_HOME": self.folder}

    def put(self, record):
        folder = os.path.join(self.folder, "coach/sessions")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "1700000000000-abc.json"), "w") as file:
            json.dump(record, file)

    def record(self):
        """The session that is kept, or None."""
        for path in glob.glob(os.path.join(self.folder, "coach/sessions/[!.]*.json")):
            with open(path) as file:
                return json.load(file)
        return None

    def run(self, *arguments):
        done = subprocess.run([self.built.coach, *arguments], env=self.environment, cwd=ROOT,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def listen(self, *arguments, lines):
        """Starts a session and ends it once so many lines were said; these, and all it reported."""
        path = os.path.join(self.folder, "said")
        with open(path, "wb") as said, open(path + ".errors", "wb") as errors:
            process = subprocess.Popen([self.built.coach, *arguments], env=self.environment,
                                       cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said,
                                       stderr=errors)
        read = lambda: open(path, encoding="utf-8").read().splitlines()
        limit = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < limit and len(read()) < lines:
            time.sleep(0.05)
        # The place is written down by a thread of its own, a moment later.
        time.sleep(0.3)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with open(path + ".errors", encoding="utf-8") as errors:
            return read()[:lines], errors.read()


def lasting(record):
    """A record without what differs from run to run."""
    if isinstance(record, dict):
        return {key: lasting(value) for key, value in record.items() if key not in MOMENTARY}
    return [lasting(value) for value in record] if isinstance(record, list) else record


def variants(record, preview):
    """A saved session at other places, and with everything that it can hold."""
    def variant(**changes):
        changed = copy.deepcopy(record)
        changed.update(changes)
        return changed

    cues = [cue for cue in preview["cues"] if cue["kind"] == "count"]
    yield "where it ended", record
    for part in (0.2, 0.6):
        cue = cues[int(len(cues) * part)]
        yield f"at {part:.0%} of the counts", variant(
            frame=cue["start"], stepIndex=cue["step"] - 1)
    cue = preview["cues"][int(len(preview["cues"]) * 0.8)]
    yield "near the end, softer and slower", variant(
        frame=cue["start"], stepIndex=cue["step"] - 1, volumePercent=50,
        tempo=[{"step": cue["step"] - 1, "rep": 1, "percent": 120}])
    yield "of a routine that has changed", variant(fingerprint="0")
    yield "with the pad on", variant(
        frame=cues[0]["start"], stepIndex=cues[0]["step"] - 1,
        pad={"step": 1, "end": record["savedAt"] + 290})


def written(built, server, name):
    """What a program keeps of a session, and how its timeline runs."""
    store = Store(built, server, f"{name}-written")
    arguments = REQUESTS[name]
    said, errors = store.listen("play", *arguments, "--device", "vspk", lines=2)
    _, output = built.run("preview", *arguments, "--json")
    return store.record(), said, json.loads(output), errors


def gone_on_with(built, server, name, record):
    """How a program goes on from a saved session: whether it offers and asks, and what it says."""
    def fresh(hours):
        kept = copy.deepcopy(record)
        shift = time.time() - hours * 3600 - kept["savedAt"]
        kept["savedAt"] += shift
        if kept.get("pad"):
            kept["pad"]["end"] += shift
        return kept

    def heard():
        store = Store(built, server, f"{name}-resumed")
        store.put(fresh(0))
        said, _ = store.listen("resume", "--anyway", "--device", "vspk", lines=LINES)
        return said, store

    said, store = heard()
    after = store.record()
    store = Store(built, server, f"{name}-stale")
    store.put(fresh(6))
    stale = store.run("resume")
    return {"said": said, "kept after it": after and lasting(after),
            "asked if stale": (stale[0], bool(re.search(r"\b6 hours\b", stale[2]))),
            "kept if stale": lasting(store.record())}


def offered(built, server, name, record):
    """Whether `play` says that a session can be gone on with."""
    store = Store(built, server, f"{name}-offered")
    store.put({**record, "savedAt": time.time() - 60})
    _, errors = store.listen("play", *REQUESTS[name], "--device", "vspk", lines=1)
    return "coach resume" in errors


def sessions(comparison):
    both = comparison.old, comparison.new
    with rig.Rig() as server, concurrent.futures.ThreadPoolExecutor(TOGETHER) as pool:
        records = {(built.name, name): pool.submit(written, built, server, name)
                   for built in both for name in REQUESTS}
        jobs = []
        for name in REQUESTS:
            old, new = (records[built.name, name].result() for built in both)
            comparison.same("saved session, written", name, (lasting(old[0]), old[1]),
                            (lasting(new[0]), new[1]))
            for (record, _, preview, _), writer in ((old, "old"), (new, "new")):
                if record is None:
                    continue
                for place, variant in variants(record, preview):
                    jobs.append(("saved session, gone on with", gone_on_with,
                                 f"{name}, by {writer}, {place}", variant))
                jobs.append(("saved session, offered", offered, name, record))
        started = [(job, [pool.submit(job[1], built, server, job[2].split(",")[0], job[3])
                          if job[1] is offered else
                          pool.submit(job[1], built, server, job[2], job[3]) for built in both])
                   for job in jobs]
        for (kind, outcome, what, record), results in started:
            old, new = (result.result() for result in results)
            if old != new:
                # A busy machine may have cut a session short: once more, with nothing beside it.
                old, new = (outcome(built, server, what, record) for built in both)
            comparison.same(kind, what, old, new)
