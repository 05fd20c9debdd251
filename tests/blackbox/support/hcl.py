"""Terraform's language as an independent parser reads it, and its expressions as JSON."""

import json
import re

import hcl2

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_REFERENCE = re.compile(r"(?<![\w.-])(aws_[\w-]+(?:\.[\w-]+)+)")


class Configuration:
    """What a configuration declares."""

    def __init__(self, text: str):
        self.text = text
        self.resources: dict[str, dict] = {}
        for entry in hcl2.loads(text).get("resource", []):
            ((kind, named),) = entry.items()
            ((name, arguments),) = named.items()
            address = f"{json.loads(kind)}.{json.loads(name)}"
            assert address not in self.resources, address
            self.resources[address] = {
                argument: value for argument, value in arguments.items() if not argument.startswith("__")}

    def of(self, kind: str) -> dict[str, dict]:
        """The resources of a kind by their names."""
        return {
            address.split(".", 1)[1]: arguments for address, arguments in self.resources.items()
            if address.split(".", 1)[0] == kind}

    def value(self, expression):
        """An argument as JSON; a reference stands there as `<ADDRESS.ATTRIBUTE>`, and must lead somewhere."""
        if isinstance(expression, list):
            return [self.value(entry) for entry in expression]
        if isinstance(expression, dict):
            return {self._name(name): self.value(entry) for name, entry in expression.items() if not name.startswith("__")}
        if not isinstance(expression, str):
            return expression
        if expression.startswith("${") and expression.endswith("}"):
            expression = expression[2:-1]
        if expression.startswith("jsonencode("):
            expression = expression.removeprefix("jsonencode(")[:-1]
        return json.loads(self._json(expression))

    def _name(self, name: str) -> str:
        return self.value(name) if name.startswith('"') else name

    def _json(self, expression: str) -> str:
        """Strings are literals and templates; between them stand equals signs, commas and references."""
        parts, end = [], 0
        for string in _STRING.finditer(expression):
            parts += [self._between(expression[end:string.start()]), self._literal(string.group())]
            end = string.end()
        return "".join([*parts, self._between(expression[end:])])

    def _between(self, text: str) -> str:
        return _REFERENCE.sub(lambda found: json.dumps(self._followed(found.group(1))), text.replace(" = ", ": "))

    def _literal(self, string: str) -> str:
        def piece(found: re.Match) -> str:
            if found.group(1):
                return {"$${": "${", "%%{": "%{"}[found.group(1)]
            return self._followed(found.group(2))
        assert not re.search(r"(?<!%)%\{", string), string
        return re.sub(r"(\$\$\{|%%\{)|\$\{(.*?)\}", piece, string)

    def _followed(self, reference: str) -> str:
        address = ".".join(reference.split(".")[:2])
        assert address in self.resources, reference
        return f"<{reference}>"
