"""Makes the PDFs beside it from `halle.txt`, as newspapers, offices and browsers make them.

    python make.py        needs weasyprint 70, chromium 156, LibreOffice 7.4 and Liberation fonts

The tests read what is committed; run this only to change it.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import weasyprint
from PIL import Image

HERE = Path(__file__).parent
TITLE, *PARAGRAPHS = (HERE / "halle.txt").read_text(encoding="utf-8").strip().split("\n\n")
LIST = (
    "1887 : construction de la halle",
    "1961 : la tôle remplace l'ardoise",
    "1994 : inscription à l'inventaire supplémentaire des monuments historiques, après une longue "
    "procédure devant le tribunal administratif",
)
JUSTIFIED = """
body {font: 10pt/1.3 'Liberation Serif'; text-align: justify; hyphens: auto}
p {margin: 0; text-indent: 1.2em} p:first-of-type {text-indent: 0}
h1 {font: bold 30pt 'Liberation Serif'; text-align: left; margin: 0 0 8pt}
h2 {font: bold 12pt 'Liberation Sans'; margin: 6pt 0; text-align: left; hyphens: none}
"""


def paragraphs(first: int, last: int) -> str:
    return "".join(f"<p>{text}</p>" for text in PARAGRAPHS[first:last])


def html(style: str, body: str) -> str:
    head = f"<meta charset=utf-8><title>{TITLE}</title><style>{style}</style>"
    return f"<html lang=fr>{head}<body>{body}</body></html>"


def newspaper() -> str:
    """Three justified columns under a headline, a picture with its caption, a foot."""
    style = f"""@page {{size: A4; margin: 1.5cm; @bottom-center {{
      content: 'La Feuille du Bocage — page ' counter(page); font-size: 8pt}}}} {JUSTIFIED}
    .lead {{font-weight: bold; font-size: 12pt; text-indent: 0; margin-bottom: 8pt}}
    .by {{text-indent: 0; margin-bottom: 6pt}} .columns {{columns: 3; column-gap: 14pt}}
    figure {{margin: 4pt 0}} img {{width: 100%}}
    figcaption {{font-size: 7.5pt; line-height: 1.2; text-indent: 0}}"""
    return html(
        style,
        f"""<h1>{TITLE}</h1>
        <p class=lead>Le conseil municipal a voté jeudi la rénovation du bâtiment de 1887. Les
        commerçants, qui s'installeront place du Général-Tissot, redoutent de perdre leur clientèle.
        <p class=by>Par Jeanne Bidule, le 3 mars 2024<div class=columns>{paragraphs(0, 3)}
        <figure><img src=halle.png><figcaption>La halle de Montverdier, vendredi matin, avant le
        démontage des étals. Photo Luc Ardoin</figcaption></figure>{paragraphs(3, 5)}
        <h2>Un marché sans chambre froide</h2>{paragraphs(5, 8)}
        <h2>Deux millions à emprunter</h2>{paragraphs(8, 12)}</div>""",
    )


def report() -> str:
    """Two columns on several small pages, with running heads, page numbers, a note and a table."""
    style = f"""@page {{size: A5; margin: 2cm 1.4cm;
      @top-left {{content: 'Chambre des comptes du Haut-Bocage'; font-size: 8pt}}
      @top-right {{content: 'Rapport 2024'; font-size: 8pt}}
      @bottom-center {{content: counter(page) ' / ' counter(pages); font-size: 8pt}}}} {JUSTIFIED}
    h1 {{font-size: 20pt}} .columns {{columns: 2; column-gap: 10pt}} sup {{font-size: 6pt}}
    td {{padding: 3pt; vertical-align: top; hyphens: none; text-align: left}}
    table {{margin: 8pt 0}} .date {{width: 1.6cm}} .note {{font-size: 7pt; text-indent: 0}}"""
    return html(
        style,
        f"""<h1>La rénovation de la halle de Montverdier</h1>
        <p>La chambre a examiné le dossier le 29 février 2024<sup>1</sup>, en séance publique.</p>
        <table><tr><td class=date>12 janvier 2024<td>Réunion publique à la salle des fêtes, en
        présence de plus de deux cents personnes et de la presse</tr>
        <tr><td class=date>2 février 2024<td>Autorisation de travaux, délivrée par la préfecture
        après l'avis de l'architecte des bâtiments de France</tr></table>
        <p class=note>1. Voir le procès-verbal de cette séance, page 14.</p>
        <div class=columns><h2>1. Les faits</h2>{paragraphs(0, 4)}<h2>2. Les réactions</h2>
        {paragraphs(4, 8)}<h2>3. Le financement</h2>{paragraphs(8, 12)}</div>""",
    )


def web_page() -> str:
    items = "".join(f"<li>{item}</li>" for item in LIST)
    return html(
        "body {font-family: 'Liberation Sans'} h1, h2 {font-weight: normal}",
        f"""<h1>{TITLE}</h1><p>Par Jeanne Bidule, publié le 3 mars 2024</p>{paragraphs(0, 6)}
        <ul>{items}</ul><h2>Deux millions à emprunter</h2>{paragraphs(6, 12)}""",
    )


def letter() -> str:
    return html(
        "",
        f"""<p>Mairie de Montverdier<br>12, rue des Lilas<br>35999 Montverdier</p>
        <p align=right>Monsieur Armand Delcourt<br>Sous-préfet du Haut-Bocage</p>
        <p align=right>Montverdier, le 5 mars 2024</p><p><b>Objet : fermeture de la halle</b></p>
        <p>Monsieur le sous-préfet,</p>{paragraphs(0, 9)}
        <p>Veuillez agréer, Monsieur le sous-préfet, l'expression de ma haute considération.</p>
        <p align=right>Solène Kervadec<br>Maire de Montverdier</p>""",
    )


def print_from_browser(folder: Path) -> None:
    """Prints with the lines that browsers add, from a site with an invented name."""
    (folder / "halle.html").write_text(web_page(), encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-pdf-tagging",
                f"--host-resolver-rules=MAP lafeuille.example:80 127.0.0.1:{server.server_port}",
                f"--print-to-pdf={HERE / 'imprime.pdf'}", "http://lafeuille.example/halle.html",
            ],
            check=True,
        )  # fmt: skip
        server.shutdown()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Image.new("RGB", (300, 200), (120, 140, 160)).save(folder / "halle.png")
        for made, page in (("journal.pdf", newspaper()), ("rapport.pdf", report())):
            weasyprint.HTML(string=page, base_url=name).write_pdf(HERE / made)
        print_from_browser(folder)
        source = folder / "courrier.html"
        source.write_text(letter(), encoding="utf-8")
        subprocess.run(
            [
                "soffice", "--headless", "--infilter=HTML (StarWriter)",
                "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(HERE), str(source),
            ],
            check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
