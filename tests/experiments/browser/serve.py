"""The pages at a port, without the answers that ``browse`` computes ahead."""

import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from experiments.browser.headers import LOOPBACK
from experiments.browser.serving import bound, server
from experiments.browser.site import site

# Spawned workers import this file again.
if __name__ == "__main__":
    with bound(LOOPBACK[0], int(sys.argv[1])) as listening, suppress(KeyboardInterrupt):
        app = site(1, hosts=LOOPBACK, prepare=False)
        server(app, lambda: None).run(sockets=[listening])
