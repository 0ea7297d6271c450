/** What German understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
import { type Heard, ways } from '../../heard.ts'
import { numeralsOf } from '../../numerals.ts'

const no = 'nicht|nie|niemals'
const us = 'uns|mir|mich|allen|alle'
const ones =

    'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
    'achtzehn neunzehn'
const tens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'

/** Verbs that come apart, as they are told, named, put behind “zu”, and done. */
const turn = 'schalte|schalt|mache|mach|stelle|stell|dreh|drehe|knips|knipse'
const turnYou = 'schalten|machen|stellen|drehen'
const onInf =

    'einschalten|anschalten|anmachen|aufmachen|anstellen|andrehen|aufdrehen|anlassen|starten|aktivieren|öffnen|' +
    'anknipsen|laufen_lassen|brennen_lassen|leuchten_lassen|angehen_lassen|läuten_lassen|läuten|in_Gang_setzen|' +
    'in_Betrieb_nehmen'
const onTo =

    'einzuschalten|anzuschalten|anzumachen|aufzumachen|anzustellen|anzudrehen|aufzudrehen|anzulassen|zu_starten|' +
    'zu_aktivieren|zu_öffnen|laufen_zu_lassen|zu_läuten'
const onDone = 'eingeschaltet|angeschaltet|angemacht|aufgemacht|angestellt|aufgedreht|gestartet|aktiviert|geöffnet'
const offInf =

    'ausschalten|abschalten|ausmachen|zumachen|abstellen|abdrehen|zudrehen|auslassen|stoppen|schließen|anhalten|' +
    'deaktivieren|ausgehen_lassen'
const offTo =

    'auszuschalten|abzuschalten|auszumachen|zuzumachen|abzustellen|abzudrehen|zuzudrehen|auszulassen|zu_stoppen|' +
    'zu_schließen|anzuhalten'
const offDone = 'ausgeschaltet|abgeschaltet|ausgemacht|zugemacht|abgestellt|zugedreht|gestoppt|geschlossen|angehalten'
/** What a thing does by itself. */
const goesOn =
  'läuft|laufen|angeht|angehen|an_ist|an_sind|an_bleibt|leuchtet|brennt|läutet|klingelt|aufgeht|offen_ist|heizt|anspringt'
const goesOff = 'ausgeht|ausgehen|aus_ist|aus_sind|aus_bleibt|stoppt|zugeht|zu_ist|geschlossen_ist|schweigt'
const dims =
  'dimme|dimm|stelle|stell|schalte|schalt|drehe|dreh|regle|setze|setz|halte|lass|fahre|öffne|mach|mache|senke|bring'
const dimInf =

    'dimmen|stellen|setzen|regeln|drehen|schalten|halten|herunterdrehen|runterdrehen|hochdrehen|aufdrehen|' +
    'herunterdimmen|runterdimmen|herunterfahren|absenken|lassen'

export const heard: Heard = {
  please: 'bitte|danke|gern|gerne',
  openers: ways(
        'bitte|also|jetzt|so|nur / könntest|kannst|würdest|willst|magst|könntet|könnt du|ihr ?bitte|mir|uns',
        'könnten|können|würden|wollen sie ?bitte / sei|seien sie? so lieb|nett|gut ?und',
        'du sollst|solltest|musst|kannst / man soll|sollte|muss|kann / sie sollen|sollten|mögen',
        'ich|wir hätte|hätten gern|gerne ,? ?dass',
        'ich|wir möchte|möchten|will|wollen|wünsche|wünschen|brauche|brauchen|mag ?mir|uns ,? ?dass',
        'sorg|sorge|sorgt|sorgen sie? dafür ,? dass / achte|achtet|achten sie? ?bitte darauf ,? dass',
        'stell|stelle|stellen sie? sicher ,? dass / schau|schaut|pass|sieh ?zu|auf ,? dass / mach|mache ,? dass',
        'es soll so sein ,? dass / ich|wir bitte|bitten sie|dich|euch|darum ,? / hallo|hey|hi|he|ok|okay HOUSE?'
  ),
  modals: {
    yes: 'soll|sollen|sollte|sollten|darf|dürfen|muss|müssen|kann|können|möge|mögen|wird|würde',
    not:

        'soll_nicht|sollen_nicht|sollte_nicht|darf_nicht|dürfen_nicht|muss_nicht|kann_nicht|soll_nie|darf_nie|' +
        'soll_niemals|darf_niemals'
  },
  works: {
    on: ways(
        'laufen|angehen|leuchten|brennen|läuten|klingeln|aufgehen|heizen|starten|anspringen|scheinen',
        `an|auf|ein|offen|eingeschaltet|in_Betrieb sein|bleiben / ${onDone} werden|sein|bleiben`),
    off: ways(
        'ausgehen|stoppen|zugehen|schweigen|stillstehen|stehen',
        `aus|zu|geschlossen|ausgeschaltet|dunkel|abgeschaltet sein|bleiben / ${offDone} werden|sein|bleiben`),
    number: ways(
        'auf|mit|bei AMOUNT leuchten|sein|stehen|laufen|brennen|bleiben|gehen|scheinen|gestellt_werden|gedimmt_werden|' +
        'gesetzt_werden|heizen')
  },
  not: ['nicht INNER'],
  nay: 'ist_nicht|sind_nicht|nicht_mehr|nicht_länger',
  asks: {
    on: ways(
          `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte ein|an|auf`,
          `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte ein|an|auf`,
          'lassen|halten sie ?bitte ADV? ACTOR ADV? an|ein|laufen|offen|eingeschaltet',
          'öffnen|starten|aktivieren|läuten sie ?bitte ACTOR',
          'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte an|ein|laufen|offen|eingeschaltet|läuten|klingeln|leuchten|' +
          'brennen|angehen|aufgehen|heizen',
          'starte|aktiviere|läute|drücke|öffne|klingle|nutze|benutze ADV? ACTOR / setz|setze ACTOR in Gang|Betrieb',
          `bring ACTOR zum Laufen|Läuten|Leuchten / ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${onInf}`,
          `ADV? ACTOR ADV? ?bitte|nur ${onTo} / schalte|schalt|mache|mach|stelle|lass|drehe|dreh ACTOR ${no} aus|ab`,
          `stoppe|schließe|schliesse ACTOR ${no} / ACTOR ${no} ${offInf} / ACTOR ${no} ${offTo}`,
          'heize|heiz|heizen|heizt / lass es heizen'
    ),
    off: ways(
          `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte aus|ab|zu`,
          `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte aus|ab|zu`,
          'lassen|halten sie ?bitte ADV? ACTOR ADV? aus|zu|geschlossen|ausgeschaltet',
          'schließen|stoppen sie ?bitte ACTOR',
          'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte aus|zu|geschlossen|ausgeschaltet|ausgehen|stehen',
          'stoppe|stopp|schließe|schließ|schliesse|deaktiviere ADV? ACTOR',
          `ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${offInf} / ADV? ACTOR ADV? ?bitte|nur ${offTo}`,
          `schalte|mache|mach|stelle|stell|lass|lasse|lasst ADV? ACTOR ADV? ${no} ein|an|laufen|läuten|angehen`,
          `öffne|starte ACTOR ${no} / ADV? ACTOR ADV? ${no} ${onInf} / ACTOR ${no} ${onTo} / ${no} heizen|heize|heizt`,
          `heize|heiz|heizt|heizen ${no} / wollen|will wir|ich ACTOR ${no} ?an|laufen|ein ?haben|lassen`,
          'keine|kein|keinen ACTOR'
    ),
    number: ways(
          `${dims} ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT ein|an|hoch|herauf|herunter|runter|hinunter|herab|ab|` +
          'leuchten|laufen',
          `${dims} ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT`,
          'dimmen|stellen|drehen|setzen|schalten|regeln sie ?bitte ADV? ACTOR ADV? auf|mit|bei AMOUNT ?herunter|hoch|' +
          'runter|ein',
          `ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT ${dimInf}`,
          'ADV? ACTOR ADV? auf|mit|bei AMOUNT zu_dimmen|zu_stellen|zu_setzen|zu_drehen|einzustellen'
    ),
    tell: ways(
          `sag|sage|sagt|sagen sie? ?bitte ${us} ?Bescheid WORDS? / gib|gebt|geben sie? ?bitte ${us} Bescheid WORDS?`,
          `gib Bescheid WORDS? / melde|warne|warn|benachrichtige|informiere|erinnere ${us} WORDS?`,
          `benachrichtigen|informieren|warnen sie ${us} WORDS? / melde|sag|sage|sende|schicke WORDS`,
          `sende|schicke|schick ${us} ?die|eine ?Nachricht WORDS? / sende|schicke|schick die|eine Nachricht WORDS?`,
          `?die Nachricht|Warnung|Meldung|Hinweis WORDS / ${us} Bescheid WORDS? sagen|geben`,
          `${us} WORDS? warnen|benachrichtigen|informieren|melden`
    )
  },
  deeds: {
    on: ways(
        `ADV? ?nur ${goesOn} / ADV? ${onDone} ist|wird|bleibt|sind|werden / ADV? WORKS soll|sollen|muss|darf`,
        `ADV? an / ADV? ein / ADV? auf / läuten / geht|gehen * ADV? an / geht|gehen * an / wird|werden * ${onDone}`,
        'läutet|läuten|klingelt|klingeln|brennt|brennen * / MODAL * ADV? ?bitte|auch|nur WORKS',
        `bleibt|bleiben|ist|sind * ADV? ?nur an|ein|offen / ist|sind * ${onTo}`),
    off: ways(
          `ADV? ?nur ${goesOff} / ADV? ${offDone} ist|wird|bleibt|sind|werden / ADV? ENDS soll|sollen|muss|darf`,
          `ADV? ${no} ${goesOn} / ${no} ${onDone} ist|wird / ADV? aus / ADV? zu / kann|können aus`,
          `geht|gehen * ADV? aus|zu / wird|werden|ist|sind * ${offDone} / ist|sind * ${offTo}`,
          `MODAL * ADV? ${no} WORKS / MODAL * ADV? ?bitte|auch ENDS / bleibt|bleiben|ist|sind * ADV? aus|zu`,
          `braucht|brauchen * ${no} zu laufen|leuchten|läuten|brennen`,
          `braucht|brauchen * ${no} an_zu_sein|anzugehen|laufen / läuft|geht|leuchtet|läutet|brennt * ${no} ?an`
    ),
    number: ways(
        'ADV? auf|mit|bei AMOUNT leuchtet|ist|steht|läuft|bleibt',
        'ADV? auf|mit|bei AMOUNT gedimmt|gestellt|gesetzt wird|ist / geht|gehen * ADV? auf AMOUNT',
        'dimmt|dimmen * ADV? auf AMOUNT / ADV? auf|mit|bei AMOUNT / MODAL * ADV? HOLDS / AMOUNT / ADV? AMOUNT')
  },
  conjunctions:


        'solange|so_lange|wenn|falls|sobald|während|immer_wenn|wann_immer|jedes_Mal_wenn|jedesmal_wenn|nur_wenn|' +
        'nur_solange|nur_falls|sofern|wenns|wenn’s|wenn\'s|sobalds|bei|mit|ab',
  whole: ways(
        'UNLESS ,? ACT / CONJ CONDS SEP ?dann|so ACT / MOMENT ,? ACT ,? CONJ CONDS',
        'MOMENT ,? CONJ CONDS ,? ?dann|so ACT / MOMENT ACT / ELAPSED ACT / AFTER ,? ACT / CONJ CONDS ,? ?dann|so ACT',
        'VERBFIRST ,? ?dann|so ACT / ACT SEP? ?aber ?nur|immer|immer_dann|jedes_Mal|jedesmal ,? ?dann ,? CONJ CONDS',
        'ACT BACK / ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT UNTIL / ACT AFTER / CONDS SEP ?dann ACT / ACT'
  ),
  except: ways(
    ',? außer ,? wenn|falls|solange COND / ,? außer COND / ,? es_sei_denn ,? ?dass COND / ,? sofern|wenn nicht COND'),
  back: ways(
    'und BARE ?wieder aus|zu / und schalte|mach|schalt sie|ihn|es BARE ?wieder aus|ab|zu / und ?wieder aus|zu BARE',
    'und BARE ?wieder ausschalten|ausmachen'),
  signs: ways('bei Bewegung'),
  until: ways(',? bis COND'),
  provided: ways(',? aber|und nur ,? wenn|solange|falls COND / ,? sofern|vorausgesetzt ,? ?dass COND'),
  after: ways(',? nachdem COND'),
  elapsed: ['nach DURATION'],
  moments: {
    dark: ways(
        '?nur nachts / ?nur in|während der Nacht / ?nur bei Nacht|Dunkelheit / ?nur im Dunkeln|Dunklen',
        '?nur nach|bei Einbruch der Dunkelheit / ?nur die ganze? Nacht über|lang|hindurch|durch'),
    down: ways('?nur nach|ab Sonnenuntergang'),
    up: ways(
        '?nur tagsüber / ?nur untertags / ?nur am Tag|Tage / ?nur bei Tag|Tageslicht|Helligkeit',
        '?nur nach|ab Sonnenaufgang / ?nur den ganzen? Tag über|lang')
  },
  states: {
    dark: ways(
        'es|draußen NOT? Nacht|nacht ist|wird / es|draußen NOT? dunkel wird|ist / es dunkel geworden ist',
        'es ist|wird NOT? dunkel|Nacht / NOT? dunkel|Nacht ?ist|wird'),
    down: ways('die? Sonne untergeht|untergegangen_ist|unten_ist|unten|weg_ist'),
    up: ways(
        'es|draußen NOT? ?mehr hell|Tag|taghell ist|wird / es hell geworden ist / es ist|wird NOT? ?mehr hell|Tag',
        'die? Sonne aufgeht|aufgegangen_ist|oben_ist|oben|scheint|da_ist / NOT? hell|Tag|taghell ?ist|wird')
  },
  lasts: ways('für DURATION / DURATION lang / DURATION / jedes_Mal|jedesmal|je|jeweils für? DURATION'),
  leasts: ways('für mindestens|wenigstens DURATION / mindestens|wenigstens DURATION lang? / für mindestens DURATION'),
  ago: ['in DURATION'],
  bare: ways(
      'DURATION lang? / länger als DURATION / mehr als DURATION / für DURATION / seit mehr|länger als DURATION',
      'mindestens DURATION lang? / schon DURATION lang?'),
  simple: ways(
        'SUBJ FOR NOT? PRED VERB / FOR SUBJ NOT? PRED VERB / SUBJ VERB FOR NOT? PRED',
        'SUBJ FORTIME? NOT? PRED bleibt|bleiben|wird|werden|geblieben_ist|gewesen_ist|gelassen_wird|steht',
        'FORTIME SUBJ NOT? PRED bleibt|war|gewesen_ist / SUBJ VERB TIME? NOT? PRED'
  ),
  numbers: {
    below: ways('weniger als AMOUNT SUBJ ist|sind|hat|bleibt|bleiben / weniger als AMOUNT im|in SUBJ'),
    'at-most': ways(
      'SUBJ auf AMOUNT fällt|sinkt|gefallen_ist|gesunken_ist|ist|fallen / SUBJ nur_noch AMOUNT hat|ist|sind|übrig_hat'),
    above: ways(
        'SUBJ AMOUNT überschreitet|übersteigt|überschreiten|überschritten_hat|übertrifft',
        'mehr als AMOUNT SUBJ ist|sind|hat / mehr als AMOUNT im|in SUBJ'),
    'at-least': ways('SUBJ AMOUNT erreicht|erreichen|erreicht_hat / SUBJ auf AMOUNT steigt|gestiegen_ist|kommt'),
    is: ways('SUBJ = AMOUNT')
  },
  compare: {
    below: ways(
        '< AMOUNT / weniger|geringer|kleiner wie AMOUNT',
        'kälter|kühler|trockener|leerer|dunkler|geringer|schwächer als|wie AMOUNT / nicht mal AMOUNT'),
    'at-most': ways(
        '<=|≤ AMOUNT / bis zu AMOUNT / nicht mehr|höher als AMOUNT / nicht über AMOUNT',
        'AMOUNT oder weniger|darunter|kälter / nur noch AMOUNT / höchstens auf AMOUNT'),
    above: ways('> AMOUNT / mehr|höher|größer wie AMOUNT / wärmer|heißer|feuchter|voller|heller|stärker als|wie AMOUNT'),
    'at-least': ways(
        '>=|≥ AMOUNT / wenigstens AMOUNT / nicht weniger|niedriger als AMOUNT / nicht unter AMOUNT',
        'AMOUNT oder mehr|darüber|wärmer|höher / ab AMOUNT'),
    is: ways('= AMOUNT')
  },
  terse: {
    number: ways(
          'FORTIME? SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|geht|gehen|bleibt|bleiben|kommt|kommen|steigt|' +
          'steigen|klettert|klettern|gefallen_ist|gesunken_ist|gestiegen_ist|geklettert_ist|gegangen_ist|gekommen_ist|' +
          'wird|werden|ist|sind|war|waren|gewesen_ist|liegt|liegen|lag|zeigt|hat|haben|hatte|gehabt_hat|drin_ist|' +
          'drin_sind|beträgt|betragen|misst',
          'FORTIME? SUBJ FORTIME? NOT? PRED verbraucht|verbrauchen|braucht|brauchen|zieht|ziehen|liefert|nutzt|' +
          'erzeugt|gezogen_hat|verbraucht_hat|gebraucht_hat|gezogen_hat|benötigt|frisst',
          'SUBJ ist|liegt|fällt|sinkt|steigt|geht|hat|zieht|verbraucht|braucht|war FORTIME? NOT? PRED',
          'FORTIME? SUBJ FORTIME? PRED'
    ),
    truth: ways('SUBJ NOT? PRED FORTIME? / SUBJ FORTIME NOT? PRED')
  },
  verbFirst: {
    number: ways('ist|sind|liegt|fällt|sinkt|steigt|hat|zieht|verbraucht|braucht SUBJ FORTIME? NOT? PRED'),
    truth: ways('ist|sind|steht|stehen|bleibt SUBJ FORTIME? NOT? PRED / ist|sind SUBJ NOT? FORTIME? PRED'),
    both: ways('ist|sind|steht|stehen ?sowohl SUBJ und|als_auch SUBJ NOT? PRED'),
    opens: ways('geht|gehen SUBJ auf / öffnet sich SUBJ / öffnet PERSON WHAT'),
    closes: ways('geht|gehen SUBJ zu / schließt sich SUBJ'),
    passes: ways('geht|kommt|läuft PERSON NEAR? vorbei|vorüber / bewegt sich PERSON'),
    dark: ways('ist|wird es dunkel|Nacht')
  },
  between: ways(
        'SUBJ zwischen LOW und HIGH ?hat|haben|bleibt|bleiben|steht / SUBJ mindestens LOW und höchstens HIGH VERB',
        'SUBJ mindestens LOW und höchstens HIGH hat|haben / SUBJ VERB zwischen LOW und HIGH',
        'SUBJ von LOW bis HIGH ist|hat|geht|reicht|liegt'
  ),
  counted: ways(
      'SUBJ SPAN USED verbraucht|gebraucht hat / SUBJ SPAN USED verbraucht|braucht',
      'SPAN USED verbraucht|gebraucht wurde|wurden|worden_ist|worden_sind / SPAN SUBJ USED verbraucht|gebraucht hat',
      'USED SPAN verbraucht|gebraucht wurde|wurden'),
  place: ['im|in|bei|beim|am|an|auf REF'],
  warmth: ways(
        'es PLACE? FORTIME? NOT? PRED ist|wird|hat|war|sind|gewesen_ist',
        'es ist|wird|hat|war PLACE? FORTIME? NOT? PRED / PLACE PRED ist|sind|hat',
        'REACHED erreicht ist|sind|werden|wird|hat / PLACE REACHED sind|ist|erreicht_sind',
        'PLACE? FORTIME? PRED hat|ist|war'
  ),
  shared: {
    both: ways(
        '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED VERB? / sowohl SUBJ als auch SUBJ FORTIME? NOT? PRED VERB?',
        '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|bleibt|bleiben|' +
        'steht|stehen'),
    either: ways(
        '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED VERB?',
        '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|bleibt|' +
        'bleiben|steht|stehen'),
    neither: ways('weder SUBJ noch SUBJ FORTIME? PRED VERB?')
  },
  passes: ways(
        'FORTIME? PERSON FORTIME? NEAR? vorbeigeht|vorbeikommt|vorbeiläuft|vorübergeht|da_ist|kommt|' +
        'vorbeigegangen_ist|vorbeigekommen_ist|vorbeigelaufen_ist|da_war|da_gewesen_ist|sich_bewegt|auftaucht|' +
        'hereinkommt|reinkommt|zu_Hause_ist|unterwegs_ist',
        'FORTIME? PERSON FORTIME? NEAR? ist|geht|kommt|war|läuft vorbei|da|vorüber',
        'sich PERSON FORTIME? NEAR? bewegt',
        'FORTIME? ?eine Bewegung FORTIME? NEAR? ist|erkannt_wird|gemeldet_wird|da_ist|an_ist|war|festgestellt_wird|' +
        'gesehen_wird|erkannt_wurde',
        'es Bewegung gibt / es gibt Bewegung / Bewegung NEAR? FORTIME? ?erkannt|da',
        'FORTIME PERSON NEAR? vorbeigegangen_ist|vorbeigekommen_ist|da_ist|da_war / sich etwas|was bewegt'
  ),
  still: ways(
      'FORTIME? keine Bewegung FORTIME? NEAR? ist|erkannt_wird|da_ist|war|erkannt_wurde|da_war|gemeldet_wird|' +
      'gewesen_ist|mehr_ist',
      'es FORTIME? keine Bewegung gibt|gab / Bewegung aus ist / FORTIME? keine Bewegung FORTIME? NEAR?',
      'ohne Bewegung FORTIME? / sich FORTIME? nichts FORTIME? bewegt|bewegt_hat|rührt'),
  turns: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ways(
          'SUBJ WHEN FORTIME? aufgeht|geöffnet_wird|aufgemacht_wird|sich_öffnet',
          'SUBJ FORTIME? NOT? aufgeht|aufgehen|geöffnet_wird|geöffnet_werden|geöffnet_wurde|aufgemacht_wird|' +
          'sich_öffnet|öffnet|aufsteht|offensteht|offen_steht|offen_stehen|aufgegangen_ist|offen_war|aufgemacht_wurde',
          'SUBJ geht|gehen auf / PERSON WHAT aufmacht|öffnet|aufgemacht_hat|geöffnet_hat'),
      no: ways(
          'SUBJ FORTIME? NOT? zugeht|zugehen|geschlossen_wird|zugemacht_wird|sich_schließt|schließt|zugegangen_ist|' +
          'zufällt',
          'SUBJ geht|gehen zu / PERSON WHAT zumacht|schließt')
    },
    {
      about: 'running moving motor pump',
      yes: ways('SUBJ FORTIME? NOT? läuft|laufen|anläuft|startet|arbeitet|gelaufen_ist|an_ist|pumpt|anspringt'),
      no: ways('SUBJ FORTIME? steht|stillsteht|anhält|stoppt|ausgeht')
    },
    { about: '', yes: ways('SUBJ angeht|angehen|eingeschaltet_wird|eingeschaltet_ist'), no: ways(
      'SUBJ ausgeht|ausgehen|ausgeschaltet_wird') }
  ],
  spans: { 'eine halbe Stunde': 1_800_000, 'einer halben Stunde': 1_800_000, 'eine Viertelstunde': 900_000,
    'einer Viertelstunde': 900_000, 'eine viertel Stunde': 900_000,
    'eine Dreiviertelstunde': 2_700_000, 'anderthalb Stunden': 5_400_000, 'eineinhalb Stunden': 5_400_000,
      'eine halbe Minute': 30_000, 'anderthalb Minuten': 90_000, 'eineinhalb Minuten': 90_000,
    'eine Stunde': 3_600_000, 'einer Stunde': 3_600_000, Stunde: 3_600_000, 'eine Minute': 60_000, 'einer Minute': 60_000,
      Minute: 60_000,
      'einen Tag': 86_400_000, 'einem Tag': 86_400_000 },
  numerals: numeralsOf(ones, tens, (ten, one) => [`${one}und${ten}`, `${one} und ${ten}`], { hundert: 100, einhundert: 100,
    zweihundert: 200, dreihundert: 300, fünfhundert: 500, tausend: 1_000, eintausend: 1_000, zweitausend: 2_000, null: 0 }),
  shares: { halb: 50, halber: 50, 'halb voll': 50, halbvoll: 50, 'die Hälfte': 50, 'der Hälfte': 50, Hälfte: 50,
    'ein Viertel': 25, 'einem Viertel': 25, 'ein Viertel voll': 25, 'zu einem Viertel voll': 25, viertel: 25,
      'drei Viertel': 75, 'drei Viertel voll': 75, dreiviertel: 75, 'volle Helligkeit': 100, 'volle Kraft': 100,
        'halbe Kraft': 50, 'halbe Helligkeit': 50 },
  past: '',
  full: 'voll|gefüllt|geladen|Helligkeit|Leistung',
  endings: ['s', 'es'],
  clock: ways(
        'um|ab|bis|vor HOUR Uhr / um|ab|bis HOUR',
        'um|ab|bis ?halb|viertel|viertel_nach|viertel_vor|dreiviertel TOLD ?Uhr',
        'jeden|jede|jedes|am Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Morgen|Abend|Vormittag|' +
        'Nachmittag|Werktag|Wochenende|Stunde|Woche',
        'jeden Tag',
        'montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|morgens|abends|mittags|täglich|' +
        'wöchentlich|stündlich',
        'um Mitternacht|Mittag'
  )
}
