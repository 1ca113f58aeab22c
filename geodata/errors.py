"""Every error that Dateline raises on purpose.

    GeodataError
    ├── ConfigError (ValueError)      a setting is missing or impossible: names the key and the file
    ├── InvalidRecord (ValueError)    a value breaks a record's rule (latitude 200, end before begin)
    ├── ReadError                     this document cannot be read; the run goes on
    │   ├── UnsupportedFormat         no reader knows this kind of file
    │   └── UnsafeAddress             a private, loopback or non-http address
    ├── LocateError                   a place could not be looked up
    │   ├── LookupFailed              this name could not be asked; the run goes on
    │   └── GeocoderUnusable          refused, blocked, out of quota: stop asking
    └── AtlasError                    not an atlas, another schema version, in use

Not finding a place is no error: it is an answer. Each foreign library's errors are translated at its door. A message says what went
wrong, with which item, and what to do about it.
"""


def reason_of(error: BaseException) -> str:
    """What an error of Python or of a library says, in one line and without numbers and files of its own: "No such file or directory"."""
    return (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split())


class GeodataError(Exception):
    """Base of every error that Dateline raises on purpose."""


class ConfigError(GeodataError, ValueError):
    """A setting is missing or impossible. The message names the key and the file."""


class InvalidRecord(GeodataError, ValueError):
    """A value breaks the rule of its record."""


class ReadError(GeodataError):
    """This document cannot be read; the run goes on with the others."""


class UnsupportedFormat(ReadError):
    """No reader knows this kind of file."""


class UnsafeAddress(ReadError):
    """The address is private, loopback or not http(s), so it is not fetched."""


class LocateError(GeodataError):
    """A place could not be looked up."""


class LookupFailed(LocateError):
    """This one name could not be asked; the run goes on."""


class GeocoderUnusable(LocateError):
    """The geocoder refused, blocked us or is out of quota: nothing more is asked of it in this run.

    `retry_after_s` is how long the service asked us to wait, None where it did not say.
    """

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class AtlasError(GeodataError):
    """The folder is not an atlas, has another schema version, or is in use."""
