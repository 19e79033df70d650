"""Under which addresses a server is reached, and which machines stand between it and visitors."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from model.errors import InputError

_USUAL: Final = {"http": 80, "https": 443}
_NAME: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_ADVICE: Final = "give scheme and name alone, as in https://tapal.example.org"


@dataclass(frozen=True)
class Public:
    """How a server is reached from outside.

    ``origins``: its addresses as browsers write them (``https://tapal.example.org``), by the Host
    that such a request has. ``proxies``: addresses and networks of the reverse proxies whose word
    (X-Forwarded-For, X-Forwarded-Proto) is taken on where a visitor comes from.
    """

    origins: dict[str, str]
    proxies: tuple[str, ...] = ()


def public(addresses: Iterable[str], proxies: Iterable[str]) -> Public | None:
    """Return how a server is reached from outside; None where nothing is given.

    ``addresses`` are those of ``--public-address``, ``proxies`` those of ``--trusted-proxy``.
    Raises InputError with everything that is wrong with them.
    """
    problems: list[str] = []
    origins: dict[str, str] = {}
    networks: list[str] = []
    for address in addresses:
        try:
            origin = _origin(address)
        except ValueError as error:
            problems.append(f"--public-address: '{address}' {error}; {_ADVICE}.")
        else:
            origins[origin.partition("://")[2]] = origin
    for proxy in proxies:
        try:
            networks.append(_network(proxy))
        except ValueError as error:
            problems.append(
                f"--trusted-proxy: '{proxy}' {error}; give the proxy's address, as in 127.0.0.1, "
                "or its network, as in 10.88.0.0/16."
            )
    if networks and not origins and not problems:
        problems.append(
            "--trusted-proxy: is for a server behind a proxy; give its --public-address too, as in "
            "https://tapal.example.org."
        )
    if problems:
        raise InputError(problems)
    return Public(origins, tuple(networks)) if origins else None


def _origin(address: str) -> str:
    """Return an address as browsers write it; ValueError with what is wrong with it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("is no address") from None
    if parts.scheme not in _USUAL:
        raise ValueError("does not begin with https:// or http://")
    if "@" in parts.netloc or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("says more than scheme, name and port")
    name = _host(parts.hostname or "")
    known = port is None or port == _USUAL[parts.scheme]
    return f"{parts.scheme}://{name}" + ("" if known else f":{port}")


def _host(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    try:
        # A browser sends a name with other letters in this form.
        written = name.encode("idna").decode()
    except UnicodeError:
        written = ""
    if not _NAME.fullmatch(written):
        raise ValueError("names no host")
    return written


def _network(proxy: str) -> str:
    try:
        network = ipaddress.ip_network(proxy)
    except ValueError:
        raise ValueError("is no IP address or network") from None
    if not network.prefixlen:
        raise ValueError("is everybody")
    return str(network)
