# SPDX-License-Identifier: MIT
"""What was proved of each unit when it was last proved from nothing, as it comes with the project: a line
for each, its name and its result in JSON. A unit of the same key is not proved again.
"""
import json


def read(file):
    """Unit -> result"""
    lines = file.read_text().splitlines() if file.exists() else []
    return {unit: json.loads(result) for unit, _, result in (line.partition("\t") for line in lines)}


def keep(file, results, names):
    """Puts these results in, for those that the file has of the same units; what it has of units that are
    not among the names goes. What it says then."""
    told = read(file) | {unit.name: result for unit, result in results}
    told = {name: told[name] for name in names if name in told}
    file.write_text("".join(f"{name}\t{json.dumps(result)}\n" for name, result in sorted(told.items())))
    return told
