"""XML of the package's two namespaces; a child is of its parent's."""

from lxml import etree

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
Element = etree._Element


def root(tag: str, namespace: str, **attributes: str) -> Element:
    return etree.Element(f"{{{namespace}}}{tag}", attributes, nsmap={None: namespace})


def add(parent: Element, tag: str, words: str | None = None, **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)
    child.text = words
    return child
