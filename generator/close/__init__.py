"""A run that is over: its end recorded, its log and its plan archived, the playbook ready for a new T0.

All of it is decided and checked before anything is written, and done in an order in which nothing is lost
when it is cut short: the archive appears in one step; T0 goes; then what is in the archive goes.
"""

from generator.close.closing import Closing, ClosingError, Kept, Standing, Wish
from generator.close.plan import plan_close

__all__ = ["Closing", "ClosingError", "Kept", "Standing", "Wish", "plan_close"]
