"""What is compared of scripts: timelines, findings, corrections, formatted texts, schemas."""
import itertools
import os

from programs import ROOT, as_json, corpus, files_in, write_files

SCRIPTS = sorted(name for name in os.listdir(os.path.join(ROOT, "Scripts")) if name.endswith(".yaml"))
ROUTINES = [name[:-5] for name in SCRIPTS if name.count(".") == 1]
TRANSLATIONS = [tuple(name.split(".")[:2]) for name in SCRIPTS if name.count(".") == 2]
VOICES = sorted(name[:-5] for name in os.listdir(os.path.join(ROOT, "Voices"))
                if name.endswith(".yaml"))
LEVELS = ("easy", "steady", "strong")
# What `coach check` and `coach schema` say in words.
WORDING = {"message", "remedy"}
SCHEMA_WORDING = {"description", "title", "errorMessage", "markdownDescription", "$comment"}


def levels(routine):
    """What `--level` may be for a routine: nothing, and its levels if it has any."""
    with open(os.path.join(ROOT, "Scripts", routine + ".yaml")) as file:
        return ((), *(("--level", level) for level in LEVELS)) if "easy:" in file.read() else ((),)


def listeners():
    """Every routine for every listener: the arguments of `coach preview` and `coach export`."""
    choices = [()], [(), ("--with-baby",)], [(), ("--quiet",)]
    for routine in ROUTINES:
        languages = [("--language", language) for name, language in TRANSLATIONS if name == routine]
        voices = [(), *languages, *(("--voice", voice) for voice in VOICES)]
        for parts in itertools.product(voices, levels(routine), *choices[1:]):
            yield (routine, *itertools.chain(*parts))


def previews(comparison):
    comparison.each(
        "preview --json", listeners(),
        lambda built, arguments: as_json(*built.run("preview", *arguments, "--json")),
        " ".join)


def without(value, keys):
    """A JSON value without some keys, however deep."""
    if isinstance(value, list):
        return [without(entry, keys) for entry in value]
    if not isinstance(value, dict):
        return value
    return {key: without(entry, keys) for key, entry in value.items() if key not in keys}


def schemas(comparison):
    def outcome(built, kind):
        code, schema = as_json(*built.run("schema", kind))
        return code, schema_meaning(schema)
    comparison.each("schema", ("routine", "translation", "voice"), outcome)


def schema_meaning(value, is_map=False):
    """A schema without its wording. A property may itself be called `title`, and then it counts."""
    if isinstance(value, list):
        return [schema_meaning(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    maps = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
    meaning = {}
    for key, entry in value.items():
        if not is_map and key in SCHEMA_WORDING:
            continue
        if not is_map and key in ("required", "enum") and isinstance(entry, list):
            meaning[key] = sorted(entry, key=repr)
        else:
            meaning[key] = schema_meaning(entry, is_map=not is_map and key in maps)
    return meaning


def checks(comparison):
    """Findings over everything that ships, and over every script that a fuzzer kept."""
    def outcome(built, folder):
        code, report = as_json(*built.run("check", "--format", "json", ".", folder=folder))
        return code, without(report, WORDING)

    folders = {}
    for name, files in corpus().items():
        folders[name] = comparison.old.path("corpus", name)
        write_files(folders[name], files)
    comparison.each("check --format json, corpus", list(folders),
                    lambda built, name: outcome(built, folders[name]))

    shipped = [os.path.join("Scripts", name) for name in SCRIPTS] + [
        os.path.join(parent, name) for parent in ("Voices", "Voices/phrases", "Voices/pronunciation")
        for name in sorted(os.listdir(os.path.join(ROOT, parent))) if name.endswith(".yaml")]

    def of_one(built, name):
        code, report = as_json(*built.run("check", "--format", "json", name))
        return code, without(report, WORDING)
    comparison.each("check --format json, shipped", ["Scripts", *shipped], of_one)


def rewriting(comparison):
    """What `format` and `check --fix` make of everything that ships, and of the corpus."""
    shipped = {os.path.join(parent, name): data for parent in ("Scripts", "Voices")
               for name, data in files_in(os.path.join(ROOT, parent)).items()
               if name.endswith(".yaml")}
    inputs = {"what ships": shipped, **corpus()}

    def formatted(built, item):
        return built.run("format", "-", given=item[1])

    texts = [(f"{name}/{part}", data) for name, files in inputs.items()
             for part, data in files.items()]
    comparison.each("format", texts, formatted, lambda item: item[0])

    def fixed(built, name):
        folder = built.path("fix", name)
        write_files(folder, inputs[name])
        code, _ = built.run("check", "--fix", ".", folder=folder)
        return code, files_in(folder)
    comparison.each("check --fix", list(inputs), fixed)


def drafts(comparison):
    """The texts that `translate` and `new` write, comments aside."""
    def lines(built, arguments):
        code, output = built.run(*arguments, folder=built.path("home"))
        return code, [line for line in output.splitlines()
                      if b"original:" in line or not line.lstrip().startswith(b"#")]
    comparison.each(
        "translate", [("translate", routine, "--to", language)
                      for routine in ROUTINES for language in ("de", "es")],
        lines, " ".join)

