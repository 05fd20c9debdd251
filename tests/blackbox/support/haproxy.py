"""HAProxy in front of a server: as a proxy of requests, and as one of connections with the PROXY protocol."""

import subprocess
from pathlib import Path

from . import devices
from .deadline import until
from .nginx import answers, free_port
from .server import Server, clean_environment

#: Where the proxy connects from, so that nobody else of this machine is taken for it.
PROXY = "127.0.0.2"


class HaProxy:
    """A port for each way to the server: what it binds by, what it adds, and to which door it leads."""

    def __init__(self, server: Server, folder: Path):
        certificate, key = devices.self_signed({"COMMON_NAME": "localhost"})
        (folder / "front.pem").write_text(certificate + key)
        api, mqtt, mqtts = server.authority, server.ready["mqtt"], server.ready["mqtts"]
        by_tls = f"ssl crt {folder}/front.pem"
        forwarded = "option forwardfor\n  http-request set-header X-Forwarded-Proto https if { ssl_fc }\n" \
                    "  http-request set-header X-Forwarded-Proto http if !{ ssl_fc }\n" \
                    "  http-request del-header X-Forwarded-Host"
        fronts = {
            "http": ("http", "", forwarded, f"{api}"),
            "https": ("http", by_tls, forwarded, f"{api}"),
            "api": ("tcp", "", "", f"{api} send-proxy-v2"),
            "mqtt_v1": ("tcp", "", "", f"{mqtt} send-proxy"),
            "mqtt_v2": ("tcp", "", "", f"{mqtt} send-proxy-v2"),
            "mqtt_by_tls": ("tcp", by_tls, "", f"{mqtt} send-proxy-v2-ssl"),
            "mqtts_v1": ("tcp", "", "", f"{mqtts} send-proxy"),
            "mqtts_v2": ("tcp", "", "", f"{mqtts} send-proxy-v2"),
        }
        self.ports = {name: free_port() for name in fronts}
        self.log = folder / "haproxy.txt"
        self.configuration = folder / "haproxy.cfg"
        text = "global\n  maxconn 256\ndefaults\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n"
        for name, (mode, binds, adds, to) in fronts.items():
            text += f"listen {name}\n  mode {mode}\n  bind 127.0.0.1:{self.ports[name]} {binds}\n"
            text += f"  {adds}\n" if adds else ""
            text += f"  server daypass {to} source {PROXY}\n"
        self.configuration.write_text(text)

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["haproxy", "-db", "-f", str(self.configuration)], env=clean_environment(),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._answers, 15, "haproxy")
        return self

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return all(answers(port) for port in self.ports.values())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
