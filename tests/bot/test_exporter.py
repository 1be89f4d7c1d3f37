"""Where the metrics can be asked for: nowhere unless the host says so, and never at the members' expense."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.exporter import NAP, exported
from bot.metrics import Metrics
from bot.settings import Settings, SettingsError, load_settings

LISTENING = "0A"


def listening() -> set[tuple[str, int]]:
    """The addresses, as Linux writes them, and ports at which this process listens."""
    mine = {str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENING and f"socket:[{words[9]}]" in mine:
                address, port = words[1].split(":")
                found.add((address, int(port, 16)))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell of sockets in other ways")
async def test_nothing_listens_unless_a_port_is_set_and_then_only_this_machine_is_heard(
    unused_tcp_port: int,
) -> None:
    before = listening()
    async with exported(Metrics(), Settings()):
        assert listening() == before
    async with exported(Metrics(), Settings(metrics_port=unused_tcp_port)):
        assert listening() - before == {("0100007F", unused_tcp_port)}
    assert listening() == before


async def test_only_the_metrics_are_told_and_to_no_other_web_page(unused_tcp_port: int) -> None:
    here = f"http://127.0.0.1:{unused_tcp_port}"
    async with (
        exported(Metrics(), Settings(metrics_port=unused_tcp_port)),
        aiohttp.ClientSession() as session,
    ):
        async with session.get(f"{here}/metrics", headers={"Origin": "https://example.org"}) as response:
            assert response.status == 200
            assert "Access-Control-Allow-Origin" not in response.headers
            names = {family.name for family in text_string_to_metric_families(await response.text())}
            assert {"osusume_info", "osusume_loop_lag_seconds", "osusume_threads_queued"} <= names
        open_metrics = {"Accept": "application/openmetrics-text; version=1.0.0"}
        async with session.get(f"{here}/metrics", headers=open_metrics) as response:
            assert response.headers["Content-Type"].startswith("application/openmetrics-text")
            assert (await response.text()).endswith("# EOF\n")
        for path in ("/", "/metrics/x"):
            async with session.get(f"{here}{path}") as response:
                assert response.status == 404
        async with session.post(f"{here}/metrics", data=b"x") as response:
            assert response.status == 405


async def test_a_port_that_is_taken_is_warned_of_and_the_bot_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with caplog.at_level(logging.INFO):
            async with exported(Metrics(), Settings(metrics_port=port)):
                pass
    warned = [record for record in caplog.records if record.levelname == "WARNING"]
    assert [record.name for record in warned] == ["bot.exporter"]
    assert re.search(rf"port {port} .*: set METRICS_HOST and METRICS_PORT to a free port", caplog.text)


async def test_a_loop_that_is_late_is_seen(unused_tcp_port: int) -> None:
    metrics = Metrics()
    async with exported(metrics, Settings(metrics_port=unused_tcp_port)):
        await asyncio.sleep(0)
        time.sleep(3 * NAP)  # noqa: ASYNC251 - that is what is to be seen
        await asyncio.sleep(NAP)
    assert (metrics.registry.get_sample_value("osusume_loop_lag_seconds_sum") or 0) > NAP


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("METRICS_PORT", value) for value in ("0", "65536", "-1", "http", "9464.5")),
        *(
            ("METRICS_HOST", value)
            for value in ("nonsense", "localhost", "256.0.0.1", "127.0.0.1:9464", "::g")
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"^{name} [^\n]+\.$"):
        load_settings()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::"])  # noqa: S104 - a container's
def test_a_place_can_be_any_address(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("METRICS_HOST", host)
    monkeypatch.setenv("METRICS_PORT", "9464")
    settings = load_settings()
    assert (settings.metrics_host, settings.metrics_port) == (host, 9464)
