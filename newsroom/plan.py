"""What one machine runs, worked out from the environment: ports, processes, and what they are told."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from newsroom.children import Spec
from newsroom.embedded import Server, plan_server, write_private
from newsroom.ports import choose_port

WEB_PORT = 8000
DEMO_PORT = 8090
DEMO_SITES = ("accounts", "council", "stats", "transit", "riders", "gazette", "schools")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (only named here; binding to it is the operator's choice)
WORKER = "-A newsroom worker -P threads -c 4 -B -Q jobs,checks,checks_now --without-gossip --without-mingle"


class Refused(Exception):
    """`make run` cannot start; the message is a sentence for the person at the terminal."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One run. `web_port` and `demo_port` are free when the plan is made; `valkey` is None when one is given.

    `demo_home` is the port with which the demo was loaded: the addresses it cites carry it for good.
    """

    data_dir: Path
    host: str
    wanted_port: int
    web_port: int
    demo: bool
    wanted_demo_port: int
    demo_port: int
    demo_home: int
    valkey: Server | None
    env: Mapping[str, str]

    @property
    def reached_at(self) -> str:
        """The host that this machine itself uses to reach the web process."""
        return EVERYWHERE.get(self.host, self.host)

    @property
    def url(self) -> str:
        host = f"[{self.reached_at}]" if ":" in self.reached_at else self.reached_at
        return f"http://{host}:{self.web_port}/"

    def notes(self) -> list[str]:
        """What to say before the start: each wanted port that was taken, and that the first start is slower."""
        notes = []
        if self.wanted_port not in (0, self.web_port):
            notes.append(f"Port {self.wanted_port} is taken: Newsroom uses {self.web_port} instead.")
        if self.demo and self.wanted_demo_port not in (0, self.demo_port):
            notes.append(f"Port {self.wanted_demo_port} is taken: the demo sites use {self.demo_port} instead.")
            if self.demo_home != self.demo_port:
                notes.append(f"The pages that the demo cites stand at {self.demo_home}; without it their checks fail.")
        if self.demo and not people_file(self.data_dir).exists():
            notes.append("The first start fills the demo newsroom: that takes about half a minute, once.")
        return notes


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def make_plan(environ: Mapping[str, str], data_dir: Path) -> Plan:
    """Read PORT, HOST, NEWSROOM_DEMO and REDIS_URL; raises Refused (a sentence) and NoServer."""
    host = environ.get("HOST") or "127.0.0.1"
    demo = environ.get("NEWSROOM_DEMO", "1") not in ("0", "", "false", "no")
    if demo and not is_loopback(host):
        raise Refused(
            f"The demo has known passwords and is refused on {host}: "
            "use HOST=127.0.0.1, or NEWSROOM_DEMO=0 for a newsroom of your own."
        )
    wanted_port = _port_number(environ.get("PORT") or str(WEB_PORT))
    # Whoever wants any port does not want a usual one for the demo sites either: several such starts go on at once.
    usual = DEMO_PORT if wanted_port else 0
    wanted_demo_port = int(read_facts(data_dir).get("demo_home") or usual)
    web_port = choose_port(wanted_port, host)
    demo_port = choose_port(wanted_demo_port if wanted_demo_port != web_port else 0)
    valkey = None if environ.get("REDIS_URL") else plan_server(data_dir)
    env = _shared_env(environ, data_dir, host, demo)
    env |= {"PORT": str(web_port)}
    env |= {"REDIS_URL": valkey.url} if valkey else {}
    if demo:
        origins = ",".join(f"{site}.localhost:{demo_port}" for site in DEMO_SITES)
        env |= {"DEMO_WEB_PORT": str(demo_port), "LINKS_DEMO_ORIGINS": origins}
    return Plan(
        data_dir=data_dir,
        host=host,
        wanted_port=wanted_port,
        web_port=web_port,
        demo=demo,
        wanted_demo_port=wanted_demo_port,
        demo_port=demo_port,
        demo_home=wanted_demo_port if people_file(data_dir).exists() else demo_port,
        valkey=valkey,
        env=env,
    )


def _port_number(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    raise Refused(f"PORT is {text!r}: give a number from 0 (any free port) to 65535.")


def _shared_env(environ: Mapping[str, str], data_dir: Path, host: str, demo: bool) -> dict[str, str]:
    given = [name for name in environ.get("ALLOWED_HOSTS", "").split(",") if name]
    own = [*LOCAL_HOSTS, *([] if is_loopback(host) or host in EVERYWHERE else [host])]
    sites = [f"{site}.localhost" for site in DEMO_SITES] if demo else []
    return {
        "ALLOWED_HOSTS": ",".join(dict.fromkeys([*given, *own, *sites])),
        "DJANGO_SETTINGS_MODULE": environ.get("DJANGO_SETTINGS_MODULE") or "newsroom.settings.dev",
        "NEWSROOM_DATA": str(data_dir),
        "NEWSROOM_DEMO": "1" if demo else "0",
        # Celery's warning about root is about pickles; our jobs are JSON.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
        # Empty unless the demo is on, whatever the shell that started us had in it.
        "LINKS_DEMO_ORIGINS": "",
        "PYTHONUNBUFFERED": "1",
    }


def preparation(plan: Plan) -> Spec:
    """The one process that runs before all others: tables, static files, the demo."""
    return Spec(name="setup", command=(sys.executable, "-m", "newsroom.prepare"), env=plan.env)


def processes(plan: Plan) -> list[Spec]:
    """What runs beside Valkey until the end: web, worker and, in the demo, the sites it cites."""
    web = f"-m granian --interface wsgi --host {plan.host} --port {plan.web_port} --workers 1"
    web += " --blocking-threads 4 --no-ws --log-level warning newsroom.wsgi:application"
    commands = {"web": web, "worker": f"-m celery {WORKER} --loglevel INFO"}
    if plan.demo:
        commands["demo"] = f"-m factchecks.demo.web --port {plan.demo_port} --later"
    return [Spec(name=name, command=(sys.executable, *line.split()), env=plan.env) for name, line in commands.items()]


def facts_file(data_dir: Path) -> Path:
    """Where the ports and pids of the current or last run stand."""
    return data_dir / "run" / "ports.json"


def people_file(data_dir: Path) -> Path:
    """Where the demo's sign-ins stand once it is loaded."""
    return data_dir / "run" / "demo_people.json"


def read_facts(data_dir: Path) -> dict[str, Any]:
    """The content of `run/ports.json`; empty when there is none or it cannot be read."""
    try:
        facts = json.loads(facts_file(data_dir).read_text())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def write_facts(plan: Plan, pids: Mapping[str, int]) -> None:
    """Replace `run/ports.json`: {"url", "web", "demo", "demo_home", "valkey", "pids": {name: pid}}.

    Ports are numbers or None.
    """
    facts = {
        "url": plan.url,
        "web": plan.web_port,
        "demo": plan.demo_port if plan.demo else None,
        "demo_home": plan.demo_home,
        "valkey": plan.valkey.port if plan.valkey else None,
        "pids": dict(pids),
    }
    write_private(facts_file(plan.data_dir), json.dumps(facts, indent=1))
