"""Many people at once, without browsers: each a websocket that asks for runs of a page as a browser does."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from lib.bench.measure import Result, against
from lib.bench.servers import Server

PEOPLE = 20
BURSTS = 8
MEGABYTE = 1.0


@dataclass(slots=True)
class _Session:
    """One connected person; remembers the big messages by hash, as the browser does."""

    socket: ClientConnection
    page: str
    kept: set[str] = field(default_factory=set)

    async def run(self) -> float:
        """Ask for a run of the page; the seconds until it is finished."""
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.cached_message_hashes.extend(sorted(self.kept))
        start = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.socket.recv())
            if answer.metadata.cacheable and answer.hash:
                self.kept.add(answer.hash)
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - start


def measure(ours: Server, bare: Server) -> list[Result]:
    """Memory that each open session keeps, and how long the slow ones wait when all click at once."""
    return asyncio.run(_measured(ours, bare))


async def _measured(ours: Server, bare: Server) -> list[Result]:
    async with AsyncExitStack() as open_sockets:
        people = {}
        growth: dict[Server, float | None] = {}
        for server in (bare, ours):
            for _ in range(3):
                await (await _session(server, open_sockets)).run()  # what the first sessions load belongs to nobody
            before = server.memory()
            people[server] = [await _session(server, open_sockets) for _ in range(PEOPLE)]
            for person in people[server]:
                await person.run()
            after = server.memory()
            growth[server] = None if before is None or after is None else max(0.0, after - before) / PEOPLE
        waits: dict[Server, list[float]] = {ours: [], bare: []}
        for _ in range(BURSTS):
            for server, found in waits.items():
                found += await asyncio.gather(*(person.run() for person in people[server]))
    slow, slow_bare = (_late(waits[server]) for server in (ours, bare))
    each = growth[ours]
    memory = Result("memory", each, growth[bare], "MB", each, MEGABYTE, None if each is not None else "no-memory")
    return [memory, against("burst", slow * 1000, slow_bare * 1000, 0.5)]


async def _session(server: Server, open_sockets: AsyncExitStack) -> _Session:
    home = f"127.0.0.1:{server.port}"
    protocol, origin = Subprotocol("streamlit"), Origin(f"http://{home}")
    asked = connect(f"ws://{home}/_stcore/stream", origin=origin, subprotocols=[protocol], max_size=None)
    return _Session(await open_sockets.enter_async_context(asked), server.path)


def _late(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]
