"""Waiting in line: the M/M/c queue, for counters and for the lanes of the border post."""

from model.kernels import kernel


@kernel
def erlang_c(servers: float, offered: float) -> float:
    """Return the chance of waiting in M/M/c; ``offered`` = arrival rate / service rate < servers.

    ``servers`` is a whole number. Erlang's recursion for the loss formula keeps it stable.
    """
    blocking = 1.0
    for k in range(1, int(servers) + 1):
        blocking = offered * blocking / (k + offered * blocking)
    return blocking / (1.0 - offered / servers * (1.0 - blocking))
