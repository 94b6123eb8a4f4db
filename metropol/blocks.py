"""The blocks of a body text: few, and stable.

Each stands in one language; a body has a StreamField per language.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading within the text; the page's title is the only heading above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """A paragraph, or several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "blocks/paragraph.html"


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Attribution"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture with the alternative text that fits here.

    The file is optional: pictures of the archive are captions without files until staff
    choose one. Without a file nothing is shown.
    """

    image = ImageChooserBlock(label=_("Image"), required=False)
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        help_text=_("What the image says here. Empty: the text stored with the image."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The image adds nothing to the text: screen readers skip it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), required=False, help_text=_("Empty: the credit stored with the image.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/picture.html"


class BulletListBlock(blocks.ListBlock):
    """A bullet list of plain texts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.CharBlock(label=_("Entry")), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "blocks/list.html"


class DownloadBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Label"), required=False, help_text=_("Empty: the title of the document.")
    )

    class Meta:
        icon = "download"
        label = _("Download")
        template = "blocks/download.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page in one language."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    list = BulletListBlock()
    download = DownloadBlock()
