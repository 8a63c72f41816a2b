#!/usr/bin/env python3
"""words.py KIND BYTES: lines of ordinary French `words`, some with a year or a percentage, few with something to find;
`tables` of numbers, fields set apart by semicolons; or `json`, an object a line. The same with each run."""

import json
import random
import sys

WORDS = """le la les de du des un une et à en que qui dans pour sur avec par est sont nous vous ils elles plus cette ces
leur données statistique enquête ménage entreprise région emploi population recensement publication méthode calcul
résultats agents service projet note travail réunion équipe outil texte rapport analyse qualité mesure variable modèle
code période trimestre indice prix niveau hausse baisse taux part ensemble secteur activité organisation document
question réponse version fichier""".split()


def words(r):
    words = [r.choice(WORDS) for _ in range(r.randint(8, 16))]
    if r.random() < 0.15:
        words.append(str(r.randint(1950, 2030)))
    if r.random() < 0.08:
        words.append(f"{r.randint(0, 99)},{r.randint(0, 9)} %")
    if r.random() < 0.004:
        words.append(f"contact jean.dupont{r.randint(1, 99)}@insee.fr")
    if r.random() < 0.002:
        words.append(f"06 12 34 56 {r.randint(0, 99):02d}")
    return " ".join(words) + "\n"


def tables(r):
    return (f"{r.randint(1, 95):02d};{r.randint(1990, 2026)};{r.randint(10, 99)}.{r.randint(10, 99)}{r.choice('ABCZ')};"
            f"{r.choice(WORDS)} {r.choice(WORDS)};{r.randint(3, 99999)};{r.randint(0, 10**7) / 100:.2f};"
            f"{r.random():.6f};{r.randint(2000, 2026)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}\n")


def objects(r):
    return json.dumps({
        "id": f"obs-{r.randint(1, 10**6)}", "period": f"{r.randint(1990, 2026)}-{r.randint(1, 12):02d}",
        "region": f"FR{r.randint(1, 99):02d}", "label": " ".join(r.choice(WORDS) for _ in range(4)),
        "value": round(r.random() * 1e5, 2), "count": r.randint(3, 10**6), "status": r.choice(["A", "P"]),
        "flags": [r.randint(0, 9) for _ in range(3)], "estimate": {"low": r.random(), "high": r.random()},
        "final": r.random() < 0.5}, ensure_ascii=False) + "\n"


def main():
    line = {"words": words, "tables": tables, "json": objects}[sys.argv[1]]
    r, left = random.Random(7), int(sys.argv[2])
    while left > 0:
        text = line(r).encode()
        left -= len(text)
        sys.stdout.buffer.write(text)


main()
