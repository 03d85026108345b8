"""Glossary terms found in prose, linked, shown in cards and checked."""

__version__ = "0.1.0"
