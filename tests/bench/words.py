#!/usr/bin/env python3
"""words.py BYTES: lines of ordinary French words, some with a year or a percentage, few with something to find."""

import random
import sys

WORDS = """le la les de du des un une et à en que qui dans pour sur avec par est sont nous vous ils elles plus cette ces
leur données statistique enquête ménage entreprise région emploi population recensement publication méthode calcul
résultats agents service projet note travail réunion équipe outil texte rapport analyse qualité mesure variable modèle
code période trimestre indice prix niveau hausse baisse taux part ensemble secteur activité organisation document
question réponse version fichier""".split()


def line(r):
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


def main():
    r, left = random.Random(7), int(sys.argv[1])
    while left > 0:
        text = line(r).encode()
        left -= len(text)
        sys.stdout.buffer.write(text)


main()
