"""Starlette's client for tests, imported in one place."""

import warnings

with warnings.catch_warnings():
    # Starlette 0.52 asks for a class of anyio by its old name.
    warnings.simplefilter("ignore", DeprecationWarning)
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
