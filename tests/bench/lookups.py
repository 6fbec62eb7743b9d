#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""lookups.py LOOKUPS: how many questions a second the host's resolver puts to a DNS server, beside dnsperf on the same server, in turns
within one run. The server is Knot DNS on loopback with one worker. Of each the fastest round counts, for whatever else the machine does can
only take time away. Prints a table."""
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

NAMES, ROUNDS, IN_FLIGHT = 20_000, 31, 64
GOAL = 0.65  # of dnsperf's
CONFIGURATION = """server:
    listen: 127.0.0.1@{port}
    rundir: {folder}
    udp-workers: 1
database:
    storage: {folder}
zone:
  - domain: com
    file: {folder}/com.zone
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def start_server(folder):
    port = free_port()
    records = "".join(f"firm-{number} MX 10 mx\n" for number in range(NAMES))
    pathlib.Path(folder, "com.zone").write_text(f"$ORIGIN com.\n$TTL 300\n@ SOA ns h 1 3600 600 86400 60\n@ NS ns\nns A 8.8.8.8\nmx A 8.8.8.8\n{records}", encoding="ascii")
    pathlib.Path(folder, "knot.conf").write_text(CONFIGURATION.format(port=port, folder=folder), encoding="ascii")
    server = subprocess.Popen(["/usr/sbin/knotd", "-c", f"{folder}/knot.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return server, port
        except OSError:
            time.sleep(0.1)
    server.kill()
    sys.exit("lookups.py: knotd does not start")


def client(command, names):
    done = subprocess.run(command, stdin=names, capture_output=True, text=True, check=True)
    names.seek(0)
    return done.stdout


def own_rate(lookups, port, names):
    asked, answered, seconds = client([lookups, f"127.0.0.1:{port}", str(IN_FLIGHT)], names).split()
    if int(answered) != NAMES:
        sys.exit(f"lookups.py: {answered} of {asked} were answered")
    return NAMES / float(seconds)


def dnsperf_rate(port, questions):
    command = ["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-c", "1", "-T", "1", "-q", str(IN_FLIGHT), "-n", "1", "-e"]
    said = client(command, questions)
    if not re.search(rf"Queries completed:\s+{NAMES} ", said):
        sys.exit(f"lookups.py: dnsperf lost some:\n{said}")
    return float(re.search(r"Queries per second:\s+([0-9.]+)", said)[1])


def main(lookups):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as names, tempfile.TemporaryFile("w+") as questions:
        names.writelines(f"firm-{number}.com\n" for number in range(NAMES))
        questions.writelines(f"firm-{number}.com MX\n" for number in range(NAMES))
        for file in (names, questions):
            file.seek(0)
        server, port = start_server(folder)
        try:
            rounds = [(own_rate(lookups, port, names), dnsperf_rate(port, questions)) for _ in range(ROUNDS)]
        finally:
            server.kill()
            server.wait()
    own, peer = (max(rates) for rates in zip(*rounds))
    print("| look-ups a second, MX from Knot DNS | this resolver | dnsperf | ratio | line |\n|---|---|---|---|---|")
    print(f"| {IN_FLIGHT} in flight, {NAMES:,} names | {own:,.0f} | {peer:,.0f} | {own / peer:.2f} | >= {GOAL} |")


if __name__ == "__main__":
    main(sys.argv[1])
