"""The military grid reference system (MGRS) → latitude and longitude, by the published formulas.

Lettering: NGA, "The Universal Grids and the Transverse Mercator and Polar Stereographic Map Projections" (NGA.SIG.0012, 2014). The inverse of the
transverse Mercator projection: Krüger's series as given by Karney ("Transverse Mercator with an accuracy of a few nanometers", 2011), to the third
order, which is exact to a millimetre within a zone. Polar zones, which news do not use, are not read.
"""

import math
from dataclasses import dataclass

_A, _F = 6_378_137.0, 1 / 298.257223563
_K0, _FALSE_EAST_M = 0.9996, 500_000.0
_N = _F / (2 - _F)
_RECTIFYING_M = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (_N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96, _N**2 / 48 + _N**3 / 15, 17 * _N**3 / 480)
_DELTA = (2 * _N - 2 * _N**2 / 3 - 2 * _N**3, 7 * _N**2 / 3 - 8 * _N**3 / 5, 56 * _N**3 / 15)

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M, _CYCLE_M = 100_000.0, 2_000_000.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the grid: its middle, and the length of its side in metres."""

    lat: float
    lon: float
    side_m: float


def cell_of(zone: int, band: str, square: str, easting: str, northing: str) -> Cell | None:
    """The cell of a reference such as 38S MB 12345 67890; None where there is no such zone, band or square.

    There are as many digits for the easting as for the northing, at most five.
    """
    columns = _COLUMNS[(zone - 1) % 3]
    if not (1 <= zone <= 60 and band in _BANDS and square[0] in columns and square[1] in _ROWS and len(easting) == len(northing) <= 5):
        return None
    side_m = 10.0 ** (5 - len(easting))
    east_m = (columns.index(square[0]) + 1) * _SQUARE_M + int(easting) * side_m + side_m / 2
    row = (_ROWS.index(square[1]) - (5 if zone % 2 == 0 else 0)) % len(_ROWS)
    in_cycle_m = row * _SQUARE_M + int(northing) * side_m + side_m / 2
    for cycle in range(5):  # the rows' letters come again every 2,000 km; the band says which of them is meant
        lat, lon = _from_utm(zone, east_m, in_cycle_m + cycle * _CYCLE_M, is_north=band >= "N")
        if _is_in_band(lat, band):
            return Cell(lat, lon, side_m)
    return None


def _is_in_band(lat: float, band: str) -> bool:
    south = -80 + 8 * _BANDS.index(band)
    north = south + (12 if band == "X" else 8)
    return south - 1 <= lat <= north + 1  # squares at the edge reach over it


def _from_utm(zone: int, east_m: float, north_m: float, *, is_north: bool) -> tuple[float, float]:
    xi = (north_m - (0.0 if is_north else 10_000_000.0)) / (_K0 * _RECTIFYING_M)
    eta = (east_m - _FALSE_EAST_M) / (_K0 * _RECTIFYING_M)
    orders = range(1, 4)
    xi_0 = xi - sum(_BETA[j - 1] * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j in orders)
    eta_0 = eta - sum(_BETA[j - 1] * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j in orders)
    chi = math.asin(math.sin(xi_0) / math.cosh(eta_0))
    lat = chi + sum(_DELTA[j - 1] * math.sin(2 * j * chi) for j in orders)
    lon = math.atan2(math.sinh(eta_0), math.cos(xi_0))
    return math.degrees(lat), zone * 6 - 183 + math.degrees(lon)
