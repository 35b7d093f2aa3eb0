"""Lets Python find the names of a cluster on this machine, which stand in its hosts file and in no DNS.

Python runs it at its start where its folder is in PYTHONPATH; TRIVET_HOSTS says where that file is.
"""

import os
import socket

_find = socket.getaddrinfo


def _hosts():
    with open(os.environ["TRIVET_HOSTS"], encoding="utf-8") as hosts:
        for line in hosts:
            address, *names = line.split("#")[0].split() or [""]
            for name in names:
                yield name, address


def _find_here(host, *args, **kwargs):
    return _find(dict(reversed(list(_hosts()))).get(host, host), *args, **kwargs)


socket.getaddrinfo = _find_here
