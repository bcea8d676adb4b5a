"""Abbreviations of news texts that end in a dot, in the languages that most often need them. Data.

No list is needed before a word in small letters, nor behind one letter, letters with dots between them or a word
without vowels (`U.S.`, `z. B.`, `Mr.`, `стр.`). Languages are not told apart, as few of these are words of another
language in the capitals given here: a sentence shown a little too long is better than half of one.
"""

from __future__ import annotations

CONTINUED = frozenset(
    # English: titles, posts and names; then what stands between two words of one sentence
    "Mr Mrs Ms Dr St Prof Profs Gov Govs Sen Sens Rep Reps Gen Col Capt Adm Maj Rev Hon Pres Amb Supt Insp Det Messrs "
    "Ste Pte Assoc vs approx incl excl cf viz "
    # German
    "Dipl Ing Mag Univ Priv Doz med phil jur rer nat bzw ca ggf bspw zzgl inkl exkl evtl vgl sog geb gest gegr "
    "Fa einschl ehem röm kath evang österr dt engl frz russ ukr amerik lat vsl vermtl gem lt Az "
    # French, Spanish, Portuguese, Italian
    "MM Mme Mlle Mmes Me boul env ex sra dra Sra Srta Sres Dra Gral Cnel Tte Lic Arq Excmo Excma Exmo Exma aprox sig "
    "sigg dott avv arch geom Mons "
    # Dutch, Scandinavian, Polish, Turkish, Vietnamese
    "mevr prof drs ir bl eks dvs ung tzw tzn np ul inż gen hab św Doç Av öğr TP TS GS ThS PGS "
    # Russian and other Cyrillic
    "проф акад доц им тов ул пер пл просп обл напр англ нем тыс млн млрд вул "
    # Hindi and Bengali titles, and the names of Latin letters, which initials are
    "डॉ प्रो स्व श्री सुश्री ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी आर एस टी यू वी डब्ल्यू ডা ডঃ ড প্রো মো মোঃ "
    "এ বি সি ডি জি কে এম এস পি डा प्रा "
    # The same letters in Tamil, Telugu, Kannada, Malayalam, Gujarati, Punjabi and Sinhala
    "எம் என் எஸ் எல் எச் ஆர் எப் எஃப் எக்ஸ் ஜே டபிள்யூ ఎమ్ ఎం ఎన్ ఎస్ ఎల్ హెచ్ ఆర్ ఎఫ్ ఎక్స్ డబ్ల్యూ "
    "ಎಂ ಎಮ್ ಎನ್ ಎಸ್ ಎಲ್ ಎಚ್ ಹೆಚ್ ಆರ್ ಎಫ್ ಡಬ್ಲ್ಯೂ എം എൻ എസ് എൽ എച്ച് ആർ എഫ് ഡബ്ല്യു "
    "એ બી સી ડી એફ જી એચ જે કે એલ એમ એન પી આર એસ ટી યુ વી ડબલ્યુ ડૉ પ્રો ਏ ਬੀ ਡੀ ਐਫ ਐਚ ਜੇ ਕੇ ਐਲ ਐਮ ਐਨ ਪੀ ਆਰ ਐਸ ਟੀ ਯੂ ਵੀ ਡਾ ਪ੍ਰੋ "
    "එම් එන් එස් එල් එච් ආර් එෆ් ඩබ්ලිව් ඩබ්ලියු".split()
)
"""What follows them belongs to them, whatever it is. With a capital, too, where a sentence begins with them."""

BEFORE_A_NUMBER = frozenset(
    "No Nos no nos Nr nr Nrn n° N° nº Nº núm num № Art Arts art arts Abs Abschn Sec sec Ch ch Fig fig Figs figs Abb "
    "Jan Feb Mar Mär Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec Dez janv févr avr juil déc abr fev ene apr giu lug ott "
    "dic jan feb янв февр апр авг сент окт нояб дек "
    "Vol vol Bd Kap pp pg pág págs Ziff Rn Tel tel Tél tél ok Str str Ph Ext ext para kl "
    "ст стр п пп рис табл гл тел кв poz pkt".split()
)
"""Only before a number or a bracket. `No. 5` is one; “He said no. Then …” is not."""

NAMES_WITH_A_MARK = ("Yahoo!", "Jeopardy!", "Wham!", "Oklahoma!", "E!")
"""Names of which a mark is part, and which often stand before a word with a capital."""

MAY_END = frozenset(
    "Inc Ltd Co Corp Bros Jr Sr etc Ave Blvd Rd al Ph PhD Esq usw Mio Mrd Std Tsd Jh Jhd Hg Hrsg Verf ecc cit EE UU "
    "Ud Uds Vd Vds Cía Avda др гг вв руб коп долл чел itd itp wg mln mld tys godz osv mm mfl fl vb".split()
)
"""A sentence may end with them: only a word with which sentences begin tells."""

MAY_END_LETTERS = frozenset("am pm usw тд тп ev oä uä".split())
"""The same for letters with dots between them that begin with a small one; others never end a sentence."""

STARTERS = frozenset(
    "The A An He She It They We I You This That These Those There His Her Its Their Our My But And Or In On At As If "
    "When While After Before For From With By To No Not Yes Then However Meanwhile Also According Both Some Many Most "
    "Other Others Another Since Though Although Because So Yet Still Now Under Over Such What Who Why How Where "
    "Der Die Das Er Sie Es Wir Ihr Ein Eine Einen Einem Einer Im Am Auf Aus Bei Mit Nach Von Vor Zu Zur Zum Und Aber "
    "Doch Auch Dies Diese Dieser Dieses Dann Damit Dabei Wenn Als Ob Nun Seit Für Über Unter Während Trotz Laut Zudem "
    "Außerdem Allerdings Jedoch Denn Dort Hier "
    "Il Elle Ils Elles Un Une Cette Ces Cet Nous Vous Et Mais Dans En Au Aux Pour Par Sur Selon Depuis Après Avec "
    "Una Él Ella Ellos Según Pero Con Por Para También Su Sus Hij Zij Het Een Maar Ook Dat Dit Deze "
    "Он Она Они Оно Это Эти Этот Эта Но По На Во При Для Если Когда Как Также Мы Вы".split()
)
"""Words that have a capital for no other reason than that a sentence begins."""

ORDINAL_DOT = frozenset(
    "de gsw lb nds da nb nn no fo is fi et lv cs sk sl hr sr bs sh mk bg pl hu tr az tk eu ko".split()
)
"""Languages that write a dot behind the number of a day or of a rank: `25. April`."""
