"""Tests of the 公用文 check."""
