"""Tests of the coach. The folders mirror `coach` and `screens`; `project` holds the tests of the project itself."""
