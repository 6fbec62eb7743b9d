#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""packaging/install, for real: install.py SOURCE_FOLDER WORK_FOLDER

Installs for everybody (below a DESTDIR) and for one user (with a home of its own), runs what was installed, and takes it away again.
"""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import zipfile

SOURCE, WORK = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
THUNDERBIRD = "extensions/{3550f703-e582-4d05-9a08-453d09bdfdc6}"
EXTENSION = "lastmile@lastmile.invalid"


def install(*options, **environment):
    command = [SOURCE / "packaging/install", "--build", WORK / "build", *options]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def say_hello(host, home):
    """What the host answers to hello, started as Thunderbird starts it."""
    frame = json.dumps({"id": 1, "type": "hello", "protocol": 1, "extension": "0.1.0"}).encode()
    environment = {"HOME": str(home), "LASTMILE_DATA_DIR": str(home / "data"), "LASTMILE_POLICY": str(home / "none.json"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([host, "manifest.json", EXTENSION], input=struct.pack("=I", len(frame)) + frame, env=environment, capture_output=True, check=True)
    (length,) = struct.unpack("=I", done.stdout[:4])
    return json.loads(done.stdout[4 : 4 + length])


def holds(what, condition):
    if not condition:
        sys.exit(f"install: it does not hold that {what}")


def look_at(root, prefix, mozilla):
    """What must be there, below @root."""
    below = lambda path: pathlib.Path(f"{root}{path}")
    manifest = json.loads(below(f"{mozilla}/native-messaging-hosts/lastmile.json").read_text(encoding="utf-8"))
    holds("the manifest names the place of the host", manifest["path"] == f"{prefix}/libexec/lastmile/lastmile-host")
    holds("the manifest admits the extension", manifest["allowed_extensions"] == [EXTENSION])
    hello = say_hello(below(manifest["path"]), WORK)
    holds("the host answers hello", hello["type"] == "hello" and hello["id"] == 1)
    with zipfile.ZipFile(below(f"{mozilla}/{THUNDERBIRD}/{EXTENSION}.xpi")) as xpi:
        about = json.loads(xpi.read("manifest.json"))
    holds("the extension has the id of its file", about["browser_specific_settings"]["gecko"]["id"] == EXTENSION)
    holds("host and extension are of one version", hello["version"] == about["version"])
    said = subprocess.run([below(f"{prefix}/bin/lastmile"), "check", "--json", "john_doe@company_com"], capture_output=True, text=True, check=False)
    holds("the command finds the mistake", said.returncode == 1 and json.loads(said.stdout)["findings"][0]["code"] == "format_underscore_in_domain")
    for companion in ("lastmile-probe", "lastmile-sheet", "lastmile-team", "lastmile-verify"):
        holds(f"{companion} starts and lacks no library", lacks_nothing(below(f"{prefix}/libexec/lastmile/{companion}")))
    for page in ("lastmile.1", "lastmile-host.1"):
        holds(f"{page} is installed", below(f"{prefix}/share/man/man1/{page}").exists())


def lacks_nothing(program):
    """A companion that cannot read its question says so, and ends by itself."""
    done = subprocess.run([program], input=b"", capture_output=True, timeout=60, check=False)
    return done.returncode in (1, 2) and b"shared librar" not in done.stderr


def files(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir())


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    everybody, home = WORK / "everybody", WORK / "home"
    home.mkdir(parents=True)

    install(DESTDIR=str(everybody))
    look_at(everybody, "/usr/local", "/usr/lib/mozilla")
    install("--remove", DESTDIR=str(everybody))
    holds(f"--remove leaves nothing: {files(everybody)}", files(everybody) == [])

    (home / ".mozilla").mkdir()
    (home / ".mozilla/mine").write_text("mine", encoding="utf-8")
    said = install("--user", HOME=str(home))
    look_at("", home / ".local", home / ".mozilla")
    holds("the user is told to allow the extension", "allow it" in said)
    install("--remove", "--user", HOME=str(home))
    holds(f"--remove leaves what is not its own: {files(home)}", files(home) == [".mozilla/mine"])
    print("installed, run and removed, for everybody and for one user")


main()
