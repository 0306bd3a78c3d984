"""A new entry, with its fields as comments: what it says, where it goes, and that nothing else changes."""

from generator.skeleton.plan import New, SkeletonError, Wish, plan_new

__all__ = ["New", "SkeletonError", "Wish", "plan_new"]
