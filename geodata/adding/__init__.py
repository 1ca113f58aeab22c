"""Documents → an atlas: go through what was given, read it, and put it in with a new build. Runs in a process of its own (see `jobs`).

    given ─taking→ waiting, in .adding ─looking→ its facts, for a person to look at ─storing→ sources/, texts/ and a new build, put in use at once

What was done for a document once is not done again, whoever ended the run. Until the new build is in use, the atlas is as it was.

    ATLAS/  sources/             the documents as they were given, with sources.csv: what is said of them, and where each fact comes from
            .adding/, .kept/     what waits (see `intake`), and the results of each document; both may be removed at any time
"""

from geodata.adding.running import Outcome, check_own, run
from geodata.adding.storing import rebuild

__all__ = ["Outcome", "check_own", "rebuild", "run"]
