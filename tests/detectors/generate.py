#!/usr/bin/env python3
"""generate.py DIR [--lines N] [--seed S]: texts of which it is known what they hold.

DIR/truth.txt holds identifiers with right check digits in sentences, one a line; DIR/noise.txt ordinary prose, tables,
code and numbers that only look like identifiers. DIR/truth.tsv says for each line of truth.txt what it holds: the
detector that should find it, and the text. Nothing in them belongs to anybody.
"""

import argparse
import os
import random
import string

WORDS = """le la les de du des un une et à en que qui dans pour sur avec par est sont nous vous ils elles plus cette ces
leur données statistique enquête ménage entreprise région emploi population recensement publication méthode calcul
résultats agents service projet note réunion équipe outil texte rapport analyse qualité mesure variable modèle code
période trimestre indice prix niveau hausse baisse taux part ensemble secteur activité organisation document question
réponse version fichier année mois diagnostic traitement ordonnance secret confidentiel numéro passeport adresse rue
mot passe clé santé the of and to in is that for on with as this report data survey method result number version""".split()

# ---- check digits ----


def luhn_digit(digits):
    total = 0
    for index, digit in enumerate(reversed(digits)):
        double = int(digit) * (2 - index % 2)
        total += double - 9 if double > 9 else double
    return str(-total % 10)


def digits(r, count):
    return "".join(r.choice(string.digits) for _ in range(count))


BETWEEN = (" ", " ", " ", "\u202f", "\u00a0", "  ", ".", "-")  # what people put between groups


def nir(r):
    place = r.choice([f"{r.randint(1, 95):02d}", "2A", "2B", "99"])
    body = f"{r.choice('12')}{r.randint(0, 99):02d}{r.randint(1, 12):02d}{place}{r.randint(1, 990):03d}{r.randint(1, 999):03d}"
    key = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    whole = f"{body}{key:02d}"
    parts = (whole[0], whole[1:3], whole[3:5], whole[5:7], whole[7:10], whole[10:13], whole[13:])
    return r.choice([whole, r.choice(BETWEEN).join(parts)])


def siren(r):
    body = r.choice("345789") + digits(r, 7)
    return body + luhn_digit(body)


def siret(r):
    body = siren(r) + f"{r.randint(0, 99):04d}"
    return body + luhn_digit(body)


def mod97(text):
    return int("".join(str(int(c, 36)) for c in text)) % 97


def iban(r):
    country, length = r.choice([("FR", 27), ("DE", 22), ("BE", 16), ("ES", 24), ("NL", 18), ("IT", 27)])
    account = digits(r, length - 4)
    if country == "NL":
        account = "INGB" + account[4:]
    if country == "IT":
        account = "X" + account[1:]
    whole = f"{country}{98 - mod97(account + country + '00'):02d}{account}"
    if r.random() < 0.3:
        whole = whole.lower()
    return r.choice([whole, r.choice(BETWEEN).join(whole[i:i + 4] for i in range(0, length, 4))])


def card(r):
    body = r.choice(["4" + digits(r, 14), r.choice(["51", "52", "55"]) + digits(r, 13)])
    whole = body + luhn_digit(body)
    return r.choice([whole, r.choice(BETWEEN).join(whole[i:i + 4] for i in range(0, 16, 4))])


def tax_number(r):
    body = r.choice("0123") + digits(r, 9)
    return f"{body}{int(body) % 511:03d}"


def vat(r):
    number = siren(r)
    return f"FR{int(number + '12') % 97:02d}{number}"


def ssn(r):
    return f"{r.choice([r.randint(1, 665), r.randint(667, 899)]):03d}-{r.randint(1, 99):02d}-{r.randint(1, 9999):04d}"


def name(r):
    return r.choice(["Martin", "Durand", "Nguyen", "García", "Müller", "O'Neill", "Lefèvre"])


def token(r, count, letters=string.ascii_letters + string.digits):
    return "".join(r.choice(letters) for _ in range(count))


def phone(r):
    separator = r.choice(" .-")
    return separator.join([f"0{r.randint(1, 9)}", *(digits(r, 2) for _ in range(4))])


def day(r):
    return f"{r.randint(1, 28):02d}/{r.randint(1, 12):02d}/{r.randint(1940, 2007)}"


# ---- what a line may hold: the detector, a sentence, what stands in it ----

KINDS = (
    ("nir", ("NIR {}", "assuré n° {} depuis peu", "{};3;12", '"nir": "{}"'), nir),
    ("iban", ("IBAN {}", "virer sur {} avant lundi", "iban={}"), iban),
    ("payment-card", ("carte {} expirée", "CB : {}"), card),
    ("siret", ("SIRET {}", "établissement {} fermé"), siret),
    ("siren", ("SIREN {}", "RCS Paris {}", "la société {} est"), siren),
    ("vat-fr", ("TVA {}", "n° {} sur la facture"), vat),
    ("tax-number-fr", ("numéro fiscal : {}", "SPI {}"), tax_number),
    ("ssn-us", ("SSN {}", "social security {} of"), ssn),
    ("email", ("écrire à {}", "<{}>", "{};oui"), lambda r: f"{token(r, 7, string.ascii_lowercase)}.{name(r).lower().encode('ascii', 'ignore').decode().replace(chr(39), '')}@{r.choice(['insee.fr', 'mail.gouv.fr', 'uni-koeln.de'])}"),
    ("phone-fr", ("tél. {}", "joindre le {} demain"), phone),
    ("phone-international", ("appeler {}", "Tel: {}"), lambda r: f"+{r.choice([33, 49, 32, 44])} {digits(r, 1)} {digits(r, 2)} {digits(r, 2)} {digits(r, 2)} {digits(r, 2)}"),
    ("born-on", ("M. X, né le {} à Lyon", "née le {}"), day),
    ("birth-date-field", ("date de naissance : {}", '"birth_date": "{}"', "dnais={}"), day),
    ("name-field", ("Nom de famille : {}", "prénom = {}", '"last_name": "{}"'), name),
    ("address-fr", ("domicilié {}", "courrier : {}"), lambda r: f"{r.randint(1, 200)} {r.choice(['rue', 'avenue', 'boulevard'])} {r.choice(['des Lilas', 'Jean Jaurès', 'de la République'])}, {r.randint(1, 95):02d}{digits(r, 3)} {r.choice(['Lyon', 'Paris', 'Brest'])}"),
    ("plate-fr", ("véhicule {}", "la {} stationne"), lambda r: f"{token(r, 2, 'ABCDEFGHJKLM')}-{digits(r, 3)}-{token(r, 2, 'ABCDEFGHJKLM')}"),
    ("diagnosis", ("elle est atteinte d'un {}", "il souffre d'une {} sévère"), lambda r: r.choice(["cancer", "dépression", "sclérose", "hépatite"])),
    ("sick-leave", ("en arrêt maladie {} lundi", "congé de maladie {} mardi"), lambda r: r.choice(["depuis", "du", "jusqu'au"])),
    ("aws-key-id", ("clé {}", "AWS_ACCESS_KEY_ID={}"), lambda r: "AKIA" + token(r, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
    ("github-token", ("jeton {}", "GITHUB_TOKEN={}"), lambda r: "ghp_" + token(r, 36)),
    ("ai-service-key", ("OPENAI_API_KEY={}", "clé : {}"), lambda r: "sk-proj-" + token(r, 40)),
    ("json-web-token", ("Bearer {}", "jwt={}"), lambda r: f"eyJ{token(r, 20)}.eyJ{token(r, 30)}.{token(r, 27)}"),
    ("private-key", ("{}", "  {}"), lambda r: f"-----BEGIN {r.choice(['RSA ', 'EC ', ''])}PRIVATE KEY-----"),
    ("password-field", ("mot de passe : {}", 'password="{}"', "mdp = {}"), lambda r: token(r, 6) + r.choice("!&?#") + digits(r, 4)),
    ("url-password", ("postgresql://app:{}@db.interne/x", "https://bob:{}@serveur.fr/"), lambda r: token(r, 12)),
    ("diffusion-restreinte", ("{}", "document {}"), lambda r: r.choice(["DIFFUSION RESTREINTE", "Diffusion Restreinte"])),
    ("statistical-secret-marking", ("données {}", "fichier {} :"), lambda r: r.choice(["soumises au secret statistique", "couvertes par le secret statistique"])),
    ("small-count", ("nombre d'entreprises : {}", "nb_ent={}", "number of firms = {}"), lambda r: r.choice("12")),
)


def prose(r):
    return " ".join(r.choice(WORDS) for _ in range(r.randint(6, 14)))


def truth(r):
    kind, sentences, make = r.choice(KINDS)
    value = make(r)
    line = r.choice(sentences).format(value)
    if line == line.strip() and kind not in ("private-key", "diffusion-restreinte") and r.random() < 0.3:
        line = f"{prose(r)}, {line}"
    return kind, value, line


def wrong_key(r):
    """A number whose check digits are those of another."""
    value = r.choice([nir, siret, iban, card, vat])(r)
    last = value[-1]
    return value[:-1] + r.choice([d for d in string.digits if d != last])


def version_number(r):
    return ".".join(str(r.randint(0, 30)) for _ in range(3))


NOISE = (
    prose, prose, prose, prose,
    lambda r: f"{prose(r)} {r.randint(1950, 2030)} {prose(r)} {r.randint(0, 99)},{r.randint(0, 9)} %",
    lambda r: ";".join([f"{r.randint(1, 95):02d}", str(r.randint(1990, 2026)), *(str(r.randint(0, 10 ** 6)) for _ in range(4))]),
    lambda r: f"total : {r.randint(1, 999)} {r.randint(100, 999)} {r.randint(100, 999)} euros",
    lambda r: f"  {token(r, 6, string.ascii_lowercase)} = {token(r, 5, string.ascii_lowercase)}({r.randint(0, 999)}, \"{r.choice(WORDS)}\")",
    lambda r: f"commit {token(r, 40, '0123456789abcdef')}",
    lambda r: f"référence {wrong_key(r)}",
    lambda r: f"version {version_number(r)} du {r.randint(1, 28)}/{r.randint(1, 12)}/{r.randint(2000, 2026)}",
    lambda r: f"article L. {r.randint(100, 999)}-{r.randint(1, 30)} du code, n° {r.randint(2000, 2026)}-{r.randint(100, 1999)}",
    lambda r: f"https://www.insee.fr/fr/statistiques/{digits(r, 7)}?sommaire={digits(r, 7)}",
    lambda r: f"colis {digits(r, 13)} lot {digits(r, 8)}",
    lambda r: f"{prose(r)} ({r.choice(WORDS)}@2x.png)",
)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--lines", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    r = random.Random(options.seed)
    os.makedirs(options.folder, exist_ok=True)
    with open(os.path.join(options.folder, "truth.txt"), "w", encoding="utf-8") as text, \
            open(os.path.join(options.folder, "truth.tsv"), "w", encoding="utf-8") as table:
        for _ in range(options.lines):
            kind, value, line = truth(r)
            text.write(line + "\n")
            table.write(f"{kind}\t{value}\n")
    with open(os.path.join(options.folder, "noise.txt"), "w", encoding="utf-8") as text:
        for _ in range(options.lines):
            text.write(r.choice(NOISE)(r) + "\n")


if __name__ == "__main__":
    main()
