"""What the bot measures, for Prometheus to ask for at /metrics, where the host sets a port for it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web
    from prometheus_client import Metric

    from bot.metrics import Metrics
    from bot.settings import Settings

NAP = 0.1  # seconds; whatever holds the loop up for longer is seen
PATIENCE = 1.0  # seconds for who asks while the bot ends

log = logging.getLogger(__name__)


@asynccontextmanager
async def exported(metrics: Metrics, settings: Settings) -> AsyncIterator[None]:
    """Let the metrics be asked for, where the host says at which port, and watch the event loop.

    A bot that cannot be measured still has members to answer: a port that is taken is only warned of, and
    whoever asks there sees that it is another's.
    """
    if settings.metrics_port is None:
        yield
        return
    from aiohttp import web  # noqa: PLC0415 - a server takes memory, and few hosts have the bot measured

    watching = asyncio.create_task(_watch(metrics), name="loop lag")
    runner = web.AppRunner(_application(metrics), access_log=None, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        await _listen(runner, settings.metrics_host, settings.metrics_port)
        yield
    finally:
        await runner.cleanup()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


@dataclass(frozen=True, slots=True)
class Moment(Collector):
    """What was measured until a moment."""

    families: list[Metric]

    def collect(self) -> list[Metric]:
        """All of it."""
        return self.families


def _application(metrics: Metrics) -> web.Application:
    from aiohttp import web  # noqa: PLC0415 - see above

    async def tell(request: web.Request) -> web.Response:
        write, content_type = choose_encoder(request.headers.get("Accept", ""))
        # To write it down takes longer than an answer should have to wait.
        body = await asyncio.to_thread(write, Moment(list(metrics.registry.collect())))
        return web.Response(body=body, headers={"Content-Type": content_type})

    application = web.Application()
    application.router.add_get("/metrics", tell)
    return application


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    from aiohttp import web  # noqa: PLC0415 - see above

    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        log.warning(
            "The bot cannot be measured at %s, port %d (%s): "
            "set METRICS_HOST and METRICS_PORT to a free port here, and start again.",
            host,
            port,
            error.strerror or error,
        )
    else:
        log.info("The bot is measured at %s, port %d.", host, port)


async def _watch(metrics: Metrics) -> None:
    """See how late the event loop is."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + NAP
        await asyncio.sleep(NAP)
        metrics.lag.observe(max(loop.time() - due, 0.0))
