/** What German understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
import { type Heard, ways } from '../../heard.ts'
import { asks } from './asks.ts'
import { counts } from './counts.ts'

export const heard: Heard = {
  ...asks,
  conjunctions:

  'solange|so_lange|wenn|falls|sobald|während|immer_wenn|wann_immer|jedes_Mal_wenn|jedesmal_wenn|' +
  'nur_wenn|nur_solange|nur_falls|sofern|wenns|wenn’s|wenn\'s|sobalds|bei|mit|ab',
  whole: ways(
    'UNLESS ,? ACT / CONJ CONDS SEP ?dann|so ACT / MOMENT ,? ACT ,? CONJ CONDS',
    'MOMENT ,? CONJ CONDS ,? ?dann|so ACT / MOMENT ACT / ELAPSED ACT / AFTER ,? ACT',
    'CONJ CONDS ,? ?dann|so ACT / VERBFIRST ,? ?dann|so ACT',
    'ONLY SEP? nur_wenn|nur_solange|nur_falls CONDS / ONLY SEP? nur ,? wenn|solange|falls CONDS / ACT SWING',
    'ACT SEP? ?aber ?nur|immer|immer_dann|jedes_Mal|jedesmal ,? ?dann ,? CONJ CONDS / ACT BACK',
    'ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT UNTIL / ACT AFTER / CONDS SEP ?dann ACT / ACT'
  ),
  except: ways(
    ',? außer ,? wenn|falls|solange COND / ,? außer COND / ,? es_sei_denn ,? ?dass COND / ,? sofern|wenn nicht COND'),
  back: ways(
    ', ?und ?wieder aus|zu BARE / , ?und ?wieder aus|zu bei AT / , ?und BARE ?wieder aus|zu / und BARE ?wieder aus|zu / und schalte|mach|schalt sie|ihn|es BARE ?wieder aus|ab|zu',
    'und ?wieder aus|zu BARE / und BARE ?wieder ausschalten|ausmachen'),
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
      'es|draußen NOT? ?mehr hell|Tag|taghell ist|wird / es hell geworden ist',
      'es ist|wird NOT? ?mehr hell|Tag / die? Sonne aufgeht|aufgegangen_ist|oben_ist|oben|scheint|da_ist',
      'NOT? hell|Tag|taghell ?ist|wird')
  },
  lasts: ways('für DURATION / DURATION lang / DURATION / jedes_Mal|jedesmal|je|jeweils für? DURATION'),
  leasts: ways('für mindestens|wenigstens DURATION / mindestens|wenigstens DURATION lang? / für mindestens DURATION'),
  ago: ['in DURATION'],
  bare: ways(
    'DURATION lang? / länger als DURATION / mehr als DURATION / für DURATION',
    'seit mehr|länger als DURATION / mindestens DURATION lang? / schon DURATION lang?'),
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
    is: ways('= AMOUNT / exakt ?bei AMOUNT')
  },
  simplyIs: [],
  plainly: { 'at-least': 'mindestens AMOUNT', 'at-most': 'höchstens AMOUNT', is: 'genau AMOUNT' },
  terse: {
    number: ways(
      'FORTIME? SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|geht|gehen|bleibt|bleiben|kommt|' +
      'kommen|steigt|steigen|klettert|klettern|gefallen_ist|gesunken_ist|gestiegen_ist|geklettert_ist|' +
      'gegangen_ist|gekommen_ist|wird|werden|ist|sind|war|waren|gewesen_ist|liegt|liegen|lag|zeigt|hat|' +
      'haben|hatte|gehabt_hat|enthält|fasst|drin_ist|drin_sind|beträgt|betragen|misst',
      'FORTIME? SUBJ FORTIME? NOT? PRED verbraucht|verbrauchen|braucht|brauchen|zieht|ziehen|liefert|' +
      'nutzt|erzeugt|gezogen_hat|verbraucht_hat|gebraucht_hat|gezogen_hat|benötigt|frisst',
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
    'SUBJ zwischen LOW und HIGH ?hat|haben|bleibt|bleiben|steht',
    'SUBJ mindestens LOW und höchstens HIGH VERB / SUBJ mindestens LOW und höchstens HIGH hat|haben',
    'SUBJ VERB zwischen LOW und HIGH / SUBJ von LOW bis HIGH ist|hat|geht|reicht|liegt'
  ),
  counted: ways(
    'SUBJ SPAN USED verbraucht|gebraucht hat / SUBJ SPAN USED verbraucht|braucht',
    'SPAN USED verbraucht|gebraucht wurde|wurden|worden_ist|worden_sind',
    'SPAN SUBJ USED verbraucht|gebraucht hat / USED SPAN verbraucht|gebraucht wurde|wurden'),
  per: ['pro|je|in_der EACH'],
  each: {
    uses: ways('SUBJ USED PER verbraucht|braucht|nutzt / SUBJ PER USED verbraucht|braucht|nutzt'),
    loses: ways('SUBJ USED PER verliert|verlieren / SUBJ PER USED verliert|verlieren / SUBJ um USED PER fällt|sinkt')
  },
  using: ways(
    'FORTIME? SUBJ FORTIME? NOT? PRED verbraucht|verbrauchen|braucht|brauchen|zieht|ziehen|nutzt|gezogen_hat|' +
    'verbraucht_hat|gebraucht_hat|benötigt|frisst'),
  averaged: ways(
    'SUBJ in|während|über der|den|die letzten|letzte DURATION im Mittel|Schnitt|Durchschnitt PRED liegt|lag|ist|war',
    'SUBJ im Mittel|Schnitt|Durchschnitt in|während|über der|den|die letzten|letzte DURATION PRED liegt|lag|ist|war'),
  staying: ways(
    'SUBJ PRED steigt|fällt|sinkt|geht|klettert|kommt ,? und FORTIME so|dort bleibt',
    'SUBJ PRED steigt|fällt|sinkt|geht|klettert|kommt ,? und so|dort FORTIME bleibt'),
  swing: ways('ab|bei A ,? ?und ?wieder aus ab|bei|unter|über B / ab|bei A ,? ?und bei|unter|ab|über B ?wieder aus'),
  vague: [
    {
      about: 'temperature',
      how: 'below',
      says: ways(
        'es PLACE? ?zu|sehr|so kalt|kühl|eiskalt ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so kalt|kühl|eiskalt / kalt|kühl|eiskalt / es friert')
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways('es PLACE? ?zu|sehr|so warm|heiß ist|wird|war / es ist|wird PLACE? ?zu|sehr|so warm|heiß / warm|heiß')
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'es PLACE? ?zu|sehr|so feucht|schwül ist|wird|war / es ist|wird PLACE? ?zu|sehr|so feucht|schwül / feucht|schwül')
    },
    {
      about: 'moisture',
      how: 'below',
      says: ways(
        'der|die Boden|Erde MUCH ist|wird|hat / Boden|Erde MUCH / es PLACE? ?zu|sehr|so trocken ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so trocken / trocken / der|die Boden|Erde ?zu|sehr trocken ist|wird')
    },
    {
      about: 'moisture',
      how: 'above',
      says: ways(
        'es PLACE? ?zu|sehr|so nass ist|wird|war / es ist|wird PLACE? ?zu|sehr|so nass / nass',
        'der|die Boden|Erde ?zu|sehr nass ist|wird')
    },
    {
      about: 'carbon_dioxide',
      how: 'above',
      says: ways(
        'die? Luft schlecht|verbraucht|stickig ist|wird / es PLACE? ?zu|sehr|so stickig ist|wird|war',
        'es ist|wird PLACE? ?zu|sehr|so stickig / stickig')
    }
  ],
  place: ['im|in|bei|beim|am|an|auf REF'],
  warmth: ways(
    'es PLACE? FORTIME? NOT? PRED ist|wird|hat|war|sind|gewesen_ist',
    'es ist|wird|hat|war PLACE? FORTIME? NOT? PRED / PLACE PRED ist|sind|hat',
    'REACHED erreicht ist|sind|werden|wird|hat / PLACE REACHED sind|ist|erreicht_sind',
    'PLACE? FORTIME? PRED hat|ist|war'
  ),
  shared: {
    both: ways(
      '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED VERB?',
      'sowohl SUBJ als auch SUBJ FORTIME? NOT? PRED VERB?',
      '?sowohl SUBJ und SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|bleibt|' +
      'bleiben|steht|stehen'),
    either: ways(
      '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED VERB?',
      '?entweder SUBJ oder SUBJ FORTIME? NOT? PRED fällt|fallen|sinkt|sinken|steigt|steigen|hat|haben|' +
      'bleibt|bleiben|steht|stehen'),
    neither: ways('weder SUBJ noch SUBJ FORTIME? PRED VERB?')
  },
  passes: ways(
    'FORTIME? PERSON FORTIME? NEAR? vorbeigeht|vorbeikommt|vorbeiläuft|vorübergeht|da_ist|kommt|' +
    'vorbeigegangen_ist|vorbeigekommen_ist|vorbeigelaufen_ist|da_war|da_gewesen_ist|sich_bewegt|' +
    'auftaucht|hereinkommt|reinkommt|zu_Hause_ist|unterwegs_ist',
    'FORTIME? PERSON FORTIME? NEAR? ist|geht|kommt|war|läuft vorbei|da|vorüber',
    'sich PERSON FORTIME? NEAR? bewegt',
    'FORTIME? ?eine Bewegung FORTIME? NEAR? ist|erkannt_wird|gemeldet_wird|da_ist|an_ist|war|' +
    'festgestellt_wird|gesehen_wird|erkannt_wurde',
    'es Bewegung gibt / es gibt Bewegung / Bewegung NEAR? FORTIME? ?erkannt|da',
    'FORTIME PERSON NEAR? vorbeigegangen_ist|vorbeigekommen_ist|da_ist|da_war / sich etwas|was bewegt'
  ),
  still: ways(
    'FORTIME? keine Bewegung FORTIME? NEAR? ist|erkannt_wird|da_ist|war|erkannt_wurde|da_war|' +
    'gemeldet_wird|gewesen_ist|mehr_ist',
    'es FORTIME? keine Bewegung gibt|gab / Bewegung aus ist / FORTIME? keine Bewegung FORTIME? NEAR?',
    'ohne Bewegung FORTIME? / sich FORTIME? nichts FORTIME? bewegt|bewegt_hat|rührt'),
  turns: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ways(
        'SUBJ WHEN FORTIME? aufgeht|geöffnet_wird|aufgemacht_wird|sich_öffnet',
        'SUBJ FORTIME? NOT? aufgeht|aufgehen|geöffnet_wird|geöffnet_werden|geöffnet_wurde|aufgemacht_wird|' +
        'sich_öffnet|öffnet|aufsteht|offensteht|offen_steht|offen_stehen|aufgegangen_ist|offen_war|' +
        'aufgemacht_wurde',
        'SUBJ geht|gehen auf / PERSON WHAT aufmacht|öffnet|aufgemacht_hat|geöffnet_hat'),
      no: ways(
        'SUBJ FORTIME? NOT? zugeht|zugehen|geschlossen_wird|zugemacht_wird|sich_schließt|schließt|' +
        'zugegangen_ist|zufällt',
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
  ...counts,
  endings: ['s', 'es'],
  clock: ways(
    'um|ab|bis|vor HOUR Uhr / um|ab|bis HOUR',
    'um|ab|bis ?halb|viertel|viertel_nach|viertel_vor|dreiviertel TOLD ?Uhr',
    'jeden|jede|jedes|am Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Morgen|Abend|' +
    'Vormittag|Nachmittag|Werktag|Wochenende|Stunde|Woche',
    'jeden Tag',
    'montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|morgens|abends|mittags|täglich|' +
    'wöchentlich|stündlich',
    'um Mitternacht|Mittag'
  )
}
