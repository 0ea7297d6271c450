/** How people ask for something in German. */
import { type Heard, ways } from '../../heard.ts'

const no = 'nicht|nie|niemals'
const us = 'uns|mir|mich|allen|alle'
/** Verbs that come apart, as they are told, named, put behind “zu”, and done. */
const turn = 'schalte|schalt|mache|mach|stelle|stell|dreh|drehe|knips|knipse'
const turnYou = 'schalten|machen|stellen|drehen'
const onInf =
  'einschalten|anschalten|anmachen|aufmachen|anstellen|andrehen|aufdrehen|anlassen|starten|aktivieren|' +
  'öffnen|anknipsen|laufen_lassen|brennen_lassen|leuchten_lassen|angehen_lassen|läuten_lassen|läuten|' +
  'in_Gang_setzen|in_Betrieb_nehmen'
const onTo =
  'einzuschalten|anzuschalten|anzumachen|aufzumachen|anzustellen|anzudrehen|aufzudrehen|anzulassen|' +
  'zu_starten|zu_aktivieren|zu_öffnen|laufen_zu_lassen|zu_läuten'
const onDone = 'eingeschaltet|angeschaltet|angemacht|aufgemacht|angestellt|aufgedreht|gestartet|aktiviert|geöffnet'
const offInf =
  'ausschalten|abschalten|ausmachen|zumachen|abstellen|abdrehen|zudrehen|auslassen|stoppen|schließen|' +
  'anhalten|deaktivieren|ausgehen_lassen'
const offTo =
  'auszuschalten|abzuschalten|auszumachen|zuzumachen|abzustellen|abzudrehen|zuzudrehen|auszulassen|' +
  'zu_stoppen|zu_schließen|anzuhalten'
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

export const asks: Pick<Heard, 'please' | 'openers' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
  please: 'bitte|danke|gern|gerne',
  openers: ways(
    'bitte|also|jetzt|so|nur / könntest|kannst|würdest|willst|magst|könntet|könnt du|ihr ?bitte|mir|uns',
    'könnten|können|würden|wollen sie ?bitte / sei|seien sie? so lieb|nett|gut ?und',
    'du sollst|solltest|musst|kannst / man soll|sollte|muss|kann / sie sollen|sollten|mögen',
    'ich|wir hätte|hätten gern|gerne ,? ?dass',
    'ich|wir möchte|möchten|will|wollen|wünsche|wünschen|brauche|brauchen|mag ?mir|uns ,? ?dass',
    'sorg|sorge|sorgt|sorgen sie? dafür ,? dass / achte|achtet|achten sie? ?bitte darauf ,? dass',
    'stell|stelle|stellen sie? sicher ,? dass / schau|schaut|pass|sieh ?zu|auf ,? dass',
    'mach|mache ,? dass / es soll so sein ,? dass / ich|wir bitte|bitten sie|dich|euch|darum ,?',
    'hallo|hey|hi|he|ok|okay HOUSE?'
  ),
  modals: {
    yes: 'soll|sollen|sollte|sollten|darf|dürfen|muss|müssen|kann|können|möge|mögen|wird|würde',
    not:

  'soll_nicht|sollen_nicht|sollte_nicht|darf_nicht|dürfen_nicht|muss_nicht|kann_nicht|soll_nie|' +
  'darf_nie|soll_niemals|darf_niemals'
  },
  works: {
    on: ways(
      'laufen|angehen|leuchten|brennen|läuten|klingeln|aufgehen|heizen|starten|anspringen|scheinen',
      `an|auf|ein|offen|eingeschaltet|in_Betrieb sein|bleiben / ${onDone} werden|sein|bleiben`),
    off: ways(
      'ausgehen|stoppen|zugehen|schweigen|stillstehen|stehen',
      `aus|zu|geschlossen|ausgeschaltet|dunkel|abgeschaltet sein|bleiben / ${offDone} werden|sein|bleiben`),
    number: ways(
      'auf|mit|bei AMOUNT leuchten|sein|stehen|laufen|brennen|bleiben|gehen|scheinen|gestellt_werden|' +
      'gedimmt_werden|gesetzt_werden|heizen')
  },
  not: ['nicht INNER'],
  nay: 'ist_nicht|sind_nicht|nicht_mehr|nicht_länger',
  asks: {
    on: ways(
      `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte ein|an|auf`,
      `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte ein|an|auf`,
      'lassen|halten sie ?bitte ADV? ACTOR ADV? an|ein|laufen|offen|eingeschaltet',
      'öffnen|starten|aktivieren|läuten sie ?bitte ACTOR',
      'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte an|ein|laufen|offen|eingeschaltet|läuten|klingeln|' +
      'leuchten|brennen|angehen|aufgehen|heizen',
      'starte|aktiviere|läute|drücke|öffne|klingle|nutze|benutze ADV? ACTOR',
      'setz|setze ACTOR in Gang|Betrieb / bring ACTOR zum Laufen|Läuten|Leuchten',
      `ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${onInf} / ADV? ACTOR ADV? ?bitte|nur ${onTo}`,
      `schalte|schalt|mache|mach|stelle|lass|drehe|dreh ACTOR ${no} aus|ab`,
      `stoppe|schließe|schliesse ACTOR ${no} / ACTOR ${no} ${offInf} / ACTOR ${no} ${offTo}`,
      'heize|heiz|heizen|heizt / lass es heizen / könnte|könnten ACTOR ADV? ?bitte WORKS',
      'es? wär|wäre|wärs schön|gut|nett ,? wenn ACTOR ADV? anginge|liefe|leuchtete|brennte|an_wäre|angehen_würde'
    ),
    off: ways(
      `${turn} ADV? ACTOR ADV? ?nur|immer|immer_dann|bitte aus|ab|zu`,
      `${turnYou} sie ?bitte ADV? ACTOR ADV? ?nur|immer|bitte aus|ab|zu`,
      'lassen|halten sie ?bitte ADV? ACTOR ADV? aus|zu|geschlossen|ausgeschaltet',
      'schließen|stoppen sie ?bitte ACTOR',
      'lass|lasse|lasst|halte ADV? ACTOR ADV? ?bitte aus|zu|geschlossen|ausgeschaltet|ausgehen|stehen',
      'stoppe|stopp|schließe|schließ|schliesse|deaktiviere ADV? ACTOR',
      `ADV? ACTOR ADV? ?bitte|nur|immer|immer_dann ${offInf} / ADV? ACTOR ADV? ?bitte|nur ${offTo}`,
      `schalte|mache|mach|stelle|stell|lass|lasse|lasst ADV? ACTOR ADV? ${no} ein|an|laufen|läuten|` +
      'angehen',
      `öffne|starte ACTOR ${no} / ADV? ACTOR ADV? ${no} ${onInf} / ACTOR ${no} ${onTo}`,
      `${no} heizen|heize|heizt / heize|heiz|heizt|heizen ${no}`,
      'könnte|könnten ACTOR ADV? ?bitte ENDS / könnte|könnten ?bitte ACTOR ADV? ENDS',
      'es? wär|wäre|wärs schön|gut|nett ,? wenn ACTOR ADV? ausginge|aus_wäre|ausgehen_würde',
      `wollen|will wir|ich ACTOR ${no} ?an|laufen|ein ?haben|lassen / keine|kein|keinen ACTOR`
    ),
    number: ways(
      `${dims} ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT ein|an|hoch|herauf|herunter|runter|hinunter|` +
      'herab|ab|leuchten|laufen',
      `${dims} ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT`,
      'dimmen|stellen|drehen|setzen|schalten|regeln sie ?bitte ADV? ACTOR ADV? auf|mit|bei AMOUNT ' +
      '?herunter|hoch|runter|ein',
      `ADV? ACTOR ADV? ?bitte auf|mit|bei AMOUNT ${dimInf}`,
      'ADV? ACTOR ADV? auf|mit|bei AMOUNT zu_dimmen|zu_stellen|zu_setzen|zu_drehen|einzustellen'
    ),
    tell: ways(
      `sag|sage|sagt|sagen sie? ?bitte ${us} ?Bescheid WORDS?`,
      `gib|gebt|geben sie? ?bitte ${us} Bescheid WORDS? / gib Bescheid WORDS?`,
      `melde|warne|warn|benachrichtige|informiere|erinnere ${us} WORDS?`,
      `benachrichtigen|informieren|warnen sie ${us} WORDS? / melde|sag|sage|sende|schicke WORDS`,
      `sende|schicke|schick ${us} ?die|eine ?Nachricht WORDS?`,
      'sende|schicke|schick die|eine Nachricht WORDS? / ?die Nachricht|Warnung|Meldung|Hinweis WORDS',
      `${us} Bescheid WORDS? sagen|geben / ${us} WORDS? warnen|benachrichtigen|informieren|melden`
    )
  },
  deeds: {
    on: ways(
      `ADV? ?nur ${goesOn} / ADV? ${onDone} ist|wird|bleibt|sind|werden`,
      'ADV? WORKS soll|sollen|muss|darf / ADV? an / ADV? ein / ADV? auf / läuten / geht|gehen * ADV? an',
      `geht|gehen * an / wird|werden * ${onDone} / läutet|läuten|klingelt|klingeln|brennt|brennen *`,
      'MODAL * ADV? ?bitte|auch|nur WORKS / MODAL * nur ADV WORKS / bleibt|bleiben|ist|sind * ADV? ?nur an|ein|offen',
      `ist|sind * ${onTo}`),
    off: ways(
      `ADV? ?nur ${goesOff} / ADV? ${offDone} ist|wird|bleibt|sind|werden`,
      `ADV? ENDS soll|sollen|muss|darf / ADV? ${no} ${goesOn} / ${no} ${onDone} ist|wird / ADV? aus`,
      `ADV? zu / kann|können aus / geht|gehen * ADV? aus|zu / wird|werden|ist|sind * ${offDone}`,
      `ist|sind * ${offTo} / MODAL * ADV? ${no} WORKS / MODAL * ADV? ?bitte|auch ENDS`,
      'bleibt|bleiben|ist|sind * ADV? aus|zu',
      `braucht|brauchen * ${no} zu laufen|leuchten|läuten|brennen`,
      `braucht|brauchen * ${no} an_zu_sein|anzugehen|laufen`,
      `läuft|geht|leuchtet|läutet|brennt * ${no} ?an`
    ),
    number: ways(
      'ADV? auf|mit|bei AMOUNT leuchtet|ist|steht|läuft|bleibt',
      'ADV? auf|mit|bei AMOUNT gedimmt|gestellt|gesetzt wird|ist / geht|gehen * ADV? auf AMOUNT',
      'dimmt|dimmen * ADV? auf AMOUNT / ADV? auf|mit|bei AMOUNT / MODAL * ADV? HOLDS / FIRST / ADV? FIRST')
  }
}
