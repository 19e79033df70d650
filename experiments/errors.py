"""What ends a study early through no fault of the input."""


class StoppedError(Exception):
    """The user stopped a study; the sentence says how to go on."""


class WorkersLostError(Exception):
    """A worker process died; what had finished is on disk, and the sentence says how to go on."""
