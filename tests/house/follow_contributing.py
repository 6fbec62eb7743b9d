#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Does what CONTRIBUTING.md says under "Adding a check" and "Adding a source of evidence", in a copy of the tree, and runs the cases.

follow_contributing.py SOURCE_FOLDER WORK_FOLDER

A fence after `<!-- file PATH -->` is a new file; a fence after `<!-- add to PATH -->` goes to the end of the file's table (before the
closing brace in JSON).
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

STEP = re.compile(r"<!-- (file|add to) (\S+) -->\n```\w*\n(.*?)\n```", re.S)


def apply(tree, kind, path, text):
    target = tree / path
    if kind == "file":
        assert not target.exists(), f"{path} is there already"
        target.write_text(text + "\n", encoding="utf-8")
        return
    old = target.read_text(encoding="utf-8")
    if path.endswith(".json"):
        new = old.rstrip().removesuffix("}").rstrip() + ",\n" + text.rstrip().rstrip(",") + "\n}\n"
        json.loads(new)
    else:
        new = old.rstrip() + "\n" + text + "\n"
    target.write_text(new, encoding="utf-8")


def main():
    source, work = map(pathlib.Path, sys.argv[1:])
    steps = STEP.findall((source / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(steps) >= 13, f"only {len(steps)} steps found in CONTRIBUTING.md"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in ["CMakeLists.txt", "CMakePresets.json", "host", "extension", "schemas", "packaging", "tests"]:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copy(source / name, work / name, **({"ignore": shutil.ignore_patterns("node_modules")} if (source / name).is_dir() else {}))
    for step in steps:
        apply(work, *step)
    run = lambda *command: subprocess.run(command, cwd=work, check=True)
    run("cmake", "--preset", "default", "-DCMAKE_BUILD_TYPE=Debug")
    run("cmake", "--build", "build", "--target", "test_cases")
    run("build/tests/test_cases")
    print("CONTRIBUTING.md holds:", ", ".join(path for _, path, _ in steps))


main()
