import pytest

from experiments.browser.addresses import Public, public
from experiments.cli import WRONG_INPUT, main
from model.errors import InputError


def test_nothing_given_is_no_public_server() -> None:
    assert public((), ()) is None


@pytest.mark.parametrize(
    ("address", "host", "origin"),
    [
        ("https://tapal.example.org", "tapal.example.org", "https://tapal.example.org"),
        ("HTTPS://Tapal.Example.Org/", "tapal.example.org", "https://tapal.example.org"),
        ("https://tapal.example.org:443", "tapal.example.org", "https://tapal.example.org"),
        ("http://tapal.lan:8080", "tapal.lan:8080", "http://tapal.lan:8080"),
        ("https://[2001:db8::1]", "[2001:db8::1]", "https://[2001:db8::1]"),
        ("https://bücher.example", "xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_address_is_read_as_browsers_write_it(address: str, host: str, origin: str) -> None:
    assert public([address], []) == Public({host: origin})


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("tapal.example.org", "does not begin with https://"),
        ("ftp://tapal.example.org", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("*", "does not begin with https://"),
        ("https://*.example.org", "names no host"),
        ("https://", "names no host"),
        ("https://-x.example", "names no host"),
        ("https://a..example", "names no host"),
        ("https://" + "a" * 64 + ".example", "names no host"),
        ("https://tapal.example.org/lab", "says more than scheme, name and port"),
        ("https://tapal.example.org?x=1", "says more than scheme, name and port"),
        ("https://me@tapal.example.org", "says more than scheme, name and port"),
        ("https://tapal.example.org:99999", "is no address"),
        ("https://[::1", "is no address"),
        ("https://tapal.example.org\nX: y", "is no address"),
    ],
)
def test_what_is_no_address_is_told(address: str, sentence: str) -> None:
    with pytest.raises(InputError) as told:
        public([address], [])
    (problem,) = told.value.problems
    assert problem.startswith("--public-address: ")
    assert sentence in problem


@pytest.mark.parametrize("proxy", ["proxy", "*", "", "10.0.0.5/8", "0.0.0.0/0", "::/0", "1.2.3"])
def test_what_is_no_proxy_is_told(proxy: str) -> None:
    with pytest.raises(InputError) as told:
        public(["https://tapal.example.org"], [proxy])
    (problem,) = told.value.problems
    assert problem.startswith(f"--trusted-proxy: '{proxy}' is ")


def test_proxies_are_addresses_and_networks() -> None:
    found = public(["https://tapal.example.org"], ["127.0.0.1", "10.88.0.0/16", "::1"])
    assert found is not None
    assert found.proxies == ("127.0.0.1/32", "10.88.0.0/16", "::1/128")


def test_a_proxy_without_an_address_is_told() -> None:
    with pytest.raises(InputError, match="--public-address"):
        public([], ["127.0.0.1"])


def test_everything_wrong_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("--public-address", "x", "--public-address", "y", "--trusted-proxy", "z")
    assert main(["browse", "--no-open", *wrong]) == WRONG_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 3
