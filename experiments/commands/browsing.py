"""The command ``browse``: the comparison page and the live page, from a server on this machine."""

import signal
import sys
from collections.abc import Sequence

from experiments.browser.addresses import public
from experiments.browser.extra import demand_extra
from experiments.browser.limits import processes
from experiments.words import Language
from model.compilation import is_compiled


def browse(
    port: int,
    host: str,
    addresses: Sequence[str],
    proxies: Sequence[str],
    language: Language,
    jobs: int | None,
    *,
    opens: bool,
) -> int:
    """Serve the pages until the process is stopped; ``opens`` shows them in the user's browser.

    ``addresses`` and ``proxies``: see :func:`experiments.browser.addresses.public`. Returns the
    exit code. Raises InputError if the extra is not installed, an address cannot be had or is none,
    or ``jobs`` is not allowed; KeyboardInterrupt when the user stops the server, SystemExit when
    the system does.
    """
    workers, outside = processes(jobs), public(addresses, proxies)
    demand_extra("browse")
    from experiments.browser import serving  # noqa: PLC0415

    with serving.bound(host, port) as listening:
        from experiments.browser.headers import LOOPBACK  # noqa: PLC0415
        from experiments.browser.site import site  # noqa: PLC0415

        url, local = serving.address(listening, language), serving.is_loopback(listening)

        def ready() -> None:
            print(f"Tapal: {url} (Ctrl-C ends it)", flush=True)  # noqa: T201
            if not is_compiled():
                _say("The model is compiled once (about a minute); the page waits for it.")
            if outside is not None:
                _say(f"Behind a proxy it is {' and '.join(outside.origins.values())}.")
                if not outside.proxies:
                    _say(
                        "All visitors share one place in the queue, because no proxy tells them "
                        "apart; name it with --trusted-proxy."
                    )
            elif not local:
                _say(
                    "Everybody in this machine's network can use the pages; without --host they "
                    "are for this machine only."
                )
            if opens:
                serving.open_page(url)

        # Else the signal itself ends the process, and what tidies up at its end is left out.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        own = {*LOOPBACK, host} if local or outside is not None else None
        app = site(workers, hosts=own, origins=outside.origins if outside else None)
        serving.server(app, ready, outside.proxies if outside else ()).run(sockets=[listening])
    return 0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
