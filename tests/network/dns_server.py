#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""A DNS server for what a well-behaved one will not do: names that no zone file takes, and every way of being wrong.

dns_server.py ZONE.json [--fault FAULT] [--delay MILLISECONDS]

Listens on UDP and TCP of a free port of 127.0.0.1 and prints that port. The zone is {"name": [record, ...]} with records such as
{"A": "192.0.2.1"}, {"MX": [10, "mx.example"]}, {"TXT": "text" or ["strings", ...]}, {"CNAME": "name"} and "TIMEOUT" (what the
name has no records for is not answered). Names that it does not have do not exist; the root is refused, as by a server for some zones
only. Faults: dead (says nothing), servfail, refused, nxdomain (for all), nodata (nothing, for all), wildcard (an address for all),
sold (an address for whatever does not exist), garbage, truncated (and no TCP), stuck (truncated, and TCP that says nothing), wrong_id,
wrong_question (answers for another name), half (cuts every answer in the middle), half_dead (answers every other question).
"""
import argparse
import json
import socket
import struct
import sys
import threading
import time

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
from dns.rdtypes.ANY.CNAME import CNAME
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.PTR import PTR
from dns.rdtypes.ANY.TXT import TXT
from dns.rdtypes.IN.A import A
from dns.rdtypes.IN.AAAA import AAAA

IN = dns.rdataclass.IN
MAX_UDP = 1232


def wire_name(text):
    """Any bytes may stand in a label, so the text is not read as a zone file's would be."""
    text = text.rstrip(".")
    return dns.name.Name([label.encode("latin1") for label in text.split(".")] + [b""]) if text else dns.name.root


def strings(value):
    for text in value if isinstance(value, list) else [value]:
        data = text.encode()
        yield data[:255]
        yield from (data[i : i + 255] for i in range(255, len(data), 255))


MAKE = {
    "A": lambda value: A(IN, dns.rdatatype.A, value),
    "AAAA": lambda value: AAAA(IN, dns.rdatatype.AAAA, value),
    "MX": lambda value: MX(IN, dns.rdatatype.MX, value[0], wire_name(value[1])),
    "PTR": lambda value: PTR(IN, dns.rdatatype.PTR, wire_name(value)),
    "TXT": lambda value: TXT(IN, dns.rdatatype.TXT, list(strings(value))),
    "CNAME": lambda value: CNAME(IN, dns.rdatatype.CNAME, wire_name(value)),
}


def question_bytes(query):
    return query.question[0].name.to_wire()


class Server:
    def __init__(self, zone, fault=None, delay=0):
        self.zone = {name.lower(): records for name, records in zone.items()}
        self.fault, self.delay = fault, delay / 1000
        self.asked = []
        self.kept = []  # connections that are never answered
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.udp.bind(("127.0.0.1", 0))
        self.port = self.udp.getsockname()[1]
        self.tcp.bind(("127.0.0.1", self.port))
        self.tcp.listen(64)
        for serve in (self.serve_udp, self.serve_tcp):
            threading.Thread(target=serve, daemon=True).start()

    def answer(self, query):
        """The response, or None for silence."""
        question = query.question[0]
        name = b".".join(question.name.labels[:-1]).decode("latin1").lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append((kind, name))
        response = dns.message.make_response(query, recursion_available=True)
        records = self.zone.get(name)
        if self.fault == "dead" or (self.fault == "half_dead" and len(self.asked) % 2):
            return None
        if self.fault in ("servfail", "refused", "nxdomain"):
            response.set_rcode(dns.rcode.from_text(self.fault))
        elif self.fault == "wildcard" or (self.fault == "sold" and name and records is None):
            if kind == "A":
                self.add(response, question.name, "A", "192.0.2.66")
        elif self.fault == "nodata":
            pass
        elif name == "":
            response.set_rcode(dns.rcode.REFUSED)
        elif records is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif not self.fill(response, question, kind, records):
            return None
        return response

    def add(self, response, owner, kind, value):
        data = MAKE[kind](value)
        response.find_rrset(response.answer, owner, IN, data.rdtype, create=True).add(data, 300)

    def fill(self, response, question, kind, records):
        """False for silence."""
        owner, found = question.name, False
        for record in (record for record in records if record != "TIMEOUT"):
            for key, value in record.items():
                if key in (kind, "CNAME"):
                    self.add(response, owner, key, value)
                    found = True
        return found or "TIMEOUT" not in records

    def wire(self, data, tcp):
        query = dns.message.from_wire(data)
        if self.delay:
            time.sleep(self.delay)
        if self.fault == "garbage":
            return data[:2] + b"\x81\x80\xff\xff" + b"\xc0\x0c" * 20
        response = self.answer(query)
        if response is None:
            return None
        wire = response.to_wire(max_size=65535)
        if self.fault in ("truncated", "stuck") or (len(wire) > MAX_UDP and not tcp):
            cut = dns.message.make_response(query)
            cut.flags |= dns.flags.TC
            wire = cut.to_wire()
        if self.fault == "wrong_question":
            wire = wire[:12] + wire[12:].replace(question_bytes(query), b"\x05other\x03com\x00", 1)
        if self.fault == "wrong_id":
            wire = bytes([wire[0] ^ 0xFF]) + wire[1:]
        return wire[: len(wire) // 2] if self.fault == "half" else wire

    def serve_udp(self):
        def one(data, address):
            wire = self.wire(data, False)
            if wire is not None:
                self.udp.sendto(wire, address)

        while True:
            data, address = self.udp.recvfrom(4096)
            if self.delay:
                threading.Thread(target=one, args=(data, address), daemon=True).start()
            else:
                one(data, address)

    def serve_tcp(self):
        while True:
            connection, _ = self.tcp.accept()
            if self.fault == "stuck":
                self.kept.append(connection)
                continue
            with connection:
                connection.settimeout(2)
                length = connection.recv(2)
                if self.fault == "truncated" or len(length) < 2:
                    continue
                wire = self.wire(connection.recv(struct.unpack("!H", length)[0]), True)
                if wire is not None:
                    connection.sendall(struct.pack("!H", len(wire)) + wire)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zone")
    parser.add_argument("--fault")
    parser.add_argument("--delay", type=int, default=0)
    given = parser.parse_args()
    with open(given.zone, encoding="utf-8") as file:
        server = Server(json.load(file), given.fault, given.delay)
    print(server.port, flush=True)
    sys.stdin.read()  # ends with whoever started it


if __name__ == "__main__":
    main()
