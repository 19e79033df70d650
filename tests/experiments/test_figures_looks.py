import itertools

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from experiments.compare import BASELINE
from experiments.figures.border_phrases import BORDER_PHRASES
from experiments.figures.discovery_phrases import DISCOVERY_PHRASES
from experiments.figures.phrases import _PHRASES
from experiments.figures.sensitivity_phrases import SENSITIVITY_PHRASES
from experiments.figures.style import policy_styles, styles_by_place
from experiments.main_question import MAIN_QUESTION
from experiments.typeface import FACES, FAMILY, register
from model.policy import GROUPS, load_policy, policies

CATALOGUE = [policy.name for policy in policies() if policy.name != BASELINE]
EVERY = tuple(dict.fromkeys([*MAIN_QUESTION, *CATALOGUE]))
FACTORIAL = tuple(name for name in MAIN_QUESTION if set(name.split("+")) <= {
    "unit_jagoi_full", "plbn_full", "cbc_high"
})  # fmt: skip

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
# vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15, severity 1.
SEEN = {
    "usual": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
# From linear sRGB to CIE XYZ, and the white of D65 (IEC 61966-2-1).
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, seen):
    """CIE 1976 L*a*b* of a colour as somebody sees it."""
    gamma = np.array(to_rgb(colour))
    linear = np.where(gamma <= 0.04045, gamma / 12.92, ((gamma + 0.055) / 1.055) ** 2.4)
    x, y, z = (XYZ @ np.clip(seen @ linear, 0, 1)) / XYZ.sum(axis=1)
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def differ(looks):
    assert len({look.colour for look in looks}) == len(looks)
    assert len({look.marker for look in looks}) == len(looks)


@pytest.mark.parametrize("name", EVERY)
def test_a_policy_of_the_model_looks_the_same_in_every_study(name):
    alone = policy_styles([name])[name]
    assert policy_styles(EVERY)[name] == alone
    assert policy_styles([BASELINE, "mine", *reversed(EVERY), "zebra"])[name] == alone


@pytest.mark.parametrize("group", GROUPS)
def test_policies_of_one_page_differ_in_colour_and_marker(group):
    page = [
        name
        for name in EVERY
        if load_policy(name).group == group and load_policy(name).kind == "policy"
    ]
    styles = policy_styles(EVERY)
    differ([styles[name] for name in page])


def test_unit_post_and_cooperation_and_their_joins_differ_in_colour_and_marker():
    assert len(FACTORIAL) == 7
    styles = policy_styles(FACTORIAL)
    differ([styles[name] for name in FACTORIAL])


def test_no_two_policies_of_the_model_look_alike():
    styles = policy_styles(EVERY)
    assert len({(styles[name].colour, styles[name].marker) for name in EVERY}) == len(EVERY)


def test_the_order_of_joined_parts_does_not_matter():
    for one, other in (("plbn_full+cbc_high", "cbc_high+plbn_full"), ("a+b", "b+a")):
        assert policy_styles([one])[one] == policy_styles([other])[other]


def test_own_policies_keep_their_look_wherever_they_stand_and_yield_to_those_of_the_model():
    own = [f"own_{place}" for place in range(5)]
    alone = {name: policy_styles([name])[name] for name in own}
    assert len(set(alone.values())) > 1
    for name in own:
        look = alone[name]
        for known in CATALOGUE:
            both = policy_styles([name, known])
            differ([both[name], both[known]])
            if known != BASELINE and policy_styles([known])[known].colour != look.colour:
                moved = policy_styles([known])[known].marker == look.marker
                assert moved or both[name] == look
    assert policy_styles(own) == {**policy_styles(own[::-1])}


def test_up_to_seven_own_policies_differ_in_colour_and_twelve_in_marker():
    differ([policy_styles(list("abcdefg"))[name] for name in "abcdefg"])
    twelve = policy_styles(list("abcdefghijkl"))
    assert len({twelve[name].marker for name in "abcdefghijkl"}) == 12


@pytest.mark.parametrize("sight", SEEN)
def test_colours_of_policies_are_told_apart_by_everybody(sight):
    colours = {style.colour for style in policy_styles(EVERY).values()}
    assert len(colours) == 8
    seen = {colour: lab(colour, SEEN[sight]) for colour in colours}
    grey = policy_styles([])[BASELINE].colour
    for one, other in itertools.combinations(colours, 2):
        # One just noticeable difference is about 2.3 (Mahy and others 1994).
        least = 4 * 2.3 if grey in (one, other) else 6 * 2.3
        assert np.linalg.norm(seen[one] - seen[other]) > least, (one, other)


def test_looks_by_place_are_those_of_the_palette_in_order():
    looks = styles_by_place(list("abc"))
    differ(list(looks.values()))
    assert looks.items() < styles_by_place(list("abcd")).items()


def test_the_typeface_comes_with_tapal_and_is_registered_once():
    register()
    known = len(fontManager.ttflist)
    register()
    assert len(fontManager.ttflist) == known
    for face in FACES:
        weight = "bold" if face.weight == 700 else "normal"
        wanted = FontProperties(family=[FAMILY], weight=weight, style=face.style)
        assert findfont(wanted, fallback_to_default=False) == str(face.path)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.path.stem)
def test_the_typeface_has_every_letter_of_the_phrases_and_figures_of_equal_width(face):
    font = get_font(face.path)
    catalogues = (_PHRASES, BORDER_PHRASES, DISCOVERY_PHRASES, SENSITIVITY_PHRASES)
    text = "".join(itertools.chain(*(pair for one in catalogues for pair in one.values())))
    missing = {letter for letter in text if letter.isprintable()} - set(
        map(chr, font.get_charmap())
    )
    assert not missing
    widths = {font.load_char(ord(digit)).linearHoriAdvance for digit in "0123456789"}
    assert len(widths) == 1
