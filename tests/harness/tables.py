"""tables: what the program knows by tables (`charter-check tables`): what no test reads from its source."""

import json
import os
import subprocess


def tables(program=None):
    """The document; None where there is no program."""
    program = program or os.environ.get("CHARTER_CHECK", "")
    if not os.access(program, os.X_OK):
        return None
    done = subprocess.run([program, "tables"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)
    return json.loads(done.stdout)


def own_keys(known, table):
    """The rows of a table of keys without those that every entry has, unless it has no others."""
    shared = {row["key"] for row in known["keys"]["commitment"]}
    rows = known["keys"][table]
    if not shared < {row["key"] for row in rows}:
        return rows
    return [row for row in rows if row["key"] not in shared]
