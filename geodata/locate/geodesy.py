"""Distances and bearings on the WGS 84 ellipsoid, through geopy's geodesic (Karney 2013, "Algorithms for geodesics")."""

from geographiclib.geodesic import Geodesic
from geopy.distance import geodesic


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The length of the geodesic between two positions, in metres."""
    return float(geodesic((lat, lon), (other_lat, other_lon)).meters)


def destination(lat: float, lon: float, bearing_deg: float, length_m: float) -> tuple[float, float]:
    """Latitude and longitude reached along the geodesic that leaves at a bearing, clockwise from north; to a millionth of a degree (0.1 m)."""
    reached = geodesic(meters=length_m).destination((lat, lon), bearing_deg)
    return round(float(reached.latitude), 6), round(float(reached.longitude), 6)


def midpoint(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float]:
    """Latitude and longitude of the middle of the geodesic between two positions."""
    return along(lat, lon, other_lat, other_lon, 0.5)


def along(lat: float, lon: float, other_lat: float, other_lon: float, share: float) -> tuple[float, float]:
    """Latitude and longitude at a share, from 0 to 1, of the geodesic from one position to another."""
    line = Geodesic.WGS84.Inverse(lat, lon, other_lat, other_lon)
    return destination(lat, lon, float(line["azi1"]), float(line["s12"]) * share)
