"""PDF files made by hand: small, locked, damaged."""


def pdf(*texts, trailer="", info=""):
    """A PDF with one line of text on each page; `info`: entries of its information dictionary."""
    count = len(texts)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(texts):
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {font} /Contents {5 + 2 * number} 0 R >>"
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        bodies += [page, f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"]
    if info:
        bodies.append(f"<< {info} >>")
        trailer += f" /Info {len(bodies)} 0 R"
    return _assemble(bodies, trailer)


def _assemble(bodies, trailer):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (table + end).encode()


ENCRYPT = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> "
    f"/ID [<{'43' * 16}> <{'43' * 16}>]"
)
LOCKED = pdf("The ferry report.", trailer=ENCRYPT)
