#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Debian's exim as a mail server with faults that real ones have; it takes no mail, and nothing of it is left running.

exim.py EXIM FOLDER SERVERS

SERVERS (JSON) is a list of {"address", "port" (0: a free one), "fault", "certificate", "key"}; prints the list of their ports. An exim is
started for each connection, as inetd would, in a mount namespace of its own where its user Debian-exim is known. Faults: none, hang (the
greeting comes after a minute), slow (after three seconds), reject (554), busy (421), stripped (no STARTTLS), refused (STARTTLS offered, and refused), tls (TLS from the
first byte). What happens to a mailbox hangs on its name: the table below. FOLDER/N/mainlog tells what the Nth server heard.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import threading

USER = 977  # Debian-exim's, in its namespace

# Local part of a recipient, and what is done with it. Others are taken at catch-all.com, and unknown elsewhere.
RECIPIENTS = {
    "bob": "accept",
    "missing": "deny message = 550 5.1.1 <$local_part@$domain>: Recipient address rejected: User unknown",
    "disabled": "deny message = 550 5.2.1 The email account that you tried to reach is disabled",
    "full": "deny message = 552 5.2.2 Mailbox full",
    "filling": "defer message = 452 4.2.2 The recipient's inbox is out of storage space",
    "grey": "defer message = 451 4.7.1 Greylisting in action, please come back later",
    "policy": "deny message = 550 5.7.1 Delivery not authorized, message refused",
    "blocked": "deny message = 550 5.7.1 Service unavailable; client host [$sender_host_address] blocked using zen.spamhaus.org",
    "mute": "deny message = 550 Requested action not taken",
}

CONNECT = {"hang": "accept delay = 60s", "slow": "accept delay = 3s", "reject": "deny message = 554 5.7.1 Your network is on a blocklist", "busy": "defer message = 421 4.3.2 Too many connections"}

CONFIGURATION = """
exim_path = {exim}
keep_environment = LD_LIBRARY_PATH
primary_hostname = mail.firms.test
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
host_lookup =
rfc1413_hosts =
smtp_accept_queue_per_connection = 0
message_size_limit = 20M
tls_advertise_hosts = {advertise}
tls_certificate = {folder}/certificate.pem
tls_privatekey = {folder}/key.pem
auth_advertise_hosts = ${{if def:tls_in_cipher{{*}}{{{plain_login}}}}}
acl_smtp_connect = connect
acl_smtp_starttls = starttls
acl_smtp_mail = mail
acl_smtp_rcpt = rcpt
acl_smtp_data = data
acl_smtp_quit = quit
begin acl
connect:
  warn logwrite = CONNECT
  {connect}
  accept
starttls:
  {starttls}
mail:
  deny senders = refused@firms.test
       message = 550 5.7.1 Sender refused
  accept
rcpt:
  warn logwrite = RCPT $local_part@$domain from=<$sender_address> tls=${{if def:tls_in_cipher{{yes}}{{no}}}}
{recipients}
  accept domains = catch-all.com
  deny message = 550 5.1.1 <$local_part@$domain>: Recipient address rejected: User unknown
data:
  warn logwrite = DATA
  deny
quit:
  warn logwrite = QUIT
  accept
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = false
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = User : Password
  server_condition = false
"""


def can_become_user():
    """Whether this is root, and not of a user namespace that has but one user."""
    ranges = [[int(number) for number in line.split()] for line in open("/proc/self/uid_map", encoding="ascii")]
    return os.getuid() == 0 and any(start <= USER < start + length for start, _, length in ranges)


def write_configuration(exim, folder, server):
    folder.mkdir(parents=True)
    (folder / "spool").mkdir()
    for name, source in (("certificate", server.get("certificate")), ("key", server.get("key"))):
        if source:
            shutil.copy(source, folder / f"{name}.pem")
    fault = server.get("fault", "none")
    recipients = "\n".join("  {0} local_parts = {2}\n  {1}".format(*how.partition(" ")[::2], name).rstrip() for name, how in RECIPIENTS.items())
    (folder / "configuration").write_text(
        CONFIGURATION.format(
            exim=exim,
            folder=folder,
            advertise="" if fault in ("stripped", "tls") or not server.get("certificate") else "*",
            plain_login="*" if fault == "stripped" else "",
            connect=CONNECT.get(fault, ""),
            starttls="deny message = 554 5.7.0 No TLS today" if fault == "refused" else "accept",
            recipients=recipients,
        )
    )
    for path, mine in ((pathlib.Path("/etc/passwd"), f"Debian-exim:x:{USER}:{USER}::/:/bin/false"), (pathlib.Path("/etc/group"), f"Debian-exim:x:{USER}:")):
        others = [line for line in path.read_text().splitlines() if not line.startswith("Debian-exim:")]
        (folder / path.name).write_text("\n".join([*others, mine, ""]))
    if can_become_user():
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, USER, USER)
        os.chown(folder / "configuration", 0, 0)


def command(exim, folder, server):
    known = f"mount --bind {folder}/passwd /etc/passwd; mount --bind {folder}/group /etc/group"
    way = ["-tls-on-connect"] if server.get("fault") == "tls" else []
    served = [exim, "-C", f"{folder}/configuration", "-bs", *way]
    if can_become_user():
        return ["unshare", "--mount", "sh", "-c", f'set -e; {known}; exec "$@"', "sh", *served]
    become = f"unshare --user --map-user={USER} --map-group={USER}"
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f'set -e; {known}; exec {become} "$@"', "sh", *served]


def serve(listener, started, folder):
    while True:
        connection, _ = listener.accept()
        with open(folder / "complaints", "a", encoding="utf-8") as complaints:
            process = subprocess.Popen(started, stdin=connection, stdout=connection, stderr=complaints)
        connection.close()
        threading.Thread(target=process.wait, daemon=True).start()


def main():
    exim, folder, servers = sys.argv[1], pathlib.Path(sys.argv[2]), json.loads(sys.argv[3])
    os.chmod(folder, 0o755)
    ports = []
    for number, server in enumerate(servers):
        own = folder / str(number)
        write_configuration(exim, own, server)
        listener = socket.create_server((server["address"], server["port"]))
        ports.append(listener.getsockname()[1])
        threading.Thread(target=serve, args=(listener, command(exim, own, server), own), daemon=True).start()
    print(json.dumps(ports), flush=True)
    threading.Event().wait()


main()
