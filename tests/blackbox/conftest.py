"""Fixtures: servers with their state in memory and on disk, and what runs beside them."""

import pytest

from support import server as servers
from support.node import NodeWorker
from support.openid import OpenIdProvider
from support.server import Server
from support.world import World


def pytest_generate_tests(metafunc):
    if "server" in metafunc.fixturenames:
        kept = getattr(metafunc.module, "STATE", ["memory", "data"])
        metafunc.parametrize("server", kept, indirect=True, scope="module")


@pytest.fixture(scope="module")
def server(request, tmp_path_factory):
    """A server of its own for each module: once in memory, once with `--data`. A module that does
    not touch state says `STATE = ["memory"]`."""
    folder = tmp_path_factory.mktemp(request.module.__name__.rsplit(".", 1)[-1])
    running = Server(folder, data=folder / "data" if request.param == "data" else None)
    yield running
    survived = running.is_running()
    code = running.stop()
    assert survived and code == 0, f"ended with {code}\n{running.output()}"


@pytest.fixture(scope="module")
def world(server):
    return World(server)


@pytest.fixture
def kept(tmp_path):
    """A server with its data on disk, whose end is the test's own business."""
    server = Server(tmp_path, data=tmp_path / "data")
    yield server
    if server.is_running():
        server.stop()


@pytest.fixture(scope="session")
def openid():
    """A real OpenID provider on loopback."""
    with OpenIdProvider() as provider:
        yield provider


@pytest.fixture(scope="session")
def node():
    """A Node process that holds the JavaScript clients."""
    with NodeWorker() as worker:
        yield worker


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Whatever the tests started has ended when they have."""
    left = servers.left_behind()
    if left:
        session.exitstatus = 1
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        reporter.write_line(f"\nleft running: {left}", red=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed test shows what its server wrote."""
    outcome = yield
    report = outcome.get_result()
    if report.when == "call" and report.failed:
        for name, value in getattr(item, "funcargs", {}).items():
            if isinstance(value, Server):
                report.sections.append((f"the server `{name}`", value.output()))
