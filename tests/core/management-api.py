#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes of the description of the management API what test-management-api.c serves and checks with:

    management-api.py docs/management-api.yaml

writes JSON: for each operation its method, path, parameters, the schema of its body, and an answer of its schema.
"""
import json
import sys

import yaml

METHODS = ("get", "post", "patch", "put", "delete")
GUID = "5ca1ab1e-0000-4000-8000-000000000001"


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = yaml.safe_load(file)

    def resolve(self, node):
        """Replaces every reference by what it refers to."""
        if isinstance(node, list):
            return [self.resolve(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            target = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            return self.resolve(target)
        return {key: self.resolve(value) for key, value in node.items()}

    def operations(self):
        for path, item in self.root["paths"].items():
            item = self.resolve(item)
            for method in METHODS:
                if method in item:
                    yield self.operation(path, method, item)

    @staticmethod
    def operation(path, method, item):
        operation = item[method]
        parameters = item.get("parameters", []) + operation.get("parameters", [])
        (status, response), = ((int(code), response) for code, response in operation["responses"].items()
                               if code != "default")
        return {
            "id": operation["operationId"],
            "method": method.upper(),
            "path": path,
            "headers": [p["name"] for p in parameters if p["in"] == "header"],
            "query": [p["name"] for p in parameters if p["in"] == "query"],
            "request": schema_of(operation.get("requestBody", {})),
            "status": status,
            "answer": example(schema_of(response), "answer"),
        }


def schema_of(body):
    content = body.get("content")
    return content["application/json"]["schema"] if content else None


def example(schema, name):
    """What the schema requires, and no more: a service may leave out the rest."""
    if schema is None:
        return None
    kind = schema["type"]
    if kind == "object":
        value = {key: example(schema["properties"][key], key) for key in schema["required"]}
        if "id" in value:
            # A convention of the whole API: each entity has its version.
            value["@odata.etag"] = 'W/"JzE5OzE7MDAxJw=="'
        return value
    if kind == "array":
        return [example(schema["items"], name)]
    if kind == "integer":
        return max(schema.get("minimum", 0), 7)
    if kind == "number":
        return 1.5
    if kind == "boolean":
        return True
    if kind != "string":
        sys.exit(f"{name}: there is no example of the type “{kind}”")
    if "enum" in schema:
        # The other spellings of option values have tests of their own.
        return next(value for value in schema["enum"] if value.strip() and " " not in value and "_x" not in value)
    if schema.get("format") == "uuid":
        return GUID
    if schema.get("format") == "date-time":
        return "2026-01-31T08:30:15.25Z"
    return f"Some {name}"


def main():
    description = Description(sys.argv[1])
    json.dump({"operations": list(description.operations())}, sys.stdout, indent=1)
    sys.stdout.write("\n")


main()
