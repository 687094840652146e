"""Time zones: the one of this machine, and those that have a name."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from twohats.errors import NotUnderstood
from twohats.system.machine import variable

_LINK = "/etc/localtime"


class MachineZone(tzinfo):
    """The zone that the clock of this machine has, where it has no name: as the system counts, summer time included."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """By how much it is ahead of UTC at a local time."""
        return timedelta(seconds=self._local(at).tm_gmtoff)

    def dst(self, at: datetime | None) -> timedelta:
        """Nothing, since nobody asks."""
        return timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        """Its short name at a local time."""
        return self._local(at).tm_zone

    def fromutc(self, at: datetime) -> datetime:
        """The local time of a moment given in UTC."""
        seconds = (at.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()
        return at + timedelta(seconds=time.localtime(seconds).tm_gmtoff)

    @staticmethod
    def _local(at: datetime | None) -> time.struct_time:
        return time.localtime(time.mktime(at.timetuple()) if at is not None else None)


def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name; raises NotUnderstood. An empty name is the zone of this machine."""
    if not name:
        return machine_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotUnderstood(f"{name} is no time zone", "Europe/London, America/New_York ...") from error


def machine_zone() -> tzinfo:
    """The zone of this machine."""
    name = variable("TZ").removeprefix(":")
    if not name:
        try:
            name = os.path.realpath(_LINK).partition("zoneinfo/")[2]
        except OSError:
            name = ""
    try:
        return ZoneInfo(name) if name else MachineZone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return MachineZone()
