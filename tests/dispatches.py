"""A dispatch, what outlets make of it, and other articles on the same affair, for tests."""

from __future__ import annotations

DISPATCH = """\
Grève au port de Saint-Malo : les dockers votent la reprise

SAINT-MALO, 14 mars 2023 (Agence Ouest) — Les dockers du port de Saint-Malo ont voté mardi la \
reprise du travail après onze jours de grève. La direction du port et le syndicat Force maritime \
ont signé lundi soir un accord qui prévoit une hausse des salaires de 4,5 % et la création de \
douze postes.

La grève avait commencé le 3 mars 2023, après l'annonce de la suppression de l'équipe de nuit. Le \
7 mars, près de quatre cents personnes avaient manifesté devant la préfecture. Deux cargos chargés \
d'engrais avaient été détournés vers Brest.

« Nous avons obtenu ce que nous demandions », a déclaré Yann Le Goff, délégué du syndicat. La \
présidente du port, Hélène Marchand, a salué un compromis responsable.

Le trafic doit reprendre jeudi. En 2019, un conflit semblable avait duré trois semaines et coûté \
deux millions d'euros aux entreprises de la région.
"""

# A new title, a paragraph less, some words changed; as a web page.
TAKEN_OVER = """\
<html lang="fr"><head><title>Saint-Malo : fin du conflit au port</title>
<meta property="article:published_time" content="2023-03-15T08:00:00+01:00"></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav><article>
<h1>Saint-Malo : fin du conflit au port</h1>
<p>Les dockers du port de Saint-Malo ont voté mardi la reprise du travail après onze jours de grève.
La direction et le syndicat Force maritime ont signé lundi soir un accord qui prévoit une
augmentation des salaires de 4,5 % et la création de douze postes.</p>
<p>La grève avait commencé le 3 mars 2023, après l’annonce de la suppression de l’équipe de nuit.
Le 7 mars, près de quatre cents personnes avaient défilé devant la préfecture. Deux cargos chargés
d’engrais avaient été déroutés vers Brest.</p>
<p>Le trafic doit reprendre jeudi. En 2019, un conflit semblable avait duré trois semaines et coûté
deux millions d’euros aux entreprises de la région.</p>
</article><footer>Tous droits réservés</footer></body></html>
"""

# Somebody else's account of the same days.
OWN_ACCOUNT = """\
Un printemps social dans les ports bretons

Publié le 23 mars 2023

Il aura fallu une longue nuit de discussions. Le 13 mars 2023, le syndicat Force maritime et la \
direction du port de Saint-Malo ont signé un accord dont chacun se dit satisfait. Hélène Marchand, \
qui préside le port depuis 2018, y voit la fin d'une mauvaise passe.

Les dockers sont revenus sur les quais dès l'aube. Yann Le Goff parle d'une page qui se tourne. \
Reste la question de Brest, où la colère monte à son tour et où le préavis court jusqu'au mois de \
mai.
"""

# News of its own, and the background of the dispatch word for word.
FOLLOW_UP = """\
Saint-Malo : l'accord du port rejeté par la base

Coup de théâtre jeudi sur les quais malouins : les mécaniciens et les grutiers, qui n'avaient pas \
pris part au scrutin de mardi, refusent le texte signé par leurs représentants. Réunis à huis clos \
dans l'ancienne criée, ils ont décidé à une large majorité de bloquer l'écluse du Naye dès \
l'ouverture, et d'y rester aussi longtemps que les primes de nuit ne leur seront pas garanties par \
écrit. Les patrons pêcheurs, inquiets pour leurs livraisons du week-end, réclament l'arbitrage du \
sous-préfet, qui les recevra dans la matinée.

La grève avait commencé le 3 mars 2023, après l'annonce de la suppression de l'équipe de nuit. Le \
7 mars, près de quatre cents personnes avaient manifesté devant la préfecture. Deux cargos chargés \
d'engrais avaient été détournés vers Brest.
"""
