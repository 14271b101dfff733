"""What the comparisons share: the two programs, running them, and reporting what differs."""
import concurrent.futures
import glob
import hashlib
import json
import os
import pickle
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORES = os.cpu_count() or 2
PARTS = ("coach", "coach-speech", "coach_*.resources")  # of a build, all needed


class Built:
    """A built `coach` with what lies beside it, and a home and a clip cache of its own."""

    def __init__(self, name, folder, work):
        self.name = name
        self.coach = os.path.join(os.path.abspath(folder), "coach")
        for part in PARTS:
            if not glob.glob(os.path.join(folder, part)):
                sys.exit(f"{folder} has no {part}")
        self.work = os.path.join(work, name)
        os.makedirs(self.path("home"))
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.path("home"), "LC_ALL": "C.UTF-8",
            "XDG_CACHE_HOME": self.path("cache")}

    def path(self, *parts):
        return os.path.join(self.work, *parts)

    def run(self, *arguments, folder=ROOT, given=b"", **more):
        """Runs it to its end: its exit code and its standard output."""
        try:
            done = subprocess.run(
                [self.coach, *arguments], cwd=folder, env=self.environment, input=given,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300, **more)
        except subprocess.TimeoutExpired:
            return "no end in 300 s", b""
        return done.returncode, done.stdout


class Comparison:
    """Counts what was compared, by kind, and keeps every difference."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.counts = {}  # kind: [compared, different]
        self.known = Known(old)

    def same(self, kind, what, old, new):
        """Compares two values; reports the first place at which they differ."""
        count = self.counts.setdefault(kind, [0, 0])
        count[0] += 1
        if old != new:
            count[1] += 1
            print(f"DIFFERENT {kind}: {what}\n  {first_difference(old, new)}", flush=True)

    def each(self, kind, items, outcome, name=str):
        """Compares what comes of every item with both programs, on all cores."""
        def both(item):
            old = self.known.outcome(f"{kind}: {name(item)}", lambda: outcome(self.old, item))
            return old, outcome(self.new, item)

        with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
            for item, pair in [(item, pool.submit(both, item)) for item in items]:
                self.same(kind, name(item), *pair.result())
        self.known.save()

    def table(self):
        """Prints the counts; whether everything was the same."""
        print(f"\n{'':34} compared  different")
        for kind, (compared, different) in self.counts.items():
            print(f"{kind:34} {compared:8}  {different:9}")
        return not any(different for _, different in self.counts.values())


class Known:
    """What came of the old program, kept for the next comparison with it.

    In .build/comparison, under a name that depends on everything the outcome depends on.
    """

    def __init__(self, old):
        read = hashlib.sha256()
        built = os.path.dirname(old.coach)
        paths = [path for part in PARTS for path in sorted(glob.glob(os.path.join(built, part)))] + [
            os.path.join(ROOT, part)
            for part in ("Scripts", "Voices", "Tests/Fuzz/Corpus", "Tests/Comparison")]
        for path in paths:
            for name, data in files_in(path).items():
                if not name.endswith(".pyc"):
                    read.update(f"{name} {len(data)}\n".encode())
                    read.update(data)
        self.path = os.path.join(ROOT, ".build/comparison", read.hexdigest())
        self.outcomes = {}
        if os.path.exists(self.path):
            with open(self.path, "rb") as file:
                self.outcomes = pickle.load(file)

    def outcome(self, name, run):
        if name not in self.outcomes:
            self.outcomes[name] = run()
        return self.outcomes[name]

    def save(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        beside = f"{self.path}.{os.getpid()}"
        with open(beside, "wb") as file:
            pickle.dump(self.outcomes, file)
        os.replace(beside, self.path)


def first_difference(old, new, place=""):
    """In one line: where two values differ first, and how."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            if key not in old or key not in new:
                return f"{place}.{key}: only in {'old' if key in old else 'new'}"
            if old[key] != new[key]:
                return first_difference(old[key], new[key], f"{place}.{key}")
    if isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        for index, (one, other) in enumerate(zip(old, new)):
            if one != other:
                return first_difference(one, other, f"{place}[{index}]")
        longer, side = (old, "old") if len(old) > len(new) else (new, "new")
        return (f"{place}: {len(old)} entries in old, {len(new)} in new; "
                f"only in {side}: {short(longer[min(len(old), len(new))])}")
    if isinstance(old, bytes) and isinstance(new, bytes):
        return first_difference(old.decode(errors="replace").splitlines(keepends=True),
                                new.decode(errors="replace").splitlines(keepends=True), place)
    return f"{place}: old {short(old)}, new {short(new)}"


def short(value):
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


def as_json(code, output):
    """An exit code, and the JSON that was printed, or the bytes if it is not JSON."""
    try:
        return code, json.loads(output)
    except ValueError:
        return code, output


def files_in(folder):
    """Every file in a folder, by its path there: its bytes. A file is a folder of itself."""
    found = {}
    if os.path.isfile(folder):
        with open(folder, "rb") as file:
            return {os.path.basename(folder): file.read()}
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return dict(sorted(found.items()))


def write_files(folder, files):
    for name, data in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def corpus():
    """The fuzzer's scripts, by name: the files that each one stands for.

    A line `#=== NAME` begins another file; one that is named like a language is the translation.
    """
    folder = os.path.join(ROOT, "Tests/Fuzz/Corpus/script")
    inputs = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            parts = [[b"script", []]]
            for line in file.read().split(b"\n"):
                if line.startswith(b"#=== "):
                    parts.append([line[5:], []])
                else:
                    parts[-1][1].append(line)
        files = {}
        for part, lines in parts:
            part = part.decode(errors="replace").strip()
            if part in ("de", "en", "es", "fr"):
                part = "script." + part
            # A name that no file can have, or that leads out of the folder, is left out.
            if part and len(part.encode()) < 100 and not set(part) & set("/\0"):
                files.setdefault(part + ".yaml", b"\n".join(lines))
        inputs[name] = files
    return inputs


def temporary():
    return tempfile.TemporaryDirectory(prefix="coach-comparison-")
