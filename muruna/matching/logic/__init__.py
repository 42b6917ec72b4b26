"""Matching as pure rules: what somebody needs, who may be proposed, how well they fit, and why."""
