// Classes of letters and lists of words, as Python has them. Made by `python -m tests.suggest.tables`.

import { ranges } from "./ranges.js";

export const WIDE_MARKS = ranges("9hd+2 2+c 3+b 64+1 14p1+e b+6 r+5 r+a");
export const UNSPACED_LETTERS = ranges(
  "2rl+1l 6+e 1f+1 2 2+4 2+n 2 2+m 3+4 2 2+6 e+3 81+1r h+1r b+5 1cx+2b 4 5+1 ab+t 3+4 c+17 5+p l+1 1t+1q 2+s 10+d 2g+1a i+7 38+11 3z5+1 q+8 8+4 3+2 7+2d 7+2 2+2h 2+3 6p+f e9+533 1t+g73 1vp+1a 1a+f b+4 2+14 1k+2q p+4 ffl+a5 3+2x wd+1l 38m+1e 1m+1 3 i8+7 3+1 3+l 2+6 2+1 2+4 n e+3 v+9 2 3 2+11 nf+q 3+e f+1 4+7 ca+6 3 3+7 2+1 2+n 14h+h j+c 2+x czx+t 2xh+4 a+5p6 11+x 2o+36 e+pd f+1e 5y6+3 2+6 2+1 2+88 a u+2 3 f+4 8+az f7p+wyn x+3dq 2+4gd 3+5rk g+h9 1wj+f1 15v+3t6 6+6jt upz+8qn",
);
export const DEPENDENT = ranges(
  "2rl+1l 6+e 1f+1 2 2+4 2+n 2 2+m 3+4 2 2+6 e+3 81+1r h+1r b+5 1cx+2b 4 5+1 ab+t 3+4 c+17 5+p l+1 1t+1q 2+s 10+d sab+f b+4 2q+2q p+4 lcx+q 3+e f+1 4+7",
);
export const NUMBERS_IN_LETTERS = ranges(
  "a9x 3i pz mb 3oz 3 4 2 r 1l 1b 8 2 m j+1 v 9 11 2r 3d t 72 1u z 2 2 d0 2+2 7 39+3 lz eu 8 135 3o+1 d+2 2 qo 1a 26 w6 11o dk wg ko n ns 1ax py 1oi 5 3h ym ij ag 11 6 18 3i jg5 8 5 1m v 2 16 7jv+1 1s bx 5 68 2 3w 17jc 2r 3i 1r 1l5 2h 9 g 9a j s 4tz 16w 3gj 7rm tnn 8kz 64",
);
export const CONTINUED =
  "Adm Amb Arq Assoc Av Az Capt Cnel Col Det Dipl Doz Doç Dr Dra Excma Excmo Exma Exmo Fa GS Gen Gov Govs Gral Hon Ing Insp Lic MM Mag Maj Me Messrs Mlle Mme Mmes Mons Mr Mrs Ms PGS Pres Priv Prof Profs Pte Rep Reps Rev Sen Sens Sra Sres Srta St Ste Supt TP TS ThS Tte Univ amerik approx aprox arch avv bl boul bspw bzw ca cf dott dra drs dt dvs ehem einschl eks engl env evang evtl ex excl exkl frz geb gegr gem gen geom gest ggf hab incl inkl inż ir jur kath lat lt med mevr nat np phil prof rer russ röm sig sigg sog sra tzn tzw ukr ul ung vermtl vgl viz vs vsl zzgl österr öğr św акад англ вул доц им млн млрд напр нем обл пер пл просп проф тов тыс ул आई आर ई ए एच एन एफ एम एल एस ओ के जी जे टी डब्ल्यू डा डी डॉ पी प्रा प्रो बी यू वी श्री सी सुश्री स्व এ এম এস কে জি ড ডঃ ডা ডি পি প্রো বি মো মোঃ সি ਆਰ ਏ ਐਚ ਐਨ ਐਫ ਐਮ ਐਲ ਐਸ ਕੇ ਜੇ ਟੀ ਡਾ ਡੀ ਪੀ ਪ੍ਰੋ ਬੀ ਯੂ ਵੀ આર એ એચ એન એફ એમ એલ એસ કે જી જે ટી ડબલ્યુ ડી ડૉ પી પ્રો બી યુ વી સી ஆர் எஃப் எக்ஸ் எச் என் எப் எம் எல் எஸ் ஜே டபிள்யூ ఆర్ ఎం ఎక్స్ ఎన్ ఎఫ్ ఎమ్ ఎల్ ఎస్ డబ్ల్యూ హెచ్ ಆರ್ ಎಂ ಎಚ್ ಎನ್ ಎಫ್ ಎಮ್ ಎಲ್ ಎಸ್ ಡಬ್ಲ್ಯೂ ಹೆಚ್ ആർ എം എച്ച് എഫ് എസ് എൻ എൽ ഡബ്ല്യു ආර් එච් එන් එම් එල් එස් එෆ් ඩබ්ලියු ඩබ්ලිව්";
export const BEFORE_A_NUMBER =
  "Abb Abs Abschn Apr Art Arts Aug Bd Ch Dec Dez Ext Feb Fig Figs Jan Jul Jun Kap Mar Mär No Nos Nov Nr Nrn N° Nº Oct Okt Ph Rn Sec Sep Sept Str Tel Tél Vol Ziff abr apr art arts avr ch dic déc ene ext feb fev fig figs févr giu jan janv juil kl lug no nos nr num n° nº núm ok ott para pg pkt poz pp pág págs sec str tel tél vol авг апр гл дек кв нояб окт п пп рис сент ст стр табл тел февр янв №";
export const MAY_END =
  "Avda Ave Blvd Bros Co Corp Cía EE Esq Hg Hrsg Inc Jh Jhd Jr Ltd Mio Mrd Ph PhD Rd Sr Std Tsd UU Ud Uds Vd Vds Verf al cit ecc etc fl godz itd itp mfl mld mln mm osv tys usw vb wg вв гг долл др коп руб чел";
export const MAY_END_LETTERS = "am ev oä pm usw uä тд тп";
export const STARTERS =
  "A Aber According After Allerdings Als Also Although Am An And Another Après As At Au Auch Auf Aus Aux Außerdem Avec Because Before Bei Both But By Ces Cet Cette Con Dabei Damit Dann Dans Das Dat Denn Depuis Der Deze Die Dies Diese Dieser Dieses Dit Doch Dort Een Ein Eine Einem Einen Einer Ella Elle Elles Ellos En Er Es Et For From Für He Her Het Hier Hij His How However I If Ihr Il Ils Im In It Its Jedoch Laut Maar Mais Many Meanwhile Mit Most My Nach No Not Nous Now Nun Ob On Ook Or Other Others Our Over Par Para Pero Por Pour Según Seit Selon She Sie Since So Some Still Su Such Sur Sus También That The Their Then There These They This Those Though To Trotz Un Una Und Under Une Unter Von Vor Vous We Wenn What When Where While Who Why Wir With Während Yes Yet You Zij Zu Zudem Zum Zur Él Über Во Вы Для Если Как Когда Мы На Но Он Она Они Оно По При Также Эта Эти Это Этот";
export const ORDINAL_DOT =
  "az bg bs cs da de et eu fi fo gsw hr hu is ko lb lv mk nb nds nn no pl sh sk sl sr tk tr";
export const SYLLABLES_WITHOUT_VOWELS = "bs cs hr mk sh sk sl sr";
export const LETTERS =
  "ßss æae ðd øo þth đd ħh ıi łl ŋn œoe αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ёyo ђdj єye іi їyi јj љlj њnj ћc ўw џdz ґg";
export const SMALL_WORDS =
  "a an and are as at be been but by das de der des du ein eine el et for from had has have her his in is it its la las le les los of on or than that the their these this those to und une was were will with would";
export const OPENING_WORDS = "never no nor not without";
export const UNUSABLE =
  "about-this-copy at-a-glance aux cite com1 com2 com3 com4 com5 com6 com7 com8 com9 con corrections coverage download evidence five-notes footnotes index keys lesson lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 notes nul practice prn provenance read-beside-it rights the-article timeline title voices what-holds-up who-speaks";
export const CONSONANTS = "bcdfghjklmnpqrstvwxzßđłβγδζθκλμνξπρςστφχψбвгджзйклмнпрстфхцчшщъьґ";
export const NAMES_WITH_A_MARK = ["Yahoo!", "Jeopardy!", "Wham!", "Oklahoma!", "E!"];
export const DAY =
  /^(?:\d{4}-\d\d?-\d\d?(?:(?:T|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?)$/i;
export const MEANS_SOMETHING =
  /^(?:~|=|<<|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|[-+]?(?:0x[0-9a-f_]+|0[ob][0-7_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?))$/i;
