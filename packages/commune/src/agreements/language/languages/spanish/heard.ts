/** What Spanish understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
import { type Heard, ways } from '../../heard.ts'
import { asks } from './asks.ts'
import { counts } from './counts.ts'

const goes =
  'baja|bajan|baje|bajen|cae|caen|caiga|caigan|desciende|descienda|sube|suben|suba|suban|pasa|pasan|pase|' +
  'pasen|ha_bajado|han_bajado|haya_bajado|ha_subido|haya_subido|ha_caído|haya_caído|ha_pasado|haya_pasado|' +
  'se_pone|se_ponga|queda|quede|sigue|siga|llega|llegue|va|vaya|está|esté|estuvo|ha_estado|haya_estado|' +
  'lleva|lleve|es|sea'
const uses =
  'gasta|gastan|gaste|gasten|consume|consumen|consuma|consuman|usa|use|necesita|necesite|tiene|tienen|' +
  'tenga|tengan|marca|marque|da|dé|produce|produzca|haya_gastado|ha_gastado|haya_consumido|ha_consumido|' +
  'haya_tenido|ha_tenido|tuvo|gastó|consumió|está_gastando|está_consumiendo|esté_gastando|' +
  'esté_consumiendo|lleva_gastando|lleve_consumiendo|muestra|indica|contiene|contenga|guarda|guarde'

export const heard: Heard = {
  ...asks,
  conjunctions:

  'mientras|si|cuando|siempre_que|siempre_y_cuando|en_cuanto|tan_pronto_como|nada_más|apenas|' +
  'una_vez_que|mientras_que|cada_vez_que|todas_las_veces_que|en_caso_de_que|caso_de_que|' +
  'con_tal_de_que|solo_si|sólo_si|solo_cuando|solo_mientras|sólo_mientras|sólo_cuando|con|al',
  whole: ways(
    'UNLESS ,? ACT / CONJ CONDS SEP ?entonces ACT / MOMENT ,? CONJ CONDS ,? ?entonces ACT',
    'MOMENT ,? ACT CONJ CONDS / MOMENT ,? ACT / ELAPSED ,? ACT / AFTER ,? ACT',
    'ONLY SEP? solo|sólo|solamente|únicamente si|cuando|mientras CONDS / ACT SWING',
    'CONJ CONDS ,? ?entonces ACT / ACT SEP? ?pero ?solo|sólo|solamente|únicamente CONJ CONDS / ACT BACK',
    'ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT UNTIL / ACT AFTER / CONDS SEP ?entonces ACT / ACT'
  ),
  except: ways(',? a_menos_que|salvo_que|excepto_que|a_no_ser_que COND / ,? salvo|excepto|menos si|cuando|mientras COND'),
  back: ways(
    'y apágalo|apágala|páralo|párala|ciérralo|ciérrala BARE / y apagado|apagada|apagar|parar BARE',
    ', ?y apagado|apagada BARE / , ?y apagado|apagada a AT / y BARE apágalo|apágala|apagar|apagado|apagada'),
  signs: ways('con movimiento / al detectar ?un movimiento / al haber movimiento'),
  until: ways(',? hasta que COND'),
  provided: ways(',? pero|y solo|sólo|solamente si|cuando|mientras COND / ,? siempre|siempre_y_cuando COND'),
  after: ways('después de que COND / tras que COND / después de|tras COND'),
  elapsed: ways(
    'después de DURATION / tras DURATION / a los DURATION / al cabo de DURATION / pasados|pasado|pasada|pasadas DURATION'),
  moments: {
    dark: ways(
      '?solo|sólo de noche / ?solo|sólo por|durante la noche / ?solo|sólo a oscuras',
      '?solo|sólo en la oscuridad / ?solo|sólo toda la noche / ?solo|sólo por las noches'),
    down: ways(
      '?solo|sólo después|tras de? anochecer / ?solo|sólo después de la puesta de sol',
      '?solo|sólo tras la puesta de sol / ?solo|sólo tras|desde el anochecer',
      '?solo|sólo después del anochecer|atardecer / ?solo|sólo al anochecer'),
    up: ways(
      '?solo|sólo de día / ?solo|sólo durante el día / ?solo|sólo por el día',
      '?solo|sólo con luz del día|de_día|natural / ?solo|sólo después del? amanecer',
      '?solo|sólo todo el día')
  },
  states: {
    dark: ways(
      'NOT? es|sea|está|esté|ya_es de noche / NOT? es|está|esté noche',
      'NOT? está|esté|esta|este|estuviera oscuro / se hace|haga de noche',
      'NOT? oscurece|oscurezca|oscureciera|anochece|anochezca|oscurecer|anochecer|haya_oscurecido|' +
      'ha_oscurecido|haya_anochecido',
      'NOT? oscuro|noche|de_noche'),
    down: ways(
      'se pone|ponga el sol / el sol se pone|ponga|ha_puesto|haya_puesto / se ha|haya puesto el sol / ponerse el sol'),
    up: ways(
      'NOT? ?ya es|sea de día / NOT? está|esté claro / NAY de día / se hace|haga de día',
      'NOT? amanece|amanezca|amanecer / sale|salga|ha_salido|haya_salido el sol',
      'el sol sale|salga|ha_salido|haya_salido|brilla|brille|está_arriba / NOT? hay|haya sol',
      'NOT? hay|haya luz ?de|del|natural ?día / sol arriba|fuera / NOT? de día')
  },
  lasts: ways('durante|por|unos DURATION / DURATION'),
  leasts: ways('durante? al|por_lo menos DURATION'),
  ago: ways('en DURATION'),
  bare: ways(
    'durante? más|mas de DURATION / durante? al menos DURATION / por DURATION / al menos DURATION',
    'más|mas de DURATION / DURATION'),
  simple: ways(
    'SUBJ NOT? VERB PRED FOR / SUBJ NOT? VERB FOR PRED',
    'SUBJ NOT? lleva|llevan|lleve|lleven FORTIME PRED',
    'SUBJ NOT? lleva|llevan|lleve|lleven PRED FORTIME?',
    'SUBJ NOT? ?se queda|quedan|sigue|siguen|permanece|permanecen|quede|queden|siga|sigan|permanezca|' +
    'permanezcan PRED FORTIME?',
    'SUBJ NAY PRED FORTIME? / NOT? VERB PRED SUBJ FORTIME?'
  ),
  numbers: {
    below: ways(
      'SUBJ NOT? baja|bajan|baje|bajen|cae|caiga|desciende|descienda|ha_bajado|haya_bajado|han_bajado de|' +
      'del AMOUNT TIME?',
      'NOT? hay|haya|queda|quede|quedan|queden menos de|del AMOUNT SUBJ TIME?',
      'menos de|del AMOUNT en SUBJ'),
    'at-most': ways(
      'SUBJ baja|baje|cae|caiga|desciende|ha_bajado|haya_bajado al|a|hasta|hasta_el AMOUNT TIME?',
      'SUBJ le queda|quede|quedan|queden ?solo|sólo|un|el AMOUNT',
      'a SUBJ le queda|quede|quedan|queden ?solo|sólo|un|el AMOUNT'),
    above: ways(
      'SUBJ NOT? sube|suba|suben|suban|pasa|pase|pasan|pasen|ha_pasado|haya_pasado|ha_subido|haya_subido|' +
      'vaya de|del AMOUNT TIME?',
      'SUBJ NOT? supera|superan|supere|superen|excede|exceda|sobrepasa|sobrepase|ha_superado|' +
      'haya_superado|rebasa|rebase ?el|los|las|la|a AMOUNT TIME?',
      'NOT? hay|haya|queda|quede|quedan|queden más|mas de|del AMOUNT SUBJ TIME?',
      'más|mas de|del AMOUNT en SUBJ'),
    'at-least': ways(
      'SUBJ llega|llegan|llegue|lleguen|sube|suba a|al|hasta|hasta_el|a_los AMOUNT TIME?',
      'SUBJ alcanza|alcanzan|alcance|alcancen|ha_alcanzado|haya_alcanzado ?el|los|las AMOUNT TIME?'),
    is: ways('SUBJ = AMOUNT TIME?')
  },
  lower: ways('de|del|de_los AMOUNT'),
  compare: {
    below: ways(
      '< AMOUNT / por_debajo|debajo del|de_los|de_la AMOUNT / bajo ?el|los|la AMOUNT',
      'menos de un AMOUNT / inferior a_los AMOUNT / a|de menos de|del|de_los AMOUNT / menor|menos|inferior al|que AMOUNT',
      'más|mas frío|frio|seco|bajo que|de AMOUNT'),
    'at-most': ways(
      '<=|≤ AMOUNT / como|a_lo mucho|máximo|sumo ?el|al|a|en AMOUNT / no más de|del AMOUNT',
      '?a|en|del|de|el AMOUNT o menos / hasta ?el AMOUNT'),
    above: ways(
      '> AMOUNT / por_encima|encima del|de_los|de_la AMOUNT / sobre ?el|los|la AMOUNT',
      'más|mas de un AMOUNT / superior a_los AMOUNT / a|de más|mas de|del|de_los AMOUNT / mayor|más|mas|superior al|que AMOUNT',
      'más|mas caliente|calor|húmedo|lleno|alto que|de AMOUNT'),
    'at-least': ways(
      '>=|≥ AMOUNT / por_lo|al menos ?el|al|a|en|del AMOUNT / como mínimo ?el|al|a|en AMOUNT',
      'no menos de|del AMOUNT / ?a|en|del|de|el AMOUNT o más|mas / a_partir de|del|de_los AMOUNT'),
    is: ways('= AMOUNT / exactamente a_los|el|de|del AMOUNT')
  },
  simplyIs: ['al|el|del|a_los AMOUNT'],
  plainly: { 'at-least': 'al menos AMOUNT', 'at-most': 'como máximo AMOUNT', is: 'exactamente AMOUNT' },
  terse: {
    number: ways(
      `SUBJ NOT? ${goes} APART FORTIME? / SUBJ NOT? ${goes} FORTIME APART`,
      `SUBJ NOT? ${uses} APART FORTIME?`,
      'SUBJ lleva|lleve|llevan FORTIME consumiendo|gastando|usando PRED / SUBJ NOT? PRED FORTIME?',
      'NOT? VERB PRED SUBJ FORTIME?'),
    truth: ways('SUBJ NOT? PRED FORTIME? / PRED SUBJ FORTIME?')
  },
  between: ways(
    'SUBJ NOT? VERB entre ?el|los LOW y ?el|los HIGH TIME?',
    'SUBJ VERB al menos ?al|a|en LOW y como mucho|máximo ?al|a|en HIGH TIME?',
    'SUBJ tiene|tenga|marca entre ?el LOW y ?el HIGH TIME? / SUBJ entre ?el LOW y ?el HIGH TIME?',
    'SUBJ va|vaya|está|esté de|desde LEAST a|hasta HIGH TIME?'
  ),
  counted: ways(
    'SUBJ ha|han|haya|hayan gastado|consumido|usado USED SPAN',
    'SUBJ gasta|gaste|consume|consuma|usa USED SPAN',
    'se ha|han|haya|hayan gastado|consumido|usado USED SPAN'),
  per: ['por|a_la|cada EACH'],
  each: {
    uses: ways('SUBJ gasta|gaste|gastan|consume|consuma|consumen|usa|use USED PER'),
    loses: ways('SUBJ pierde|pierda|pierden USED PER / SUBJ pierde|pierda PER USED')
  },
  using: ways(
    'SUBJ NOT? gasta|gastan|gaste|gasten|consume|consumen|consuma|consuman|usa|use|necesita|necesite|' +
    'haya_gastado|ha_gastado|haya_consumido|ha_consumido|gastó|consumió|está_gastando|está_consumiendo|' +
    'esté_gastando|esté_consumiendo APART FORTIME?'),
  averaged: ways('SUBJ ha|haya estado PRED de media|promedio en la|los última|últimas|últimos DURATION'),
  staying: ways(
    `SUBJ ${goes} APART y se mantiene|mantenga|queda|quede ?así FORTIME`,
    `SUBJ NOT? sube|suba|suben|pasa|pase de|del OF y se mantiene|mantenga|queda|quede ?así FORTIME`),
  swing: ways(
    'a partir de|del|de_los A ,? ?y apagado|apagada a|al|a_los|por_debajo_de|por_debajo_del|por_encima_de B',
    'a|al|a_los A ,? ?y apagado|apagada a|al|a_los|por_debajo_de|por_encima_de B'),
  vague: [
    {
      about: 'temperature',
      how: 'below',
      says: ways('hace|haga|hay|haya|tengo|tenga ?mucho|demasiado|bastante frío|fresco PLACE? / hiela|hiele / frío')
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways('hace|haga|hay|haya|tengo|tenga ?mucho|demasiado|bastante calor PLACE? / calor')
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'hay|haya|hace ?mucha|demasiada|bastante humedad PLACE? / está|esté ?muy|demasiado húmedo PLACE? / húmedo')
    },
    {
      about: 'moisture',
      how: 'below',
      says: ways(
        'la|el tierra|suelo está|esté|tiene|tenga MUCH / está|esté ?muy|demasiado seco',
        'la|el tierra|suelo está|esté ?muy|demasiado seca|seco / seco')
    },
    {
      about: 'moisture',
      how: 'above',
      says: ways('está|esté ?muy|demasiado mojado / la|el tierra|suelo está|esté ?muy|demasiado mojada|mojado')
    },
    {
      about: 'carbon_dioxide',
      how: 'above',
      says: ways('el aire está|esté viciado|cargado|mal')
    }
  ],
  place: ['en|dentro_de|cerca_de REF'],
  warmth: ways(
    'NOT? hace|haga|hay|haya|hubo|hizo|ha_hecho|haya_hecho PRED PLACE? FORTIME?',
    'NOT? hace|haga más frío de|que COLDER PLACE? FORTIME?',
    'NOT? hace|haga más calor de|que HOTTER PLACE? FORTIME?',
    'está|esté|estamos|estemos|se_está|estar FORTIME? PRED PLACE? FORTIME?',
    'PLACE hace|haga|hay|haya PRED FORTIME?',
    '?se llega|llegue|llegamos|alcanza|alcance|alcancen|alcanzan ?a|los|a_los REACHED PLACE?',
    'temperatura PRED FORTIME?'
  ),
  shared: {
    both: ways(
      '?tanto SUBJ y|e|como SUBJ NOT? VERB? PRED FORTIME?',
      `?tanto SUBJ y|e|como SUBJ NOT? ${goes} APART FORTIME?`,
      `?tanto SUBJ y|e|como SUBJ NOT? ${uses} APART FORTIME?`),
    either: ways(
      '?o_bien SUBJ o|u|o_bien SUBJ NOT? VERB? PRED FORTIME?',
      `?o_bien SUBJ o|u|o_bien SUBJ NOT? ${goes} APART FORTIME?`,
      '?o_bien SUBJ o|u|o_bien SUBJ NOT? baja|bajan|baje|bajen|caen|caigan LOWER FORTIME?'),
    neither: ways('ni SUBJ ni SUBJ VERB? PRED FORTIME?')
  },
  passes: ways(
    'PERSON pasa|pase|se_mueve|se_mueva|está_ahí|viene|venga|ha_pasado|haya_pasado|camina|camine|entra|' +
    'entre|llega|llegue|anda|ande|está_en_casa|pasó NEAR? FORTIME?',
    'pasa|pase|viene|venga|ha_pasado|haya_pasado|entra|entre|llega|llegue|se_mueve|se_mueva|pasar ' +
    'alguien NEAR? FORTIME?',
    'hay|haya|hubo|ha_habido|haya_habido ?un ?algún movimiento NEAR? FORTIME?',
    'hay|haya alguien ?ahí|cerca NEAR? FORTIME?',
    '?se detecta|detecte|nota|note|detectar|detectarse|ve|vea ?un ?algún movimiento NEAR? FORTIME?',
    'el? movimiento ?está|esté encendido|activo|detectado NEAR? FORTIME? / movimiento NEAR? FORTIME?',
    'algo se mueve|mueva'
  ),
  still: ways(
    'no pasa|pase|ha_pasado|haya_pasado|hay|haya|viene|venga|ha_habido|haya_habido|pasó ?ya nadie NEAR? ' +
    'FORTIME?',
    'no hay|haya|hubo|ha_habido|haya_habido|se_detecta|se_detecte|se_ha_detectado ?ningún movimiento ' +
    'NEAR? FORTIME?',
    'sin movimiento|nadie NEAR? FORTIME? / nada se mueve|mueva FORTIME?'),
  turns: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ways(
        'NOT? se abre|abra|abren|abran|ha_abierto|haya_abierto SUBJ FORTIME?',
        'SUBJ NOT? se abre|abra|abren|abran|ha_abierto|haya_abierto FORTIME? / abrirse SUBJ / abrir SUBJ',
        'PERSON abre|abra|ha_abierto|haya_abierto WHAT'),
      no: ways(
        'NOT? se cierra|cierre|cierran|cierren|haya_cerrado SUBJ FORTIME?',
        'SUBJ NOT? se cierra|cierre|cierran|cierren|haya_cerrado FORTIME? / cerrarse SUBJ / cerrar SUBJ',
        'PERSON cierra|cierre WHAT')
    },
    {
      about: 'running moving motor pump',
      yes: ways(
        'SUBJ NOT? funciona|funcione|funcionan|funcionen|anda|ande|arranca|arranque|marcha|' +
        'está_funcionando|esté_funcionando|está_encendida|esté_encendida|está_encendido|esté_encendido ' +
        'FORTIME?',
        'NOT? funciona|funcione|arranca|arranque SUBJ FORTIME?'),
      no: ways('SUBJ se? para|pare|detiene|detenga FORTIME? / se para|pare|detiene SUBJ FORTIME?')
    },
    { about: '', yes: ways('se enciende|encienda SUBJ FORTIME? / SUBJ se enciende|encienda FORTIME?'), no: ways(
      'se apaga|apague SUBJ FORTIME? / SUBJ se apaga|apague FORTIME?') }
  ],
  ...counts,
  endings: [],
  clock: ways(
    'a|desde|hasta las|la HOUR / a|desde|hasta las|la TOLD ?y|menos ?media|cuarto|diez|veinte|cinco',
    'todos|cada|los|el los? lunes|martes|miércoles|jueves|viernes|sábado|sábados|domingo|domingos|días|' +
    'día|hora|horas|semana|mañanas|noches',
    'cada lunes|martes|miércoles|jueves|viernes|sábado|domingo|día|hora|semana|mañana|noche',
    'por la mañana|tarde / a medianoche|mediodía / diariamente'
  )
}
