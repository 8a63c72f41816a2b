"""workbooks: spreadsheet files made for tests, part by part, so that each part can be wrong in its own way."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
              for name in ("office", "table", "text", "style", "manifest")) + \
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def pack(parts, method=zipfile.ZIP_DEFLATED):
    """The bytes of an archive of `parts`: pairs, or a dictionary, of names and texts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, text)
    return file.getvalue()


def column(number):
    """The name of the column `number`, from 0."""
    name = ""
    number += 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def xlsx_cell(at, value):
    """None: no cell; a number; a text; or the whole element, with {r} for its place, as a tuple of one."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return value[0].replace("{r}", f'r="{at}"')
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def xlsx_rows(rows, hidden=()):
    """`rows`: lists of cells; the sheet's data."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(xlsx_cell(f"{column(i)}{number}", value) for i, value in enumerate(row))
        lines.append(f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>{cells}</row>')
    return "<sheetData>" + "".join(lines) + "</sheetData>"


def xlsx_parts(sheets, strings=(), styles="", settings="", states=()):
    """The parts of a workbook. `sheets`: names and the inside of each worksheet; `states`: of those that are hidden."""
    relations = [(f"s{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(len(sheets))]
    relations += [("t", "sharedStrings", "/xl/sharedStrings.xml"), ("f", "styles", "styles.xml")]
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{i + 1}" r:id="s{i}"'
                     f'{" state=" + quoteattr(states[i]) if i < len(states) and states[i] else ""}/>'
                     for i, name in enumerate(sheets))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
                       "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}">{settings}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>" + "".join(
            f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in relations) +
        "</Relationships>",
        "xl/sharedStrings.xml": "<sst>" + "".join(f"<si>{text}</si>" for text in strings) + "</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    parts.update({f"xl/worksheets/sheet{i}.xml": f"<worksheet>{inside}</worksheet>"
                  for i, inside in enumerate(sheets.values())})
    return parts


def xlsx(rows, **more):
    """The bytes of a workbook of one sheet."""
    return pack(xlsx_parts({"Register": xlsx_rows(rows)}, **more))


def ods_cell(value):
    """None: a blank cell; a number; a text, its lines as paragraphs; or the whole element, as a tuple of one."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        return value[0]
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>shown</text:p></table:table-cell>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods_table(rows, name="Register", more=""):
    """`rows`: lists of cells, or whole elements; a table."""
    lines = "".join(row if isinstance(row, str) else
                    "<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
    return f'<table:table table:name={quoteattr(name)}{more}>{lines}</table:table>'


def ods_parts(tables, styles=""):
    """The parts of a workbook that has these tables."""
    return {
        "mimetype": SPREADSHEET,
        "META-INF/manifest.xml": f"<manifest:manifest{ODF}/>",
        "content.xml": f"<office:document-content{ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                       f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
                       "</office:document-content>",
    }


def ods(rows, **more):
    """The bytes of a workbook of one sheet."""
    return pack(ods_parts(ods_table(rows), **more))
