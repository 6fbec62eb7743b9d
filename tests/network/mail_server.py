#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""A mail server for what a real one will not do: every way of being no use as an outgoing server.

mail_server.py FAULT [CERTIFICATE KEY]

Listens on a free port of 127.0.0.1 and prints that port. Faults: none, hang (says nothing), close (hangs up at once), garbage (a greeting
that is none), endless (one line without end), drip (a letter a second), reject (554), busy (421), stripped (no STARTTLS), refused
(STARTTLS offered, and refused), tls (speaks TLS from the first byte).
"""
import socket
import ssl
import sys
import threading
import time

GREETINGS = {"garbage": b"* OK IMAP4rev1 ready\r\n", "reject": b"554 5.7.1 Your network is on a blocklist\r\n", "busy": b"421 4.3.2 Too many connections\r\n"}


def context(certificate, key):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, key)
    return made


def capabilities(fault, encrypted):
    lines = [b"mail.firms.test", b"SIZE 20971520"]
    if not encrypted and fault not in ("stripped", "tls"):
        lines.append(b"STARTTLS")
    if encrypted or fault == "stripped":
        lines.append(b"AUTH PLAIN LOGIN")
    return b"".join(b"250" + (b" " if line is lines[-1] else b"-") + line + b"\r\n" for line in lines)


def talk(connection, fault, tls, encrypted):
    """Until STARTTLS (True) or the end."""
    for line in connection.makefile("rb", buffering=0):
        word = line.split(b" ")[0].strip().upper()
        if word == b"EHLO":
            connection.sendall(capabilities(fault, encrypted))
        elif word == b"STARTTLS" and fault != "refused":
            connection.sendall(b"220 go ahead\r\n")
            return True
        elif word == b"QUIT":
            return False
        else:
            connection.sendall(b"454 4.7.0 TLS not available due to a local problem\r\n")
    return False


def serve(connection, fault, tls):
    try:
        if fault == "close":
            return
        if fault in ("hang", "endless", "drip"):
            while fault == "endless":
                connection.sendall(b"2" * 4096)
            while fault == "drip":
                connection.sendall(b"2")
                time.sleep(1)
            time.sleep(60)
        if fault == "tls":
            connection = tls.wrap_socket(connection, server_side=True)
        connection.sendall(GREETINGS.get(fault, b"220 mail.firms.test ESMTP\r\n"))
        if talk(connection, fault, tls, fault == "tls"):
            connection = tls.wrap_socket(connection, server_side=True)
            talk(connection, fault, tls, True)
    except OSError:
        pass  # the other side has had enough
    finally:
        connection.close()


def main():
    fault = sys.argv[1]
    tls = context(*sys.argv[2:4]) if len(sys.argv) > 2 else None
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, fault, tls), daemon=True).start()


if __name__ == "__main__":
    main()
