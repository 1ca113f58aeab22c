"""How any service is asked: its answers kept on disk, its pace kept for the whole application, its wishes to wait honoured."""

import time
from collections.abc import Callable
from typing import Protocol

from geodata.config import GeocoderSettings
from geodata.errors import GeocoderUnusable, LookupFailed
from geodata.locate.geocoders.ledger import Ledger
from geodata.model import Place

PATIENCE_S = 30.0
"""A wait that a service asks for is sat out up to this long; a longer one ends asking for this run."""

GIVE_UP_AFTER = 3
"""After so many failures in a row the service counts as out of order, so that a run does not wait for a timeout at every name."""


class Service(Protocol):
    """One request to one service, without cache, pace or second try."""

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str:
        """Where it is asked, with all that changes its answers: the cache's key."""
        ...

    def ask(self, name: str) -> tuple[Place, ...]:
        """The service's answer. Raises LookupFailed or GeocoderUnusable, the latter with the wait that the service asks for."""
        ...


class AskingGeocoder:
    """A geocoder over a service. `clock` gives seconds of the epoch and `sleep` waits: arguments, so that a test need not."""

    def __init__(
        self,
        service: Service,
        ledger: Ledger,
        settings: GeocoderSettings,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = f"{service.name} ({settings.url})"
        self.attribution = settings.attribution
        self._service, self._ledger, self._delay_s = service, ledger, settings.min_delay_s
        self._clock, self._sleep = clock, sleep
        self._failures = 0
        self._closed: GeocoderUnusable | None = None

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name, from the cache or else the service; see `Geocoder.lookup`."""
        kept = self._ledger.answer(self._service.address, name)
        if kept is not None:
            return kept
        if self._closed:
            raise self._closed
        places = self._ask(name)
        self._ledger.keep(self._service.address, name, places)
        return places

    def _ask(self, name: str) -> tuple[Place, ...]:
        try:
            return self._patiently(name)
        except LookupFailed as error:
            self._failures += 1
            if self._failures >= GIVE_UP_AFTER:
                self._closed = GeocoderUnusable(f"{self.name} failed {self._failures} times in a row and is asked no more in this run; last: {error}")
            raise
        except GeocoderUnusable as error:
            self._closed = error
            raise

    def _patiently(self, name: str) -> tuple[Place, ...]:
        """One request; a second one where the service asks for a wait that is short enough."""
        try:
            places = self._in_turn(name)
        except GeocoderUnusable as error:
            if error.retry_after_s is None or error.retry_after_s > PATIENCE_S:
                raise
            places = self._in_turn(name)
        self._failures = 0
        return places

    def _in_turn(self, name: str) -> tuple[Place, ...]:
        held_s = self._ledger.held_for(self._service.address, self._clock())
        if held_s > PATIENCE_S:
            raise GeocoderUnusable(f"{self.name} asked us to wait for another {held_s:.0f} s", held_s)
        self._wait(held_s)
        self._wait(self._ledger.reserve(self._clock(), self._delay_s))
        try:
            return self._service.ask(name)
        except GeocoderUnusable as error:
            if error.retry_after_s is not None:
                self._ledger.hold(self._service.address, self._clock() + error.retry_after_s)
            raise

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)
