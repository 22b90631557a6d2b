"""Several Redis or Valkey servers that belong together: with sentinels, or as a cluster."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import redis
from redis.exceptions import RedisError

from handoff.samples.ports import free_port
from handoff.samples.process import Process
from handoff.samples.waiting import wait_until
from handoff_celery.servers.redis import ValkeyServer

SENTINEL = """\
port {port}
bind 127.0.0.1
sentinel monitor mymaster 127.0.0.1 {primary} {quorum}
sentinel down-after-milliseconds mymaster 2000
sentinel failover-timeout mymaster 10000
"""
SLOTS = 16384


@dataclass
class Watched:
    """A primary, its replica, and the sentinels that replace the one by the other."""

    primary: ValkeyServer
    replica: ValkeyServer
    sentinels: list[Process]
    url: str

    def close(self) -> None:
        for sentinel in self.sentinels:
            sentinel.kill()


def watched(start: Callable[..., ValkeyServer], sentinels: int, *options: str) -> Watched:
    """`start` starts a server; all of them are in step when this returns."""
    primary = start(persistence="aof", options=options)
    follows = ("--replicaof", f"127.0.0.1 {primary.port}")
    replica = start(persistence="aof", options=(*options, *follows))
    ports = [free_port() for _ in range(sentinels)]
    processes = [_sentinel(primary, port, sentinels // 2 + 1) for port in ports]
    wait_until(lambda: _in_step(replica), "the replica is in step")
    wait_until(lambda: all(_knows(port, sentinels) for port in ports), "the sentinels are ready")
    url = ";".join(f"sentinel://127.0.0.1:{port}/0" for port in ports)
    return Watched(primary, replica, processes, url)


def _sentinel(primary: ValkeyServer, port: int, quorum: int) -> Process:
    name = f"sentinel-{port}.conf"
    told = SENTINEL.format(port=port, primary=primary.port, quorum=quorum)
    (primary.folder / name).write_text(told)
    return Process("sentinel", primary.line(primary.inside / name, "--sentinel"), primary.folder)


def _in_step(replica: ValkeyServer) -> bool:
    with replica.client() as client:
        return client.info("replication").get("master_link_status") == "up"


def _knows(port: int, sentinels: int) -> bool:
    with suppress(RedisError), redis.Redis(port=port, decode_responses=True) as client:
        state = client.info("sentinel")["master0"]
        told = state["status"], int(state["slaves"]), int(state["sentinels"])
        return told == ("ok", 1, sentinels)
    return False


def cluster(start: Callable[..., ValkeyServer], size: int) -> list[ValkeyServer]:
    """Servers that share the slots among them, ready."""
    buses = [free_port() for _ in range(size)]
    nodes = [start(persistence="none", options=_member(bus)) for bus in buses]
    bounds = [SLOTS * number // size for number in range(size + 1)]
    for number, node in enumerate(nodes):
        with redis.Redis(port=node.port) as client:
            first, last = bounds[number], bounds[number + 1] - 1
            client.execute_command("CLUSTER", "ADDSLOTSRANGE", first, last)
            client.execute_command("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            client.execute_command("CLUSTER", "MEET", "127.0.0.1", nodes[0].port, buses[0])
    wait_until(lambda: all(map(_clustered, nodes)), "the cluster is ready")
    return nodes


def _member(bus: int) -> tuple[str, ...]:
    return ("--cluster-enabled", "yes", "--cluster-port", str(bus))


def _clustered(node: ValkeyServer) -> bool:
    with redis.Redis(port=node.port, decode_responses=True) as client:
        return client.execute_command("CLUSTER INFO")["cluster_state"] == "ok"


def owner(nodes: list[ValkeyServer], key: str) -> ValkeyServer:
    """The node of a cluster that has the key's slot."""
    with redis.Redis(port=nodes[0].port) as client:
        slot = client.execute_command("CLUSTER", "KEYSLOT", key)
    ends = [SLOTS * (number + 1) // len(nodes) for number in range(len(nodes))]
    return next(node for node, end in zip(nodes, ends, strict=True) if slot < end)
