"""recipes: the lines of templates/pinned.sh that recipes hold, since a pipeline has no other file of ours."""

import re

from schemas import Wrong

SOURCE = "templates/pinned.sh"
RECIPES = ("templates/gitlab.yml", "templates/forgejo.yml", "templates/Jenkinsfile")
MARKED = re.compile(r"^( *)# -- pinned --\n(.*?)^ *# -- run --\n", re.M | re.S)


def files(read):
    """{path: text}"""
    lines = MARKED.search(read(SOURCE))[2]
    if "\\" in lines or "'''" in lines or "$$" in lines:
        raise Wrong(f"{SOURCE}: a backslash, three quotes or two dollars would mean something else in a recipe")
    made = {}
    for path in RECIPES:
        found = MARKED.search(read(path))
        if not found:
            raise Wrong(f"{path} does not say where the lines of {SOURCE} go")
        indent = found[1]
        own = "".join(indent + line if line.strip() else line for line in lines.splitlines(True))
        made[path] = MARKED.sub(lambda _: f"{indent}# -- pinned --\n{own}{indent}# -- run --\n", read(path))
    return made
