#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""A server that is no mail server, or a broken one: what no real one can be made to do (those are exim.py's).

mail_server.py FAULT

Listens on a free port of 127.0.0.1 and prints that port. Faults: close (hangs up at once), garbage (a greeting that is none), endless (one
line without end), drip (a letter a second).
"""
import socket
import sys
import threading
import time


def serve(connection, fault):
    try:
        if fault == "garbage":
            connection.sendall(b"* OK IMAP4rev1 ready\r\n")
        while fault == "endless":
            connection.sendall(b"2" * 4096)
        while fault == "drip":
            connection.sendall(b"2")
            time.sleep(1)
    except OSError:
        pass  # the other side has had enough
    finally:
        connection.close()


FAULTS = ("close", "garbage", "endless", "drip")


def main():
    if sys.argv[1:] not in [[fault] for fault in FAULTS]:
        sys.exit(f"mail_server.py: one fault of {', '.join(FAULTS)}")
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, sys.argv[1]), daemon=True).start()


main()
