#!/usr/bin/env python3
"""Whether a recogniser that does not know the script hears the counts: PocketSphinx on an export.

Exports `upper-back-relief` with each English voice, has PocketSphinx recognise it with its stock
American model, and only then looks at the timeline (`coach preview --json`): of each set of counted
repetitions, which of the numbers one to ten were heard, in order, within 0.4 s of their cue.

The recogniser gets only the sound, at 16 kHz, at one level, with the noise floor of a microphone
(-60 dBFS): its features are meaningless in exact digital silence. Three methods:

  closed    each segment of sound, found by a voice detector, in a vocabulary of the numbers zero to
            twenty and the names of phases, including this routine's, all equally likely anywhere
  segments  the same segments, in the model's own vocabulary of 134,000 words
  stream    the whole sound as one utterance, in that vocabulary

`closed` knows British as well as American vowels. It can only mistake other words for those it
knows, so false numbers are counted separately in the sets and elsewhere. By default only `closed` is
run; that takes half a minute a voice.

In order means: in the longest rising run of the numbers heard during a set, chosen without the
timeline, every number is near its own cue. A number outside that run is a false one. Ends with 1 if
too few of `calm`'s numbers are heard (LEAST), or any voice's out of order.

Needs sox, numpy and PocketSphinx 5, which Debian 12 does not have:

  python3 -m venv ~/.cache/coach-venv && ~/.cache/coach-venv/bin/pip install pocketsphinx numpy
  ~/.cache/coach-venv/bin/python Tests/Recognition/counts.py

usage: Tests/Recognition/counts.py [--coach PATH] [--seed N] [--voices calm,bright,hush]
                                   [--methods closed,segments,stream] [--routine NAME]
                                   [--section NAME] [--heard]
"""
import collections
import math
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Benchmarks"))

import rig

import numpy

try:
    import pocketsphinx
except ImportError:
    sys.exit("needs PocketSphinx 5, from PyPI: python3 -m venv VENV && VENV/bin/pip install "
             "pocketsphinx numpy, then run this with VENV/bin/python")

RATE = 16_000  # the model's
NOISE = -60  # dBFS
PEAK = -3  # dBFS
NEAR = 0.4  # seconds between a number's cue and the number heard
LEAST = 0.6  # of calm's numbers, by the method `closed`

NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
           "fifteen sixteen seventeen eighteen nineteen twenty").split()
OTHERS = "left right up down in out round arch hold rest ready".split()
# British vowels, in addition to the model's dictionary.
BRITISH = {"four": "F AO", "fourteen": "F AO T IY N", "five": "F AA IY V", "nine": "N AA IY N",
           "right": "R AA IY T", "arch": "AA CH"}
PENALTY = 0.01  # for each word: prefers one long word to two short ones

Word = collections.namedtuple("Word", "text start end")
Cue = collections.namedtuple("Cue", "text start end")


def for_recogniser(path, seed):
    """A sound file's samples at the recogniser's rate and level, with a noise floor."""
    raw = subprocess.run(["sox", path, "-t", "raw", "-e", "signed", "-b", "16", "-r", str(RATE),
                          "-c", "1", "-"], check=True, capture_output=True).stdout
    samples = numpy.frombuffer(raw, dtype="<i2").astype(float)
    samples *= 32767 * 10 ** (PEAK / 20) / numpy.abs(samples).max()
    samples += numpy.random.default_rng(seed).normal(0, 32767 * 10 ** (NOISE / 20), len(samples))
    return numpy.clip(numpy.round(samples), -32768, 32767).astype("<i2").tobytes()


def stretches(sound):
    """The segments with a voice in them: (seconds from the start, samples)."""
    detector = pocketsphinx.Endpointer(sample_rate=RATE, vad_mode=0)
    found, begun = [], False
    for place in range(0, len(sound) - detector.frame_bytes, detector.frame_bytes):
        part = detector.process(sound[place:place + detector.frame_bytes])
        if part is None:
            begun = False
            continue
        if not begun:
            found.append((detector.speech_start, bytearray()))
        found[-1][1].extend(part)
        begun = detector.in_speech
    return found


def free():
    """The stock model with its own dictionary and language model."""
    return pocketsphinx.Decoder(samprate=RATE, loglevel="FATAL")


def closed():
    """The stock model with a few words, all equally likely after any other."""
    decoder = pocketsphinx.Decoder(
        samprate=RATE, loglevel="FATAL", lm=None, lw=1.0, wip=PENALTY)
    for word, sounds in BRITISH.items():
        decoder.add_word(word + "(9)", sounds, False)
    words = NUMBERS + OTHERS
    likelihood = math.log10(1 / len(words))
    with tempfile.NamedTemporaryFile("w", suffix=".lm") as file:
        file.write(f"\\data\\\nngram 1={len(words) + 2}\n\n\\1-grams:\n-99 <s>\n-1 </s>\n")
        file.writelines(f"{likelihood:.4f} {word}\n" for word in words)
        file.write("\n\\end\\\n")
        file.flush()
        decoder.add_lm("words", pocketsphinx.NGramModel(
            decoder.config, decoder.logmath, file.name))
    decoder.activate_search("words")
    return decoder


METHODS = {
    "closed": (closed, stretches),
    "segments": (free, stretches),
    "stream": (free, lambda sound: [(0.0, sound)]),
}


def recognise(sound, method):
    """The words heard, without noises and silences."""
    make, parts = METHODS[method]
    decoder, heard = make(), []
    for start, part in parts(sound):
        decoder.start_utt()
        decoder.process_raw(bytes(part), full_utt=True)
        decoder.end_utt()
        heard += [Word(one.word.partition("(")[0], start + one.start_frame / 100,
                       start + (one.end_frame + 1) / 100)
                  for one in decoder.seg() if one.word[0] not in "<["]
    return heard


def counted_sets(exported):
    """The sets of repetitions that are counted from one to ten: the cues of their numbers."""
    sets = {}
    for cue in exported.cues:
        if cue["kind"] == "count" and cue.get("rep"):
            sets.setdefault((cue["step"], cue.get("set"), cue.get("side")), []).append(Cue(
                cue["caption"], cue["start"] / rig.RATE,
                (cue["start"] + cue["frames"]) / rig.RATE))
    return [cues for cues in sets.values() if [cue.text for cue in cues] == NUMBERS[1:11]]


def rising(words):
    """The longest run of numbers from one to ten, each greater than the one before."""
    best = []  # for each word, the longest run that ends with it
    words = [word for word in words if word.text in NUMBERS[1:11]]
    for word in words:
        runs = [run for run in best
                if NUMBERS.index(run[-1].text) < NUMBERS.index(word.text)]
        best.append(max(runs, key=len, default=[]) + [word])
    return max(best, key=len, default=[])


class Score:
    """What was heard of one export, compared with its timeline."""

    def __init__(self, exported, heard):
        self.possible, self.offsets, self.missed, self.runs = 0, [], [], []
        self.false, self.is_in_order = 0, True
        numbers = [word for word in heard if word.text in NUMBERS]
        inside = set()
        for cues in counted_sets(exported):
            within = [word for word in numbers
                      if cues[0].start - NEAR <= word.start < cues[-1].end + NEAR]
            inside.update(within)
            run = rising(within)
            self.runs.append(" ".join(word.text for word in within))
            hits = {word: cue for cue in cues for word in run if word.text == cue.text
                    and abs(word.start - cue.start) <= NEAR}
            self.possible += len(cues)
            self.offsets += [word.start - cue.start for word, cue in hits.items()]
            self.false += len(within) - len(hits)
            self.is_in_order = self.is_in_order and len(hits) == len(run)
            for cue in cues:
                if cue not in hits.values():
                    self.missed.append((cue.text, " ".join(
                        word.text for word in heard
                        if word.start < cue.end and word.end > cue.start) or "nothing"))
        said = [(cue["start"] / rig.RATE, (cue["start"] + cue["frames"]) / rig.RATE)
                for cue in exported.cues
                if set(cue["caption"].lower().rstrip(".").split()) & set(NUMBERS)]
        self.elsewhere = sum(
            not any(start - NEAR <= word.start <= end for start, end in said)
            for word in numbers if word not in inside)

    @property
    def hits(self):
        return len(self.offsets)

    def row(self, voice, method):
        offset = rig.milliseconds(rig.median(self.offsets)) if self.offsets else "      –"
        return (f"{voice:8} {method:9} {self.hits:3}/{self.possible:<3} "
                f"{100 * self.hits / self.possible:4.0f} %   {'yes' if self.is_in_order else 'NO':5}"
                f"{self.false:5} {self.elsewhere:9}   {offset}")


def main():
    def add(parser):
        parser.add_argument("--voices", default="calm,bright,hush")
        parser.add_argument("--methods", default="closed", help=", ".join(METHODS))
        parser.add_argument("--routine", default="upper-back-relief")
        parser.add_argument("--section", help="only this section of it")
        parser.add_argument("--heard", action="store_true", help="print all that was heard")
    options = rig.arguments(__doc__, add)
    if not shutil.which("sox"):
        sys.exit("needs sox (apt install sox)")
    methods = options.methods.split(",")
    if unknown := [method for method in methods if method not in METHODS]:
        sys.exit(f"no method {', '.join(unknown)}; there are {', '.join(METHODS)}")
    scores, limits = {}, rig.Limits()
    print("voice    method    heard          order  false  elsewhere  offset, ms", flush=True)
    for voice in options.voices.split(","):
        section = ["--section", options.section] if options.section else []
        with tempfile.TemporaryDirectory() as folder:
            exported = rig.Exported(
                options.coach, options.routine, folder, "--voice", voice, *section)
            sound = for_recogniser(exported.wave, options.seed)
        if not counted_sets(exported):
            sys.exit(f"{options.routine} has no set that is counted from one to ten")
        for method in methods:
            heard = recognise(sound, method)
            score = scores[voice, method] = Score(exported, heard)
            print(score.row(voice, method))
            for run in score.runs:
                print(f"           numbers heard: {run}")
            print("           missed: " + (", ".join(
                f"{number} ({instead})" for number, instead in score.missed) or "none"), flush=True)
            if options.heard:
                print("           all heard: " + " ".join(word.text for word in heard))
    for (voice, method), score in scores.items():
        if method == "closed":
            limits.require(f"{voice} is heard in order", score.is_in_order)
            if voice == "calm":
                share = score.hits / score.possible
                limits.require(f"calm is heard {share:.0%}, at least {LEAST:.0%}", share >= LEAST)
    limits.finish()


main()
