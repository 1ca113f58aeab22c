"""Distances and bearings on the WGS 84 ellipsoid (Karney 2013, "Algorithms for geodesics"). The only door to geographiclib.

Geopy's own geodesic asks the same library, but brings all of its online geocoders into memory, which takes longer than parsing a document.
"""

from geographiclib.geodesic import Geodesic

_EARTH = Geodesic.WGS84


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The length of the geodesic between two positions, in metres."""
    return float(_EARTH.Inverse(lat, lon, other_lat, other_lon, Geodesic.DISTANCE)["s12"])


def destination(lat: float, lon: float, bearing_deg: float, length_m: float) -> tuple[float, float]:
    """Latitude and longitude reached along the geodesic that leaves at a bearing, clockwise from north; to a millionth of a degree (0.1 m)."""
    reached = _EARTH.Direct(lat, lon, bearing_deg, length_m, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return round(float(reached["lat2"]), 6), round(float(reached["lon2"]), 6)


def midpoint(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float]:
    """Latitude and longitude of the middle of the geodesic between two positions."""
    return along(lat, lon, other_lat, other_lon, 0.5)


def along(lat: float, lon: float, other_lat: float, other_lon: float, share: float) -> tuple[float, float]:
    """Latitude and longitude at a share, from 0 to 1, of the geodesic from one position to another."""
    line = _EARTH.Inverse(lat, lon, other_lat, other_lon)
    return destination(lat, lon, float(line["azi1"]), float(line["s12"]) * share)
