"""MongoDB: one node that is a replica set, since transactions and change streams need one."""

import asyncio
import signal
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from dev.stack.part import Command, Part
from dev.stack.places import mongod
from dev.stack.plan import Plan
from dev.stack.ports import HOST
from dev.stack.servers import data_folder, reachable_program

REPLICA_SET = "fintar"
NOT_YET_INITIALISED = 94


def mongo(plan: Plan) -> Part:
    """The chat database; ready when its one node is primary."""
    return Part(
        name="mongo",
        command=lambda: _command(plan),
        ready=lambda: asyncio.to_thread(_is_primary, plan),
        stop_signal=signal.SIGTERM,
        orphan_signal=signal.SIGTERM,
    )


def _command(plan: Plan) -> Command:
    data = data_folder(plan.state, "mongo", plan.account)
    where = ["--dbpath", str(data), "--bind_ip", HOST, "--port", str(plan.ports["mongo"]), "--nounixsocket"]
    size = ["--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "128"]
    parameters = [
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        # A single node has nobody to hand over to: it need not wait before it stops.
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0"),
    ]
    program = str(reachable_program(mongod(), plan.account))
    return Command(
        arguments=(program, *where, "--replSet", REPLICA_SET, *size, "--quiet", *parameters),
        account=plan.account,
    )


def _is_primary(plan: Plan) -> bool:
    client: MongoClient[dict[str, Any]] = MongoClient(plan.mongodb_url, serverSelectionTimeoutMS=1000)
    with client:
        try:
            _settle_members(client, f"{HOST}:{plan.ports['mongo']}")
            return bool(client.admin.command("hello").get("isWritablePrimary"))
        except PyMongoError:
            return False


def _settle_members(client: MongoClient[dict[str, Any]], address: str) -> None:
    """Make the set of this one node at the first start, and tell it its port where that has changed."""
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as failure:
        if failure.code != NOT_YET_INITIALISED:
            raise
        members = [{"_id": 0, "host": address}]
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
        return
    if config["members"][0]["host"] != address:
        config["members"][0]["host"] = address
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)
