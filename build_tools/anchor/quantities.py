"""Words that say how many, or which one in a row: what a person must look at when they change.

Of languages of the notes' readers and of those that are often quoted from. What means something else in nearly every
text of its language or of another, as “un”, “ein” and the Danish “to” do, is no number here. Signs of other scripts for
figures are told by Unicode.
"""

from __future__ import annotations

import re

_WORDS = frozenset(
    # English, with those in a row, and fractions
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion dozen half halves third quarter double triple twice once thrice first second fourth fifth sixth seventh "
    "eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth "
    # French, Spanish, Italian, Portuguese
    "deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante "
    "soixante cent mille milliard moitié première deuxième troisième quatrième cinquième sixième dixième "
    "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta setenta "
    "ochenta noventa cien ciento mil millón mitad primero primera segundo segunda tercero tercera cuarto cuarta quinto "
    "tre quattro cinque sette otto nove dieci undici dodici venti trenta quaranta cinquanta sessanta cento "
    "milione miliardo metà terzo terza quarta quinta dois duas três quatro sete oito dez vinte trinta quarenta "
    "cinquenta cem milhão metade terceiro terceira "
    # Dutch, Swedish, Danish, Norwegian
    "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend miljoen "
    "miljard helft eerste tweede derde vierde vijfde två tre fyra fem sju åtta nio tio elva tolv tjugo hundra "
    "tusen miljon hälften första andra tredje fjärde seks syv otte tyve hundrede tusind halvdelen "
    "første anden andre fjerde "
    # Polish, Russian, Ukrainian
    "dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia sto tysiąc tysiące milion połowa "
    "pierwszy pierwsza drugi druga trzeci trzecia два две три четыре пять шесть семь восемь девять десять двадцать "
    "тридцать сорок сто тысяча тысячи тысяч миллион миллиона миллионов миллиард половина первый первая второй вторая "
    "третий третья дві чотири п'ять шість сім вісім дев'ять десять двадцять тисяча тисячі мільйон половину перший "
    "другий третій "
    # Turkish, Arabic, Persian, Hebrew, Hindi
    "iki üç dört beş altı yedi sekiz dokuz yirmi otuz yüz milyon milyar yarısı birinci ikinci üçüncü اثنان اثنين "
    "ثلاثة ثلاث أربعة أربع خمسة خمس ستة سبعة ثمانية تسعة عشرة عشرون مئة مائة ألف آلاف مليون مليار نصف الأول الأولى "
    "الثاني الثانية الثالث الثالثة دو سه چهار پنج شش هفت هشت نه ده بیست صد هزار میلیون نیمی اول دوم سوم שניים שתיים "
    "שני שתי שלושה שלוש ארבעה ארבע חמישה חמש עשרה עשר עשרים מאה אלף מיליון חצי ראשון ראשונה दो तीन चार पाँच पांच छह "
    "सात आठ नौ दस बीस सौ हज़ार हजार लाख करोड़ आधा पहला पहली दूसरा दूसरी तीसरा तीसरी".split()
)
_GERMAN = (
    "zwei|zwo|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zwanzig|dreissig|vierzig|fünfzig|sechzig|"
    "siebzig|achtzig|neunzig|hundert|tausend"
)
"""As small letters are compared, with “ss”."""
_OF_GERMAN = re.compile(
    rf"(?:ein(?=und|hundert|tausend))?(?:{_GERMAN}|und)*(?:{_GERMAN})(?:e|en|s?te[nmrs]?|mal)?|"
    r"(?:erst|dritt)e[nmrs]?|million(?:en)?|milliarden?|hälfte|dutzend|einmal"
)


def is_quantity(word: str) -> bool:
    """Whether a word, in any case, has figures in it or is a number: parts of it, with hyphens, each for itself."""
    if any(char.isnumeric() for char in word):
        return True
    return any(
        part in _WORDS or part.removesuffix("s") in _WORDS or _OF_GERMAN.fullmatch(part)
        for part in word.casefold().replace("’", "'").split("-")
    )
