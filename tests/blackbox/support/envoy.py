"""Envoy in front of a plain web service, with the filter that the page shows."""

import json
import re
import subprocess
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

from .deadline import until
from .nginx import Echo, answers, free_port
from .paths import PROJECT
from .server import Server, clean_environment

PROGRAM = Path(sys.prefix) / "bin" / "envoy"


def documented() -> str:
    page = (PROJECT / "docs" / "forward-auth.md").read_text()
    return page.split("```yaml\n", 1)[1].split("```", 1)[0]


def _cluster(name: str, port: int) -> dict:
    address = {"socket_address": {"address": "127.0.0.1", "port_value": port}}
    endpoint = {"endpoint": {"address": address}}
    return {"name": name, "connect_timeout": "5s", "type": "STATIC", "load_assignment": {
        "cluster_name": name, "endpoints": [{"lb_endpoints": [endpoint]}]}}


class Envoy:
    """One listener, whose filters are the documented one and the router."""

    def __init__(self, server: Server, folder: Path):
        self.service = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
        self.service.seen = []
        threading.Thread(target=self.service.serve_forever, daemon=True).start()
        self.port = free_port()
        clusters = [_cluster("daypass", server.port), _cluster("service", self.service.server_port)]
        routes = [{"match": {"prefix": "/"}, "route": {"cluster": "service"}}]
        hosts = [{"name": "all", "domains": ["*"], "routes": routes}]
        filters = documented() + (
            "- name: envoy.filters.http.router\n  typed_config:\n"
            '    "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router\n')
        indented = re.sub("^", " " * 10, filters, flags=re.M).rstrip()
        self.log = folder / "envoy.txt"
        self.configuration = folder / "envoy.yaml"
        # What is JSON is YAML, too.
        self.configuration.write_text(f"""static_resources:
  clusters: {json.dumps(clusters)}
  listeners:
  - address: {{ socket_address: {{ address: 127.0.0.1, port_value: {self.port} }} }}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: all
          use_remote_address: true
          route_config: {json.dumps({"virtual_hosts": hosts})}
{indented}
""")

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "-c", str(self.configuration), "--use-dynamic-base-id", "--concurrency", "1"],
                env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._answers, 30, "Envoy")
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return answers(self.port)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.service.shutdown()
        self.service.server_close()
