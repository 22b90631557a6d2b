"""What a stranger may have us call: `python which_addresses.py`."""

from addresses import is_public, look_up

HOSTS = """
8.8.8.8
127.0.0.1
2130706433
0
10.0.0.5
169.254.169.254
::1
::ffff:127.0.0.1
64:ff9b::7f00:1
"""

for host in HOSTS.split():
    address = look_up(host, 443)[0]
    verdict = "yes" if is_public(address) else "no"
    print(f"{host:17} is {address:17} {verdict}")
