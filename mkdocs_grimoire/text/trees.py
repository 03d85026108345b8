"""Copies of elements, however deep they are nested."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def copied(element: Element) -> Element:
    """Return a copy of an element with all that is in it.

    `copy.deepcopy` calls itself for each level, and Python has about a thousand of them.
    """
    copy = Element(element.tag, element.attrib)
    copy.text, copy.tail = element.text, element.tail
    waiting = [(element, copy)]
    while waiting:
        source, target = waiting.pop()
        for child in source:
            made = SubElement(target, child.tag, child.attrib)
            made.text, made.tail = child.text, child.tail
            waiting.append((child, made))
    return copy
