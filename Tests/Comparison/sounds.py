"""What is compared of sound: exported files, byte for byte."""
import hashlib
import itertools
import struct
import subprocess

from programs import ROOT
from texts import LEVELS, ROUTINES, TRANSLATIONS, levels

# What a file says of the program that wrote it, and of the day.
ASIDE = (b"ISFT", b"ICRD")


def exports():
    """Every routine in its own voice and in one more; each level once, and each translation."""
    voices = itertools.cycle(["hush", "bright"])
    for routine in ROUTINES:
        yield (routine,)
        yield (routine, "--voice", next(voices), "--with-baby")
    ladder = itertools.cycle(LEVELS)
    for routine in ROUTINES:
        if len(levels(routine)) > 1:
            yield (routine, "--level", next(ladder), "--quiet")
    for routine, language in TRANSLATIONS:
        yield (routine, "--language", language, "--quiet")


def digest(built, arguments):
    """An exported file's length and hash, with the fields of ASIDE made blank."""
    with subprocess.Popen(
            [built.coach, "export", *arguments, "-o", "-"], cwd=ROOT, env=built.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        data = process.stdout.read()
    return process.returncode, len(data), hashlib.sha256(blanked(data)).hexdigest()


def blanked(data):
    """A RIFF file whose INFO fields of ASIDE are made blank."""
    data = bytearray(data)
    place = 12
    while place + 8 <= len(data):
        name, size = data[place:place + 4], struct.unpack_from("<I", data, place + 4)[0]
        if name == b"LIST" and data[place + 8:place + 12] == b"INFO":
            entry, end = place + 12, min(place + 8 + size, len(data))
            while entry + 8 <= end:
                length = struct.unpack_from("<I", data, entry + 4)[0]
                if bytes(data[entry:entry + 4]) in ASIDE:
                    data[entry + 8:entry + 8 + length] = b" " * length
                entry += 8 + length + length % 2
        place += 8 + size + size % 2
    return bytes(data)


def sounds(comparison):
    comparison.each("export", exports(), digest, " ".join)
