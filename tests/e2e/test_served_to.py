"""Whom the app answers as it is shipped: a browser on the same machine, and nobody else."""

import ipaddress

import psutil

from tests.helpers.browser import served


def test_it_listens_to_its_own_machine_only():
    with served(address="") as app:
        port = int(app.rpartition(":")[2])
        listening = [c.laddr for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN]
        hosts = {host for host, at in listening if at == port}
    assert hosts
    assert all(ipaddress.ip_address(host).is_loopback for host in hosts)


def test_it_is_opened_by_the_option_that_the_readme_names():
    with served(address="0.0.0.0") as app:
        port = int(app.rpartition(":")[2])
        listening = [c.laddr for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN]
        assert "0.0.0.0" in {host for host, at in listening if at == port}
