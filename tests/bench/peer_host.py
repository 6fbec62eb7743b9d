#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""A native host as tutorials write it in Python: reads one frame, answers it, ends."""
import json
import struct
import sys

(length,) = struct.unpack("=I", sys.stdin.buffer.read(4))
request = json.loads(sys.stdin.buffer.read(length))
reply = json.dumps({"id": request["id"], "type": "done"}).encode()
sys.stdout.buffer.write(struct.pack("=I", len(reply)) + reply)
