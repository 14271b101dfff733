#!/usr/bin/python3
"""Reports which YAML texts a JSON Schema refuses, and why.

Reads {"schema": …, "texts": [text, …]} as JSON from standard input, and writes a list with a
message for each refused text and null for each accepted one. The texts are read as editors read
them: by the core schema of YAML 1.2, in which `off` and `1:30` are texts.
"""
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2's core schema, into what JSON has."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}

    def construct_map(self, node):
        yield self.construct_mapping(node)


def value(kind, pattern, construct):
    tag = "tag:yaml.org,2002:" + kind
    Loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), None)
    Loader.add_constructor(tag, lambda loader, node: construct(node.value))


def whole(text):
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


value("null", "~|null|Null|NULL|", lambda text: None)
value("bool", "true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true")
value("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", whole)
value(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    lambda text: float(re.sub(r"\.(?=inf|nan)", "", text.lower())),
)
Loader.add_constructor("tag:yaml.org,2002:map", Loader.construct_map)


def verdict(validator, text):
    try:
        document = yaml.load(text, Loader)
    except yaml.YAMLError as error:
        return f"not YAML: {error}"
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return error and f"{'/'.join(map(str, error.absolute_path))}: {error.message}"


def main():
    task = json.load(sys.stdin)
    jsonschema.Draft7Validator.check_schema(task["schema"])
    validator = jsonschema.Draft7Validator(task["schema"])
    json.dump([verdict(validator, text) for text in task["texts"]], sys.stdout)


if __name__ == "__main__":
    main()
