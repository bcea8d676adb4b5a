"""What colours look like, to whom: WCAG contrast, colour-vision deficiencies, and the distance between two colours."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]
"""Linear sRGB, each part from 0 to 1."""

Lab = tuple[float, float, float]
"""CIELAB: L* from 0 to 100, a*, b*."""

# Machado, Oliveira and Fernandes (2009), “A Physiologically-based Model for Simulation of Color Vision
# Deficiency”, IEEE Transactions on Visualization and Computer Graphics 15(6), table of matrices, severity 1.0.
SIGHT: dict[str, tuple[Colour, Colour, Colour]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def colour(code: str) -> Colour:
    """The colour of a CSS code `#rrggbb`."""
    return of_rgb(*(int(code[at : at + 2], 16) for at in (1, 3, 5)))


def of_rgb(red: float, green: float, blue: float) -> Colour:
    """The colour of sRGB parts from 0 to 255."""
    return _linear(red / 255), _linear(green / 255), _linear(blue / 255)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(seen: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = seen
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Colour, second: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def seen_with(sight: str, shown: Colour) -> Colour:
    """What a person with this sight sees, as a colour that looks the same to everyone else."""
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, shown, strict=True)), 0.0), 1.0) for row in SIGHT[sight]
    )
    return red, green, blue


def lightness(seen: Colour) -> float:
    """L* of CIELAB, 0 to 100: what is left on a photocopy."""
    return lab(seen)[0]


def lab(seen: Colour) -> Lab:
    """CIELAB for the white of sRGB (D65). https://www.w3.org/TR/css-color-4/#lab-colors"""
    red, green, blue = seen
    x = (0.4123908 * red + 0.3575843 * green + 0.1804808 * blue) / 0.9504559
    y = 0.2126390 * red + 0.7151687 * green + 0.0721923 * blue
    z = (0.0193308 * red + 0.1191948 * green + 0.9505322 * blue) / 1.0890578
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(first: Colour, second: Colour) -> float:
    """How different two colours look, by CIEDE2000: about 1 is just seen, 10 is plain at a glance."""
    return ciede2000(lab(first), lab(second))


def ciede2000(first: Lab, second: Lab) -> float:
    """Sharma, Wu and Dalal (2005), “The CIEDE2000 Color-Difference Formula”, Color Research and Application 30(1)."""
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - sqrt(mean7 / (mean7 + 25**7)))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = degrees(atan2(b1, a1 * stretch)) % 360, degrees(atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * sqrt(chroma**7 / (chroma**7 + 25**7))
    return sqrt(dl**2 + dc**2 + dh**2 - 2 * rotation * dc * dh)
