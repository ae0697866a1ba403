"""Lets the helpers of the scenarios tell what they compared when an assertion fails."""

import pytest

pytest.register_assert_rewrite("tests.scenarios.crash_actions", "tests.scenarios.silence")
