"""Another team's playbook: from a few answers to its first files."""

from __future__ import annotations

from generator.start.answers import Answers, proposed_key, refusal, role_refusal, tidy
from generator.start.files import first_files
from generator.start.software import requirement

__all__ = ["Answers", "first_files", "proposed_key", "refusal", "requirement", "role_refusal", "tidy"]
