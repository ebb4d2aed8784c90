"""What a PDF says of itself in XMP: that it is PDF/A and PDF/UA, and what its content is from."""

from typing import Final
from xml.sax.saxutils import escape

from weasyprint.pdf.metadata import DocumentMetadata

SOURCE: Final = "source"
"""The name of the HTML `meta` that says which content, in which version, a page is made from."""

# WeasyPrint claims PDF/A or PDF/UA, never both (its issue 2467). PDF/A allows only properties that
# it knows or that the file itself describes: for PDF/UA's there is ISO 14289-1, 5.
_PDF_UA: Final = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_SOURCE: Final = """\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:source>{}</dc:source></rdf:Description>
"""


class Metadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint is not typed
    """The engine's metadata of a tagged PDF/A, with PDF/UA-1 and the source of the content."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """Give the description in RDF; the engine asks for it by this name."""
        given: bytes = super().generate_rdf_metadata(variant, version, conformance)
        source = self.custom.get(SOURCE)
        more = _PDF_UA + (_SOURCE.format(escape(source)) if source else "")
        return given.replace(b"</rdf:RDF>", more.encode() + b"</rdf:RDF>")
