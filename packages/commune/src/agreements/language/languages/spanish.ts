/** Spanish, whole. Verbs say who does it, so no pronoun is written; what something is agrees with it. */
import { ways } from '../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../language.ts'

const noun = (gender: 'm' | 'f', joins: 'at' | 'of', ...nouns: string[]): Noun => ({ nouns, joins, plural: false, gender })

/** Nouns that names of things begin with. */
const known: Readonly<Record<'m' | 'f', string>> = {
  m: [
    'sensor detector contador interruptor botón motor horno depósito tanque pozo jardín patio camino',
    'garaje ventilador toldo termómetro radiador calentador enchufe timbre reloj ojo oído portón farol',
    'foco aspersor sótano taller baño dormitorio salón tejado congelador frigorífico termostato medidor',
    'teléfono bidón contacto nivel grifo estanque panel altavoz calefactor cargador humidificador'
  ].join(' '),
  f: [
    'lámpara luz bomba puerta ventana válvula calefacción caldera sirena persiana cortina cocina casa',
    'lavadora secadora cámara batería estufa nevera alarma escalera habitación pared cisterna balanza',
    'estación farola campana cerradura regadera huerta piscina temperatura humedad caja tubería'
  ].join(' ')
}
const words = (gender: 'm' | 'f'): ReadonlySet<string> => new Set(known[gender].split(' '))
const [masculine, feminine] = [words('m'), words('f')]

/** One of what these are. */
const one = (word: string): string => {
  if (word === 'luces') return 'luz'
  if (word.endsWith('ones')) return `${word.slice(0, -4)}ón`
  if (word.endsWith('es') && masculine.has(word.slice(0, -2))) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

const features = (name: string): Features => {
  const [first = ''] = name.toLowerCase().split(' ')
  for (const [word, plural] of [
    [first, false],
    [one(first), true]
  ] as const) {
    if (plural && word === first) continue
    if (masculine.has(word)) return { plural, gender: 'm' }
    if (feminine.has(word)) return { plural, gender: 'f' }
  }
  return { plural: false }
}

/** “Lámpara del camino”, as titles are written, is “la lámpara del camino” within a sentence. */
const lowered = (name: string): string =>
  /^\p{Lu}\p{Ll}+(?: [\p{Ll}\d]+)*$/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** `de` and `en` before a name; `de el` melts. */
const phrase = (text: string, isQuoted: boolean, before: '' | 'de' | 'en', what: Features): string => {
  if (isQuoted || what.gender === undefined) {
    const title = isQuoted ? text : `«${text.replaceAll('»', '»»')}»`
    return before === '' ? title : `${before} ${title}`
  }
  const article = what.gender === 'm' ? (what.plural ? 'los' : 'el') : what.plural ? 'las' : 'la'
  const whole = `${article} ${lowered(text)}`
  if (before === 'de' && article === 'el') return `del ${lowered(text)}`
  return before === '' ? whole : `${before} ${whole}`
}

const called = ({ thing, isQuoted, point, tag }: Named, role: Role): string => {
  const before = role === 'plain' ? '' : 'de'
  const whole = (as: '' | 'de' | 'en'): string =>
    phrase(thing, isQuoted, as, isQuoted ? { plural: false } : features(thing)) + (tag === undefined ? '' : ` ${tag}`)
  if (point === undefined) return whole(before)
  if ('nouns' in point)
    return `${phrase(point.nouns[0] ?? '', false, before, point)} ${whole(point.joins === 'at' ? 'en' : 'de')}`
  return `${phrase(point.text, point.isQuoted, before, point.isQuoted ? { plural: false } : features(point.text))} ${whole('de')}`
}

export const spanish: Language = {
  code: 'es',
  name: 'Español',
  decimalComma: true,
  quotes: ['«', '»'],
  leads: 'el la los las un una unos unas de del en al a',
  joins: 'de del en al a',
  units: {
    '%': 'por_ciento',
    lx: 'lux luxes',
    '°C': 'grados grado grados_Celsius centígrados',
    '°F': 'grados_Fahrenheit Fahrenheit',
    l: 'litros litro',
    W: 'vatios vatio',
    kW: 'kilovatios',
    kWh: 'kilovatios_hora',
    V: 'voltios voltio',
    A: 'amperios amperio',
    m: 'metros metro',
    mm: 'milímetros',
    cm: 'centímetros',
    d: 'días día',
    h: 'horas hora',
    min: 'minutos minuto',
    s: 'segundos segundo'
  },
  // “And”.
  unitsQuoted: ['y'],
  nouns: {
    illuminance: noun('f', 'at', 'luz', 'luminosidad', 'iluminancia'),
    temperature: noun('f', 'at', 'temperatura'),
    humidity: noun('f', 'at', 'humedad del aire', 'humedad'),
    moisture: noun('f', 'of', 'humedad de la tierra', 'humedad del suelo'),
    pressure: noun('f', 'at', 'presión'),
    atmospheric_pressure: noun('f', 'at', 'presión del aire'),
    carbon_dioxide: noun('m', 'at', 'dióxido de carbono', 'CO2'),
    carbon_monoxide: noun('m', 'at', 'monóxido de carbono', 'CO'),
    pm1: noun('m', 'at', 'polvo finísimo', 'PM1'),
    pm25: noun('m', 'at', 'polvo fino', 'PM2,5'),
    pm10: noun('m', 'at', 'polvo grueso', 'PM10'),
    volatile_organic_compounds: noun('m', 'at', 'vapor', 'COV'),
    aqi: noun('f', 'at', 'calidad del aire'),
    sound_pressure: noun('m', 'at', 'ruido', 'volumen del sonido'),
    irradiance: noun('f', 'at', 'radiación solar'),
    wind_speed: noun('m', 'at', 'viento', 'velocidad del viento'),
    wind_direction: noun('f', 'at', 'dirección del viento'),
    precipitation: noun('f', 'at', 'lluvia', 'precipitación'),
    precipitation_intensity: noun('f', 'at', 'intensidad de la lluvia'),
    level: noun('m', 'of', 'nivel'),
    volume_storage: noun('m', 'of', 'contenido'),
    volume: noun('m', 'of', 'volumen'),
    volume_flow_rate: noun('m', 'of', 'caudal'),
    water: noun('m', 'of', 'contador de agua', 'consumo de agua'),
    gas: noun('m', 'of', 'contador de gas', 'consumo de gas'),
    energy: noun('f', 'of', 'energía'),
    energy_storage: noun('f', 'of', 'energía guardada'),
    power: noun('f', 'of', 'potencia'),
    voltage: noun('f', 'of', 'tensión', 'voltaje'),
    current: noun('f', 'of', 'corriente'),
    frequency: noun('f', 'of', 'frecuencia'),
    battery: noun('f', 'of', 'batería'),
    signal_strength: noun('f', 'of', 'señal'),
    distance: noun('f', 'of', 'distancia'),
    weight: noun('m', 'of', 'peso'),
    speed: noun('f', 'of', 'velocidad'),
    duration: noun('f', 'of', 'duración'),
    ph: noun('f', 'of', 'acidez', 'pH'),
    conductivity: noun('f', 'of', 'conductividad')
  },
  features,
  variant: (count, { plural, gender }) => (count < 4 ? (plural ? 1 : 0) : (plural ? 2 : 0) + (gender === 'f' ? 1 : 0)),
  called,
  pronoun: 'él|ella|ellos|ellas',
  pronounSaid: false,

  rule: ['ACT mientras|si|cuando|siempre_que COND', 'mientras|si|cuando|siempre_que COND ,? ?entonces ACT'],
  otherwise: ['si no , ELSE', 'si no ELSE', 'de lo contrario ,? ELSE', 'en caso contrario ,? ELSE'],
  unsure: ['en la duda , ELSE', 'en la duda ELSE', 'en caso de duda ,? ELSE', 'si hay duda ,? ELSE'],
  least: ['cada vez al menos DURATION', 'cada vez durante al menos DURATION', 'al menos DURATION'],
  rest: ['descansa|descansan', 'no hace|hacen nada'],
  stay: ['sigue|siguen como está|están', 'queda|quedan como está|están', 'se queda|quedan como está|están'],
  press: ['se pulsa|pulsan'],
  words: ['se pone|ponen en WORDS', 'está|están en WORDS'],
  says: ['dice|dicen WORDS', 'avisa|avisan WORDS'],
  deeds: [
    {
      about: 'light lamp brightness illuminance',
      number: ['brilla|brillan al AMOUNT', 'brilla|brillan a AMOUNT', 'luce|lucen al AMOUNT'],
      yes: ['brilla|brillan', 'luce|lucen'],
      no: ['queda|quedan a oscuras', 'se queda|quedan a oscuras', 'no brilla|brillan']
    },
    {
      about: 'cover blind shutter shade curtain awning garage garage_door door gate window damper valve water gas',
      number: ['se abre|abren al AMOUNT', 'se abre|abren a AMOUNT'],
      yes: ['se abre|abren', 'abre|abren'],
      no: ['se cierra|cierran', 'cierra|cierran']
    },
    {
      about: 'temperature heating climate heater boiler water_heater',
      number: ['calienta|calientan a AMOUNT', 'calienta|calientan al AMOUNT'],
      yes: ['calienta|calientan'],
      no: ['no calienta|calientan']
    },
    {
      about: 'pump fan motor running vacuum lawn_mower humidifier dehumidifier',
      number: ['funciona|funcionan al AMOUNT', 'funciona|funcionan a AMOUNT'],
      yes: ['funciona|funcionan', 'gira|giran'],
      no: ['se para|paran', 'no funciona|funcionan']
    },
    { about: 'siren sound bell', number: ['suena|suenan al AMOUNT', 'suena|suenan a AMOUNT'], yes: ['suena|suenan'], no: ['calla|callan'] },
    { about: 'lock', number: ['se bloquea|bloquean al AMOUNT'], yes: ['se bloquea|bloquean'], no: ['se desbloquea|desbloquean'] },
    {
      about: '',
      number: ['se pone|ponen en AMOUNT', 'está|están en AMOUNT'],
      yes: ['está|están encendido|encendida|encendidos|encendidas', 'se enciende|encienden'],
      no: ['está|están apagado|apagada|apagados|apagadas', 'se apaga|apagan']
    }
  ],

  and: ['y', 'e', '&'],
  or: ['o', 'u', 'o bien'],
  lists: 'tanto o_bien',
  forBreak: ['desde hace DURATION sin huecos', 'desde hace al menos DURATION', 'desde hace DURATION', 'durante DURATION', 'durante al menos DURATION', 'durante más de DURATION'],
  forCount: ['desde hace DURATION aun con huecos'],
  lately: ['en los últimos DURATION alguna vez', 'alguna vez en los últimos DURATION', 'en los últimos DURATION', 'en la última DURATION'],
  latelyNever: ['en los últimos DURATION'],
  average: ['la? media de los últimos DURATION REF_OF', 'el? promedio de los últimos DURATION REF_OF', 'REF media de DURATION'],
  rate: ['el? cambio por hora en los últimos DURATION REF_OF'],
  used: ['el? consumo por hora en los últimos DURATION REF_OF'],
  not: ['no se cumple esto : INNER'],
  heldThat: ['TIME se cumple esto : INNER'],
  withinThat: ['SPAN se cumplió esto : INNER'],
  sinceThat: ['desde que FROM , se cumple siempre esto : INNER'],
  rises: ways(
    'SUBJ ha|han subido por encima de A y aún no ha|han bajado por debajo de B',
    'SUBJ sube|suben por encima de A hasta bajar por debajo de B',
    'SUBJ sube|suben por encima de A hasta que baja|bajan por debajo de B',
    'SUBJ sube|suben|suba|suban|subiera de|del|por_encima_del A ,? hasta que baje|bajen|baja|bajan de|del|por_debajo_del|por_debajo_de B'
  ),
  falls: ways(
    'SUBJ ha|han bajado por debajo de A y aún no ha|han subido por encima de B',
    'SUBJ baja|bajan por debajo de A hasta subir por encima de B',
    'SUBJ baja|bajan por debajo de A hasta que sube|suben por encima de B',
    'SUBJ baja|bajan|baje|bajen|bajara de|del|por_debajo_del A ,? hasta que suba|suban|sube|suben de|del|por_encima_del|por_encima_de B'
  ),

  simple: ['SUBJ NOT? VERB TIME? PRED LATER?'],
  notWord: ['no'],
  neverWord: ['nunca'],
  verbs: { be: ['está|están', 'está|están', 'estuvo|estuvieron', 'es|son', 'estaba|estaban', 'lleva|llevan', 'ha|han estado', 'esté|estén', 'sea|sean', 'haya|hayan estado', 'lleve|lleven', 'es|son de'] },
  verbOf: { number: 'be', truth: 'be', words: 'be', near: 'be', sign: 'be', sun: 'be', dark: 'be' },
  compare: {
    below: ways(
      'por debajo de AMOUNT / por debajo del AMOUNT / debajo de AMOUNT / menor de AMOUNT / menor que AMOUNT / bajo AMOUNT',
      'inferior a AMOUNT / inferior al AMOUNT / menos de AMOUNT / menos del AMOUNT / a menos de AMOUNT / menor del AMOUNT'
    ),
    'at-most': ['como máximo en AMOUNT', 'como máximo AMOUNT', 'como mucho AMOUNT'],
    above: ways(
      'por encima de AMOUNT / por encima del AMOUNT / encima de AMOUNT / mayor de AMOUNT / mayor que AMOUNT / sobre AMOUNT',
      'superior a AMOUNT / superior al AMOUNT / más de AMOUNT / más del AMOUNT / a más de AMOUNT / mayor del AMOUNT'
    ),
    'at-least': ['como mínimo en AMOUNT', 'como mínimo AMOUNT', 'al menos AMOUNT', 'de al menos AMOUNT', 'por lo menos AMOUNT', 'al menos al AMOUNT', 'de? AMOUNT o más'],
    is: ['exactamente en AMOUNT', 'exactamente AMOUNT', 'en AMOUNT', 'a AMOUNT', 'AMOUNT']
  },
  truths: [
    {
      about: 'door window opening garage_door cover valve gate',
      yes: ['abierto|abierta|abiertos|abiertas'],
      no: ['cerrado|cerrada|cerrados|cerradas']
    },
    { about: 'moisture water rain', yes: ['mojado|mojada|mojados|mojadas'], no: ['seco|seca|secos|secas'] },
    { about: 'lock', yes: ['desbloqueado|desbloqueada|desbloqueados|desbloqueadas'], no: ['bloqueado|bloqueada|bloqueados|bloqueadas'] },
    { about: 'running moving motor pump', yes: ['en marcha'], no: ['parado|parada|parados|paradas'] },
    { about: 'connectivity', yes: ['conectado|conectada|conectados|conectadas'], no: ['desconectado|desconectada|desconectados|desconectadas'] },
    { about: 'plug', yes: ['enchufado|enchufada|enchufados|enchufadas'], no: ['desenchufado|desenchufada|desenchufados|desenchufadas'] },
    { about: 'battery', yes: ['con poca carga'], no: ['con carga'] },
    { about: 'battery_charging', yes: ['cargando'], no: ['sin cargador'] },
    { about: 'light', yes: ['iluminado|iluminada|iluminados|iluminadas'], no: ['en penumbra'] },
    { about: 'heat', yes: ['caliente|caliente|calientes|calientes'], no: ['fresco|fresca|frescos|frescas'] },
    { about: 'cold', yes: ['frío|fría|fríos|frías'], no: ['templado|templada|templados|templadas'] },
    { about: 'smoke gas carbon_monoxide safety tamper problem', yes: ['en alarma'], no: ['en calma', 'tranquilo|tranquila|tranquilos|tranquilas'] },
    { about: '', yes: ['encendido|encendida|encendidos|encendidas'], no: ['apagado|apagada|apagados|apagadas'] }
  ],
  wordsAre: ['en WORDS', 'WORDS'],
  somebody: ['alguien'],
  nobody: ['nadie'],
  near: ['cerca PULSE', 'junto PULSE'],
  sign: ['activo|activa|activos|activas'],
  sun: ['el? sol'],
  up: ['sobre el horizonte', 'en el cielo'],
  down: ['bajo el horizonte'],
  darkIt: ['fuera', 'afuera', 'fuera?'],
  dark: ['oscuro'],

  heard: {
    not: ['no INNER'],
    nay: 'no_está|no_es|no_esté|no_sea',
    please: 'por_favor',
    asks: {
      on: ways(
        'enciende|encender|prende|prender|activa|activar|conecta|arranca|arrancar|pon en marcha ACTOR / enciende|encender|encended|prende|prender|activa|activar|conecta|arranca|arrancar|toca|tocar|pulsa|abre|abrir|abrid|inicia ADV? ACTOR',
          'pon|poner en marcha ACTOR / mantén|mantener|deja|dejar|ten ACTOR encendido|encendida|encendidos|encendidas|abierto|abierta|en_marcha / mantén|mantener|deja|dejar encendido|encendida|encendidos|encendidas|abierto|abierta ACTOR / no|nunca apagues|pares|cierres|desconectes ACTOR / calienta|calentar'
      ),
      off: ways(
        'apaga|apagar|apagad|desactiva|desactivar|desconecta|para|parar|detén|detener|cierra|cerrar ADV? ACTOR / mantén|mantener|deja|dejar ACTOR apagado|apagada|apagados|apagadas|cerrado|cerrada|parado|parada',
          'mantén|mantener|deja|dejar apagado|apagada|cerrado|cerrada ACTOR / no|nunca enciendas|encender|arranques|abras|pongas_en_marcha|actives|prendas ACTOR'
      ),
      number: ways(
        'baja|bajar|sube|subir|atenúa|atenuar|pon|poner|ajusta|ajustar|regula|mantén|mantener|deja|enciende|encender|abre ACTOR ADV? a|al|en|hasta|hasta_el AMOUNT'
      ),
      tell: ways(
        'avisa|avisar|avísanos|avísame|dinos|dime|notifícanos|adviértenos|infórmanos|alerta ?que WORDS? / envía|envíanos|enviar|manda|mándanos ?un|una ?mensaje|aviso|nota WORDS? / haznos|hazme saber WORDS?'
      )
    },
    deeds: {
      on: ways('encendido|encendida|encendidos|encendidas / debe|deben funcionar|estar_encendido|estar_encendida|encenderse'),
      off: ways('apagado|apagada|apagados|apagadas / no debe|deben|puede|pueden funcionar|estar_encendido|estar_encendida|encenderse / queda|quedan|debe_estar|deben_estar apagado|apagada|apagados|apagadas'),
      number: ways('se? pone|ponen|baja|bajan|sube|suben|está|están al|a AMOUNT / al AMOUNT')
    },
    conjunctions: 'mientras|si|cuando|siempre_que|en_cuanto|mientras_que|solo_si|sólo_si|solo_cuando|solo_mientras|sólo_mientras|sólo_cuando',
    whole: ways(
      'UNLESS ,? ACT / MOMENT ,? CONJ CONDS ,? ?entonces ACT / MOMENT ,? ACT CONJ CONDS / MOMENT ,? ACT / ELAPSED ,? ACT / AFTER ,? ACT / ACT ,? ?pero ?solo|sólo|solamente|únicamente CONJ CONDS / ACT EXCEPT / ACT AFTER / ACT'
    ),
    except: ways(',? a_menos_que|salvo_que|excepto_que|a_no_ser_que COND / ,? salvo|excepto|menos si|cuando|mientras COND'),
    provided: ways(',? pero|y solo|sólo|solamente si|cuando|mientras COND / ,? siempre|siempre_y_cuando COND'),
    after: ways('después de que COND / tras que COND'),
    elapsed: ways('después de DURATION / tras DURATION / a los DURATION'),
    moments: {
      dark: ways('?solo|sólo de noche / ?solo|sólo por|durante la noche / ?solo|sólo a oscuras / ?solo|sólo en la oscuridad'),
      down: ways('?solo|sólo después|tras de? anochecer / ?solo|sólo después de la puesta de sol / ?solo|sólo tras la puesta de sol / ?solo|sólo después del anochecer|atardecer / ?solo|sólo al anochecer'),
      up: ways('?solo|sólo de día / ?solo|sólo durante el día / ?solo|sólo con luz del día|de_día / ?solo|sólo después del? amanecer')
    },
    states: {
      dark: ways('es|sea|está|esté de noche / es|está|esté noche / está|esté|esta|este oscuro / se hace|haga de noche / oscurece|oscurezca|anochece|anochezca'),
      down: ways('se pone|ponga el sol / el sol se pone|ponga|ha_puesto / se ha puesto el sol'),
      up: ways('es|sea de día / está|esté claro / se hace|haga de día / amanece|amanezca / sale|salga el sol / el sol sale|salga|ha_salido / hay luz de|del día')
    },
    lasts: ways('durante|por DURATION / DURATION'),
    leasts: ways('durante? al|por_lo menos DURATION'),
    ago: ['en DURATION'],
    bare: ways('durante? más|mas de DURATION / durante? al menos DURATION / por DURATION / DURATION'),
    simple: ways('SUBJ NOT? VERB PRED FOR / SUBJ NOT? VERB FOR PRED / SUBJ NOT? queda|quedan|sigue|siguen|permanece|quede|siga PRED TIME? / NOT? VERB PRED SUBJ TIME?'),
    numbers: {
      below: ways(
        'SUBJ NOT? baja|bajan|baje|bajen|cae|caiga|desciende|descienda de|del AMOUNT TIME? / SUBJ NOT? baja|baje|cae|caiga|desciende por? debajo de|del AMOUNT TIME? / SUBJ NOT? gasta|gaste|gastan|consume|consuma|usa|use|necesita|necesite|tiene|tenga|tienen|marca|da menos de|del AMOUNT TIME?',
          'SUBJ NOT? gasta|gaste|gastan|consume|consuma|usa|use|necesita|necesite|tiene|tenga|tienen|marca|da menos de|del AMOUNT TIME? / SUBJ está|esté a menos de|del AMOUNT TIME? / SUBJ < AMOUNT TIME?'
      ),
      'at-most': ways('SUBJ baja|baje|cae|caiga al|a|hasta|hasta_el AMOUNT TIME? / SUBJ <=|≤ AMOUNT TIME? / SUBJ tiene|tenga|gasta|gaste como mucho|máximo AMOUNT TIME?'),
      above: ways(
        'SUBJ NOT? sube|suba|suben|suban|pasa|pase de|del AMOUNT TIME? / SUBJ NOT? sube|suba por? encima de|del AMOUNT TIME? / SUBJ NOT? supera|supere|excede|exceda|sobrepasa|sobrepase el|los|las|la|a AMOUNT TIME?',
          'SUBJ NOT? supera|supere|excede|exceda AMOUNT TIME? / SUBJ NOT? gasta|gaste|gastan|consume|consuma|usa|use|necesita|necesite|tiene|tenga|tienen|marca|da|produce|produzca más de|del AMOUNT TIME? / SUBJ está|esté a más de|del AMOUNT TIME? / SUBJ > AMOUNT TIME?'
      ),
      'at-least': ways('SUBJ llega|llegue|sube|suba a|al|hasta|hasta_el AMOUNT TIME? / SUBJ alcanza|alcance el|los|las AMOUNT TIME?',
        'SUBJ alcanza|alcance AMOUNT TIME? / SUBJ >=|≥ AMOUNT TIME? / SUBJ tiene|tenga|gasta|gaste al menos AMOUNT TIME?'),
      is: ways('SUBJ = AMOUNT TIME?')
    },
    between: ways(
      'SUBJ NOT? VERB entre ?el LOW y ?el HIGH TIME? / SUBJ VERB al menos ?al|a|en LOW y como mucho|máximo ?al|a|en HIGH TIME? / SUBJ tiene|tenga|marca entre LOW y HIGH TIME?'
    ),
    counted: ways('SUBJ ha|han|haya gastado|consumido|usado USED SPAN'),
    warmth: {
      below: ways('NOT? hace|haga|hay|haya menos de AMOUNT PLACE? TIME? / PLACE hace|haga menos de AMOUNT TIME? / NOT? hace|haga más frío de|que AMOUNT PLACE? TIME? / está|esté|estamos a menos de AMOUNT PLACE? TIME?'),
      above: ways('NOT? hace|haga|hay|haya más de AMOUNT PLACE? TIME? / PLACE hace|haga más de AMOUNT TIME? / NOT? hace|haga más calor de|que AMOUNT PLACE? TIME? / está|esté|estamos a más de AMOUNT PLACE? TIME?')
    },
    shared: {
      both: ways('?tanto SUBJ y|e SUBJ NOT? VERB PRED TIME? / tanto SUBJ como SUBJ NOT? VERB PRED TIME?'),
      either: ways('?o_bien SUBJ o|u|o_bien SUBJ NOT? VERB PRED TIME?'),
      neither: ways('ni SUBJ ni SUBJ VERB PRED TIME?')
    },
    passes: ways(
      'PERSON pasa|pase|se_mueve|se_mueva|está_ahí|viene|venga|ha_pasado|haya_pasado|camina|camine NEAR? TIME? / pasa|pase|viene|venga|ha_pasado|haya_pasado alguien NEAR? TIME?',
        'hay|haya ?un ?algún movimiento NEAR? TIME? / hay|haya alguien NEAR? TIME? / se detecta|detecte|nota|note movimiento NEAR? TIME? / el? movimiento está|esté encendido|activo|detectado NEAR? TIME?'
    ),
    still: ways('no pasa|pase|ha_pasado|haya_pasado|hay|haya|viene nadie NEAR? TIME? / no hay|haya|se_detecta|se_detecte movimiento NEAR? TIME?'),
    turns: [
      {
        about: 'door window opening garage_door cover valve gate',
        yes: ways('se abre|abra|abren|abran SUBJ TIME? / SUBJ NOT? se abre|abra|abren|abran TIME?'),
        no: ways('se cierra|cierre|cierran|cierren SUBJ TIME? / SUBJ NOT? se cierra|cierre|cierran|cierren TIME?')
      },
      {
        about: 'running moving motor pump',
        yes: ways('SUBJ NOT? funciona|funcione|funcionan|funcionen|anda|ande|arranca|arranque|marcha TIME? / NOT? funciona|funcione|arranca|arranque SUBJ TIME?'),
        no: ways('SUBJ se? para|pare|detiene|detenga TIME? / se para|pare|detiene SUBJ TIME?')
      },
      { about: '', yes: ways('se enciende|encienda SUBJ TIME? / SUBJ se enciende|encienda TIME?'), no: ways('se apaga|apague SUBJ TIME? / SUBJ se apaga|apague TIME?') }
    ],
    spans: { 'media hora': 1_800_000, 'un cuarto de hora': 900_000, 'tres cuartos de hora': 2_700_000, 'hora y media': 5_400_000, 'una hora y media': 5_400_000, 'medio minuto': 30_000,
      'una hora': 3_600_000, hora: 3_600_000, 'un minuto': 60_000, minuto: 60_000, 'un día': 86_400_000, día: 86_400_000 },
    numerals: { un: 1, uno: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, doce: 12, quince: 15, veinte: 20, treinta: 30 },
    clock: ways(
      'a|desde|hasta las|la HOUR / todos|cada|los|el los? lunes|martes|miércoles|jueves|viernes|sábado|sábados|domingo|domingos|días|día|hora|horas|semana|mañanas|noches',
        'cada lunes|martes|miércoles|jueves|viernes|sábado|domingo|día|hora|semana|mañana|noche / por la mañana|tarde / a medianoche|mediodía / diariamente'
    )
  },

  templates: {
    'path-lamp': {
      title: 'Una lámpara para el camino',
      roles: { lamp: 'lámpara', ear: 'detector', eye: 'sensor de luz' },
      says: {}
    },
    'sun-pump': {
      title: 'Bombear mientras brilla el sol',
      roles: { pump: 'bomba', panel: 'panel solar', tank: 'depósito' },
      says: {}
    },
    'tank-warning': {
      title: 'Avisar antes de que se vacíe el depósito',
      roles: { box: 'caja', tank: 'depósito' },
      says: { low: 'El depósito está casi vacío.', unknown: 'Nadie sabe cuánto queda en el depósito: mirad su sensor.' }
    }
  }
}
