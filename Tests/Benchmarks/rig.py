"""What the live benchmarks share: a private sound server, its recording, and programs on it.

The server is PulseAudio with null sinks, which are paced like a sound card. A sink plays the frame
n at `origin + n / rate` by the machine's monotonic clock, so a recording of its monitor says when
each frame was heard. `origin` is found from the moments at which the recording arrives: a block is
rendered when its first frame is due, so no block arrives before that. Compared with tones for which
the server itself gave the moment of playing, it is exact to half a millisecond.

By default the sinks run at the voice's rate: nothing is resampled, silence stays exactly zero, and
the sound heard is the exported sound, sample for sample.
"""
import argparse
import ctypes
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import wave

try:
    import numpy
except ImportError:
    sys.exit("needs numpy (apt install python3-numpy)")

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RATE = 22_050  # the voice's
LATENCY = 20  # milliseconds asked of a sink; it then renders a quarter of that at a time
LEAD_IN = 0.400  # seconds of silence that coach plays first
LONG_LEAD_IN = 0.800  # the same after a pause of more than LONG_PAUSE
LONG_PAUSE = 30.0

now = time.monotonic


def arguments(documentation, add=lambda parser: None):
    """The options of a benchmark: `--coach PATH`, `--seed N`, and its own."""
    parser = argparse.ArgumentParser(
        description=documentation, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coach", default=os.path.join(ROOT, ".build/release/coach"),
                        help="the program (default: .build/release/coach)")
    parser.add_argument("--seed", type=int, default=1, help="for the random moments")
    add(parser)
    options = parser.parse_args()
    if not os.path.exists(options.coach):
        sys.exit(f"{options.coach} is missing: swift build -c release")
    options.coach = os.path.abspath(options.coach)
    # So that `finally` runs however the benchmark ends.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    return options


def eventually(condition, seconds=20.0, every=0.01):
    """Waits for a condition; whether it became true."""
    limit = now() + seconds
    while not condition():
        if now() > limit:
            return False
        time.sleep(every)
    return True


def dies_with_us():
    """In a child: makes the system end it if it outlives the benchmark."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Recording:
    """What is heard on a sink, and when; a thread reads it as it arrives."""

    def __init__(self, sink, environment, latency, rate):
        self.rate = rate
        self.block = 0.0  # seconds that the sink renders at a time
        self.chunks = 0
        self.frames = 0
        self.earliest = float("inf")  # a chunk's arrival, less the length of all before its end
        self.data = bytearray()
        self.forgotten = 0  # frames that are no longer in `data`
        self.lock = threading.Lock()
        self.process = subprocess.Popen(
            ["parec", "-d", sink + ".monitor", "--raw", "--format=s16le", "--channels=1",
             f"--rate={rate}", f"--latency-msec={latency}"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            preexec_fn=dies_with_us)
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        descriptor = self.process.stdout.fileno()
        while data := os.read(descriptor, 1 << 16):
            moment = now()
            with self.lock:
                self.data += data
                self.frames = self.forgotten + len(self.data) // 2
            self.chunks += 1
            # The first chunks hold what had been waiting.
            if self.chunks > 5:
                self.earliest = min(self.earliest, moment - self.frames / self.rate)

    @property
    def is_running(self):
        return self.chunks > 5

    def samples(self, start=0, end=None):
        """The samples from one frame to just before another."""
        with self.lock:
            end = self.frames if end is None else min(end, self.frames)
            start = max(start - self.forgotten, 0)
            return numpy.frombuffer(
                bytes(self.data[start * 2:max(end - self.forgotten, 0) * 2]), dtype="<i2")

    def forget(self):
        """Drops what is more than a second old, for long recordings."""
        with self.lock:
            count = max(len(self.data) // 2 - self.rate, 0)
            del self.data[:count * 2]
            self.forgotten += count

    @property
    def origin(self):
        """The moment at which frame 0 was heard."""
        return self.earliest + self.block

    def moment(self, frame):
        """When a frame was heard."""
        return self.origin + frame / self.rate

    def frame(self, moment):
        """Which frame was heard at a moment."""
        return int((moment - self.origin) * self.rate)

    def wait_until(self, moment):
        """Waits until everything heard up to a moment has arrived."""
        if not eventually(lambda: self.moment(self.frames) > moment,
                          max(moment - now(), 0) + 10):
            sys.exit("the recording has stopped")

    def first_sound(self, after, within=20.0):
        """The first frame that is not silent after a moment, as soon as it arrives; or None."""
        limit = now() + within
        start = self.frame(after)
        while now() < limit:
            sounding = numpy.flatnonzero(self.samples(start))
            if len(sounding):
                return start + int(sounding[0])
            start = max(self.frames, start)
            time.sleep(0.005)
        return None

    def last_sound(self, before=None):
        """The last frame that is not silent (before another frame); or None."""
        sounding = numpy.flatnonzero(self.samples(0, before))
        return self.forgotten + int(sounding[-1]) if len(sounding) else None

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.thread.join()


class Rig:
    """A private sound server with one or more sinks, all recorded; removed after `with`."""

    def __init__(self, sinks=1, latency=LATENCY, rate=RATE):
        self.rate = rate
        self.latency = latency
        self.sinks = ["vspk"] if sinks == 1 else [f"vspk{index}" for index in range(sinks)]
        self.folder = tempfile.mkdtemp(prefix="coach-bench-")
        self.socket = os.path.join(self.folder, "socket")
        self.server = None
        self.keepers = []
        self.recordings = {}
        environment = dict(os.environ)
        # 10 to 100 deadlocks the ALSA plugin; a bus or a display would be the user's own.
        for name in ("PULSE_LATENCY_MSEC", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
            environment.pop(name, None)
        for name in ("PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",
                     "XDG_STATE_HOME"):
            environment[name] = self.folder
        environment["PULSE_SERVER"] = "unix:" + self.socket
        environment["ALSA_CONFIG_PATH"] = self.path("alsa.conf")
        environment["TERM"] = "xterm"
        self.environment = environment
        with open(self.path("alsa.conf"), "w") as file:
            file.write("</usr/share/alsa/alsa.conf>\n")
            # The device that coach uses without `--device`; PULSE_SINK says which sink.
            file.write(f'pcm.!default {{ type pulse server "unix:{self.socket}" }}\n')
            for sink in self.sinks:
                file.write(f'pcm.{sink} {{ type pulse device "{sink}" '
                           f'server "unix:{self.socket}" }}\n')

    def path(self, name):
        return os.path.join(self.folder, name)

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_):
        self.remove()

    def start(self):
        """Starts the server and the recordings, or starts them again."""
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                   "--realtime=no", "--high-priority=no", "--log-target=file:" + self.path("log"),
                   "-L", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}"]
        for sink in self.sinks:
            command += ["-L", f"module-null-sink sink_name={sink} rate={self.rate} channels=1 "
                              "format=s16le"]
        quiet = dict(env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.server = subprocess.Popen(command, preexec_fn=dies_with_us, **quiet)
        if not eventually(lambda: subprocess.run(["pactl", "info"], **quiet).returncode == 0):
            sys.exit("the sound server did not start")
        for sink in self.sinks:
            # Without a stream that asks for little latency, a sink runs up to 2 s ahead.
            self.keepers.append(subprocess.Popen(
                ["pacat", "-d", sink, "--raw", "--format=s16le", "--channels=1",
                 f"--rate={self.rate}", f"--latency-msec={self.latency}", "/dev/zero"],
                preexec_fn=dies_with_us, **quiet))
            self.recordings[sink] = Recording(
                sink, self.environment, self.latency, self.rate)
        if not eventually(lambda: all(recording.is_running
                                      for recording in self.recordings.values())):
            sys.exit("nothing is recorded")
        for recording in self.recordings.values():
            recording.block = self.block()

    def kill(self):
        """Ends the server as a crash would; its recordings stay readable."""
        if self.server:
            self.server.kill()
            self.server.wait()
        for recording in self.recordings.values():
            recording.stop()
        for keeper in self.keepers:
            keeper.kill()
            keeper.wait()
        self.server, self.keepers = None, []

    def remove(self):
        for program in list(Program.living):
            if program.code is None:
                program.signal(signal.SIGKILL)
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def recording(self):
        """The recording of the only sink."""
        return self.recordings[self.sinks[0]]

    def block(self):
        """How much the first sink renders at a time, in seconds, as the server reports it."""
        text = subprocess.check_output(["pactl", "list", "sinks"], env=self.environment, text=True)
        configured = [line for line in text.splitlines() if "configured" in line]
        return int(configured[0].split("configured")[1].split()[0]) / 1e6


class Terminal:
    """A terminal of 100 columns that a program runs on: types keys, drops what is shown."""

    def __init__(self):
        self.master, self.slave = pty.openpty()
        self.shown = bytearray()
        self.is_open = True
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        while self.is_open:
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.master, 1 << 16)
                except OSError:
                    return

    def type(self, keys):
        """Types; the moment just before."""
        moment = now()
        os.write(self.master, keys.encode())
        return moment

    def close(self):
        self.is_open = False
        self.thread.join()
        os.close(self.slave)
        os.close(self.master)


class Program:
    """A program on a rig: on its own terminal, or with its output in a file or a pipe.

    Ended after `with`, or with the rig if the benchmark ends before that.
    """
    living = set()

    def __init__(self, command, environment, terminal=False, output=None):
        self.terminal = Terminal() if terminal else None
        self.output = (open(output, "wb") if isinstance(output, str)
                       else output or subprocess.DEVNULL)
        streams = (dict(stdin=self.terminal.slave, stdout=self.terminal.slave,
                        stderr=self.terminal.slave) if terminal else
                   dict(stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output))
        self.begun = now()
        self.process = subprocess.Popen(command, env=environment, **streams)
        self.pid = self.process.pid
        self.code = None
        self.usage = None
        self.living.add(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.is_running():
            self.signal(signal.SIGKILL)
        self.wait()
        self.living.discard(self)
        if self.terminal:
            self.terminal.close()
        for file in (self.output, self.process.stdout):
            if hasattr(file, "close"):
                file.close()

    def is_running(self):
        return self._look(os.WNOHANG) is None

    def wait(self):
        """Its exit code; `usage` is then what it and the children it waited for have used."""
        return self._look(0)

    def _look(self, options):
        if self.code is None:
            pid, status, usage = os.wait4(self.pid, options)
            if pid:
                self.usage = usage
                self.code = self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.code

    def signal(self, number):
        """Sends a signal; the moment just before."""
        moment = now()
        os.kill(self.pid, number)
        return moment


class Exported:
    """A routine's timeline (`preview --json`) and its sound (`export`)."""

    def __init__(self, coach, routine, folder, *choices):
        self.routine = routine
        self.wave = os.path.join(folder, os.path.basename(routine) + ".wav")
        subprocess.run([coach, "export", routine, "-o", self.wave, *choices], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.preview = json.loads(
            subprocess.check_output([coach, "preview", routine, "--json", *choices]))
        self.cues = self.preview["cues"]
        with wave.open(self.wave) as file:
            if file.getframerate() != RATE:
                sys.exit(f"{self.wave} is at {file.getframerate()} frames a second, not {RATE}")
            self.samples = numpy.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        self.seconds = len(self.samples) / RATE

    def clip(self, cue):
        """A cue's samples."""
        return self.samples[cue["start"]:cue["start"] + cue["frames"]]


def write_routine(folder, name, text):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w") as file:
        file.write(text)
    return path


class Ear:
    """Hears which of several clips are in a recording, and where.

    By cross-correlation, normalised by the loudness of both: 1 is the same sound.
    """
    SIZE = 1 << 18  # frames looked at together

    def __init__(self, clips, likeness=0.98):
        self.likeness = likeness
        self.clips = {name: numpy.trim_zeros(clip.astype(float)) for name, clip in clips.items()}
        self.spectra = {name: numpy.conj(numpy.fft.rfft(clip, self.SIZE))
                        for name, clip in self.clips.items()}
        self.step = self.SIZE - max(len(clip) for clip in self.clips.values())

    def hear(self, samples):
        """The clips that are heard whole, in order: (frame, name)."""
        found = []
        for start in range(0, len(samples), self.step):
            window = samples[start:start + self.SIZE].astype(float)
            if not window.any():
                continue
            window = numpy.pad(window, (0, self.SIZE - len(window)))
            spectrum = numpy.fft.rfft(window)
            energy = numpy.concatenate([[0.0], numpy.cumsum(window * window)])
            for name, clip in self.clips.items():
                product = numpy.fft.irfft(spectrum * self.spectra[name], self.SIZE)[:self.step]
                loudness = energy[len(clip):len(clip) + self.step] - energy[:self.step]
                score = product / numpy.sqrt(numpy.maximum(loudness, 1.0) * numpy.dot(clip, clip))
                while score.max() > self.likeness:
                    best = int(numpy.argmax(score))
                    found.append((start + best, name, float(score[best])))
                    score[max(best - len(clip), 0):best + len(clip)] = 0
        # Of two that are heard in one place, the better match.
        kept = []
        for frame, name, score in sorted(found, key=lambda one: -one[2]):
            if all(frame + len(self.clips[name]) <= other or
                   other + len(self.clips[another]) <= frame for other, another in kept):
                kept.append((frame, name))
        return sorted(kept)


COUNTING = """title: Counting
steps:
  - say: We are going to count.
  - reps: {count}
    of: Tick
    tempo: {tempo}
  - say: That is all. Well done.
"""


class Counting(Exported):
    """A routine of one long count, and an ear for its numbers."""

    def __init__(self, coach, folder, count, tempo):
        super().__init__(coach, write_routine(
            folder, "counting", COUNTING.format(count=count, tempo=tempo)), folder)
        counts = [cue for cue in self.cues if cue["kind"] == "count"]
        self.ear = Ear({cue["rep"]: self.clip(cue) for cue in counts})
        self.numbers = [cue["rep"] for cue in counts]
        self.captions = {cue["caption"]: cue["rep"] for cue in counts}
        heard = [name for _, name in self.ear.hear(self.samples)]
        if heard != self.numbers or self.numbers != list(range(1, count + 1)):
            sys.exit(f"the counts cannot be distinguished: {heard}")

    def counted(self, output):
        """The numbers in coach's plain lines, in order."""
        with open(output) as file:
            captions = [line.partition("  ")[2].strip() for line in file]
        return [self.captions[caption] for caption in captions if caption in self.captions]


def median(values):
    return float(numpy.median(values))


def milliseconds(seconds):
    return f"{seconds * 1000:7.1f}"


class Limits:
    """The limits of a benchmark, and which of them are broken."""

    def __init__(self):
        self.broken = []

    def check(self, name, value, limit, unit=""):
        """Prints a figure beside its limit."""
        holds = value <= limit
        print(f"{name}: {value:.2f}{unit} (limit: {limit:.2f}{unit})"
              f"{'' if holds else '  BROKEN'}")
        if not holds:
            self.broken.append(name)

    def require(self, name, holds):
        print(f"{name}: {'yes' if holds else 'NO  BROKEN'}")
        if not holds:
            self.broken.append(name)

    def finish(self):
        """Ends the benchmark, with 1 if a limit is broken."""
        sys.stdout.flush()
        sys.exit(1 if self.broken else 0)
