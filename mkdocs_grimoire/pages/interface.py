"""The words that readers see and no author wrote, in one table: a language is one entry of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language."""

    glossary: str
    """Title of a glossary page that is generated, and where a card leads."""
    known_as: str
    """Before an entry's other labels."""
    see: str
    """Before an entry's related entries."""
    more: str
    """Link to where an entry has its `url`."""
    tags: str
    """Before an entry's tags."""
    used_in: str
    """Before the places that use an entry; where they are folded their number follows."""
    letters: str
    """Name of the letter index, for assistive technology."""
    filter: str
    """Label of the filter box."""
    left: str
    """How many entries the filter leaves, of how many: `{left}` and `{all}`."""
    hide: str
    """Switches the cards off."""
    show: str
    """Switches them on."""


ENGLISH = Words(
    glossary="Glossary",
    known_as="Also known as",
    see="See also",
    more="Read more",
    tags="Tags",
    used_in="Used in",
    letters="Letters",
    filter="Filter",
    left="{left} of {all}",
    hide="Hide cards",
    show="Show cards",
)

LANGUAGES: Mapping[str, Words] = {
    "en": ENGLISH,
    "ar": Words(
        glossary="مسرد المصطلحات",
        known_as="يُعرف أيضًا باسم",
        see="انظر أيضًا",
        more="اقرأ المزيد",
        tags="الوسوم",
        used_in="مستخدم في",
        letters="الحروف",
        filter="تصفية",
        left="{left} من {all}",
        hide="إخفاء البطاقات",
        show="إظهار البطاقات",
    ),
    "de": Words(
        glossary="Glossar",
        known_as="Auch",
        see="Siehe auch",
        more="Mehr dazu",
        tags="Schlagwörter",
        used_in="Verwendet in",
        letters="Buchstaben",
        filter="Filtern",
        left="{left} von {all}",
        hide="Karten ausblenden",
        show="Karten einblenden",
    ),
    "es": Words(
        glossary="Glosario",
        known_as="También",
        see="Véase también",
        more="Más información",
        tags="Etiquetas",
        used_in="Usado en",
        letters="Letras",
        filter="Filtrar",
        left="{left} de {all}",
        hide="Ocultar fichas",
        show="Mostrar fichas",
    ),
    "fr": Words(
        glossary="Glossaire",
        known_as="Aussi",
        see="Voir aussi",
        more="En savoir plus",
        tags="Étiquettes",
        used_in="Utilisé dans",
        letters="Lettres",
        filter="Filtrer",
        left="{left} sur {all}",
        hide="Masquer les fiches",
        show="Afficher les fiches",
    ),
    "it": Words(
        glossary="Glossario",
        known_as="Anche",
        see="Vedi anche",
        more="Ulteriori informazioni",
        tags="Etichette",
        used_in="Usato in",
        letters="Lettere",
        filter="Filtra",
        left="{left} di {all}",
        hide="Nascondi le schede",
        show="Mostra le schede",
    ),
    "ja": Words(
        glossary="用語集",
        known_as="別名",
        see="関連項目",
        more="詳しく見る",
        tags="タグ",
        used_in="使用箇所",
        letters="索引",
        filter="絞り込み",
        left="{all}件中{left}件",
        hide="カードを表示しない",
        show="カードを表示する",
    ),
    "nl": Words(
        glossary="Woordenlijst",
        known_as="Ook bekend als",
        see="Zie ook",
        more="Lees meer",
        tags="Labels",
        used_in="Gebruikt in",
        letters="Letters",
        filter="Filteren",
        left="{left} van {all}",
        hide="Kaarten verbergen",
        show="Kaarten tonen",
    ),
    "pt": Words(
        glossary="Glossário",
        known_as="Também conhecido como",
        see="Ver também",
        more="Saiba mais",
        tags="Etiquetas",
        used_in="Usado em",
        letters="Letras",
        filter="Filtrar",
        left="{left} de {all}",
        hide="Ocultar fichas",
        show="Mostrar fichas",
    ),
    "ru": Words(
        glossary="Глоссарий",
        known_as="Также",
        see="См. также",
        more="Подробнее",
        tags="Метки",
        used_in="Встречается в",
        letters="Буквы",
        filter="Фильтр",
        left="{left} из {all}",
        hide="Скрыть карточки",
        show="Показать карточки",
    ),
    "zh": Words(
        glossary="术语表",
        known_as="又称",
        see="另见",
        more="了解更多",
        tags="标签",
        used_in="用于",
        letters="索引",
        filter="筛选",
        left="{left} / {all}",
        hide="隐藏卡片",
        show="显示卡片",
    ),
}
"""Languages by their code, without a region. To add one, copy an entry and translate it."""

WORD_NAMES = tuple(field.name for field in fields(Words))


def words_for(language: str, overrides: Mapping[str, str]) -> Words:
    """Return the words of a language.

    Args:
        language: A code such as `de`, `pt-BR` or `zh_Hant`; English stands in for one that is not
            in the table.
        overrides: Words of the user's own, by the names in `WORD_NAMES`.
    """
    code = language.replace("_", "-").split("-")[0].lower()
    return replace(LANGUAGES.get(code, ENGLISH), **overrides)
