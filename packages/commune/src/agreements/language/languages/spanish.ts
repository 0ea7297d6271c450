/** Spanish, whole. Verbs say who does it, so no pronoun is written; what something is agrees with it. */
import { type Heard, ways } from '../heard.ts'
import type { Features, Language, Named, Noun, Role } from '../language.ts'
import { numeralsOf } from '../numerals.ts'

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

const ones =
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho ' +
  'diecinueve'
const tens = 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'
const twenties = ['veintiuno', 'veintidós', 'veintitrés', 'veinticuatro', 'veinticinco', 'veintiséis', 'veintisiete',
  'veintiocho', 'veintinueve']
const amongTwenties = Object.fromEntries(twenties.map((said, index) => [said, 21 + index]))

/** Numbers, times and parts of a whole as Spanish says them. */
const counts: Pick<Heard, 'spans' | 'numerals' | 'shares' | 'past' | 'full'> = {
  spans: { 'media hora': 1_800_000, 'un cuarto de hora': 900_000, 'cuarto de hora': 900_000, 'tres cuartos de hora': 2_700_000,
    'hora y media': 5_400_000, 'una hora y media': 5_400_000, 'medio minuto': 30_000, 'un minuto y medio': 90_000,
      'minuto y medio': 90_000,
    'una hora': 3_600_000, hora: 3_600_000, 'un minuto': 60_000, minuto: 60_000, 'un día': 86_400_000, día: 86_400_000 },
  numerals: numeralsOf(ones, tens, (ten, unit) => [`${ten} y ${unit}`], { un: 1, una: 1, ...amongTwenties, cien: 100,
    ciento: 100, doscientos: 200, trescientos: 300, quinientos: 500, mil: 1_000,
    'dos mil': 2_000, cero: 0 }),
  shares: { mitad: 50, 'la mitad': 50, medio: 50, 'medio lleno': 50, 'media llena': 50, 'medio vacío': 50, 'un cuarto': 25,
    'una cuarta parte': 25, 'tres cuartos': 75, 'tres cuartas partes': 75, 'a tope': 100, 'toda potencia': 100,
      'media potencia': 50 },
  past: '',
  full: 'de_agua|lleno|llena|de_carga|de_potencia'
}

/** Verbs as they are told (to one, to several, formally), named, and wished for; some with who gets it, or with “se”, behind them. */
const onTold =
  'enciende|encienda|encended|enciendan|encender|enciéndeme|enciéndenos|enciéndase|enciendes|enciendo|' +
  'prende|prenda|prended|prender|préndeme|activa|active|activad|activar|actívese|conecta|conecte|' +
  'conectar|arranca|arranque|arrancar|arráncame|arránquese|inicia|inicie|iniciar|usa|use|usar|toca|' +
  'toque|tocar|pulsa|pulse|pulsar|abre|abra|abrid|abrir|ábrase|ábreme'
const offTold =
  'apaga|apague|apagad|apaguen|apagar|apágame|apáganos|apáguese|apagas|desactiva|desactive|desactivar|' +
  'desconecta|desconecte|desconectar|para|pare|parad|parar|párese|detén|detenga|detener|cierra|cierre|' +
  'cerrad|cerrar|ciérrame|ciérrese'
const onWish =
  'encienda|enciendan|prenda|prendan|active|arranque|abra|abras|enciendas|enciendan|ponga_en_marcha|' +
  'pongas_en_marcha|encendiera|encendiese'
const offWish = 'apague|apaguen|apagues|desactive|pare|paren|cierre|cierren|detenga|apagara'
const onNo =
  'enciendas|encienda|encendáis|encender|arranques|arranque|arrancar|abras|abra|abrir|pongas_en_marcha|' +
  'poner_en_marcha|actives|activar|prendas|prenda|prender|uses|usar|toques|tocar'
const offNo = 'apagues|apague|apaguéis|apagar|pares|pare|parar|cierres|cierre|cerrar|desconectes|desactives'
const on =
  'encendido|encendida|encendidos|encendidas|abierto|abierta|abiertos|abiertas|en_marcha|funcionando|activo|activa'
const off = 'apagado|apagada|apagados|apagadas|cerrado|cerrada|cerrados|cerradas|parado|parada|parados|paradas|a_oscuras'
const keep = 'mantén|mantener|mantenga|mantened|manténgase|deja|dejar|deje|dejad|ten|tener|tenga|déjame'
const does =
  'funcione|funcionen|funcionara|funcionaran|funcionase|suene|suenen|brille|brillen|brillara|alumbre|' +
  'alumbren|luzca|gire|giren|caliente|corra|ande|arranque'
const dim =
  'baja|bajar|baje|bájese|bájame|sube|subir|suba|súbase|súbeme|atenúa|atenuar|atenúe|pon|poner|ponga|' +
  'póngase|ponme|poned|ajusta|ajustar|ajuste|regula|regular|regule|mantén|mantener|mantenga|deja|dejar|' +
  'deje|reduce|reducir'

/** How people ask for something in Spanish. */
const asks: Pick<Heard, 'please' | 'openers' | 'lone' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
  please: 'por_favor|gracias|porfa',
  openers: ways(
    'por_favor / podrías|puedes|podría|puede|podéis|podrían|pueden|podemos ?usted|ustedes|vosotros',
    'quieres|querrías|quiere|te_importa|te_importaría|le_importaría',
    'me|nos gustaría|encantaría|interesa ?que',
    'quiero|quisiera|queremos|querría|necesito|necesitamos|deseo|deseamos|prefiero|pido|ruego ?que',
    'asegúrate|asegúrese|aseguraos ?de ?que / procura|procure|procurad|cuida|vigila ?de ?que',
    'haz|haga|haced que / haz|haga|hazme|háganos el favor de / tenga|ten la bondad|amabilidad de',
    'sé|sea tan amable de / le|te|os|les ruego|rogamos|pido|pedimos ?que',
    'debes|deberías|tienes_que|hay_que|debe_usted|se_debe|se_ruega|conviene / oye|hola|eh|ey|ok HOUSE?',
    'a ver / me|nos / sería|serías|sean|serían usted|ustedes? tan amable|amables de'
  ),
  lone: {
    on: ['enciéndelo|enciéndela|enciéndelos|enciéndelas|préndelo|préndela|actívalo|actívala|ábrelo|ábrela|encendido|encendida'],
    off: ['apágalo|apágala|apágalos|apágalas|páralo|párala|ciérralo|ciérrala|apagado|apagada']
  },
  modals: {
    yes:

  'debe|deben|debería|deberían|tiene_que|tienen_que|tendría_que|tendrían_que|ha_de|han_de|puede|' +
  'pueden|podría|hay_que|necesita|va_a',
    not:

  'no_debe|no_deben|no_debería|no_deberían|no_tiene_que|no_tienen_que|no_ha_de|no_puede|no_pueden|' +
  'no_podrá|nunca_debe|nunca_puede|no_necesita|no_hace_falta_que'
  },
  works: {
    on: ways(
      'funcionar|encenderse|arrancar|sonar|brillar|abrirse|alumbrar|girar|calentar|andar|encender|' +
      'prenderse|lucir',
      `estar|seguir|quedar|quedarse|permanecer ${on} / ponerse en_marcha`),
    off: ways(
      `apagarse|parar|pararse|detenerse|cerrarse|callar|descansar|apagar / estar|seguir|quedar|quedarse|permanecer ${off}`),
    number: ways('brillar|estar|ponerse|funcionar|quedar|quedarse|alumbrar|lucir|bajar|subir|abrirse a|al|en AMOUNT')
  },
  not: ['no INNER'],
  nay: 'no_está|no_es|no_esté|no_sea|ya_no_es|ya_no_está|ya_no_sea|ya_no_esté|ya_no',
  asks: {
    onAt: ways('enciende|encender|encienda|prende|prenda|abre|abrir|arranca|pon_en_marcha|pon ACTOR AT'),
    offAt: [],
    on: ways(
      `${onTold} por_favor ACTOR / ${onTold} ?usted ADV? ACTOR ADV?`,
      'pon|poner|ponga|poned|póngase en marcha ACTOR',
      'pon|poner|ponga|poned ACTOR ?en_marcha|a_funcionar|encendido|encendida',
      `pon|poner|ponga a funcionar ACTOR / ${keep} ACTOR ADV? ${on} ADV? / ${keep} ${on} ACTOR ADV?`,
      `deja|dejad|deje|haz|haced|hacer|haga que ACTOR ${does}`,
      'deja|dejar|deje|haz|hacer|haga|haced sonar|funcionar|brillar|girar ACTOR',
      `que ACTOR ADV? ?se ${onWish} / ?que se ${onWish} ADV? ACTOR / ?que ${does} ACTOR`,
      `?que ACTOR ?que ${does}`,
      `?que ACTOR esté|estén|quede|queden|siga|sigan|permanezca|estuviera|se_quede|se_mantenga ${on}`,
      `?que esté|estén|quede ${on} ACTOR / ?que ACTOR se ponga|pongan en marcha`,
      `?que ACTOR se ${onWish} / que ${onWish} ACTOR / no|nunca ${offNo} ACTOR`,
      'podría|puede|debe|debería ?por_favor WORKS ACTOR / encenderse|funcionar|sonar|abrirse ACTOR',
      'calienta|calentar|caliente|calentad HEATED / calienta|calentar|caliente|calentad|calentemos'
    ),
    off: ways(
      `${offTold} por_favor ACTOR / ${offTold} ?usted ADV? ACTOR ADV? / ${keep} ACTOR ADV? ${off} ADV?`,
      `${keep} ${off} ACTOR ADV? / ?que se ${offWish} ADV? ACTOR / ?que ACTOR se ${offWish}`,
      `que ${offWish} ACTOR`,
      `?que ACTOR esté|estén|quede|queden|siga|permanezca|se_quede|estuviera ${off}`,
      `?que esté|estén|quede ${off} ACTOR / pon|poner ACTOR apagado|apagada`,
      `no|nunca ${onNo} ADV? ACTOR / no|nunca dejes|dejar|deje|dejéis que ACTOR ${does}`,
      'no|nunca dejes|dejar|deje|dejéis funcionar|sonar|brillar ACTOR',
      `no|nunca dejes|dejar|deje ACTOR ${on} / ?que ACTOR no|nunca ?se ${does}`,
      `?que ACTOR no|nunca se ${onWish} / ?que ACTOR no|nunca esté|estén ${on} / ?que no ${does} ACTOR`,
      `no|nunca se ${onWish} ACTOR / no hace falta que ${does} ACTOR / no hace falta que ACTOR ${does}`,
      `?que no|nunca se quede|queden ${on} ACTOR / ?que ACTOR no|nunca se quede|queden ${on}`,
      `no hace falta ACTOR / no queremos|quiero ACTOR ${on}`,
      'no|nunca calientes|calentéis|caliente|calentar / nada de ACTOR'
    ),
    number: ways(
      `${dim} ?por_favor ACTOR ADV? a|al|en|hasta|hasta_el|a_la AMOUNT`,
      `que ACTOR ${does} a|al|en|hasta AMOUNT / ?que ACTOR esté|quede|se_ponga|se_quede a|al|en AMOUNT`,
      `?que se ponga|baje|suba ACTOR a|al|en|hasta AMOUNT / ${keep} ACTOR ${on} a|al|en AMOUNT`
    ),
    tell: ways(
      'avisa|avise|avisad|avisar|avisadnos|avísanos|avísame|avísenos|avíseme|avisarnos|avisarme|dinos|' +
      'dime|díganos|dígame|diles|decidnos|decirnos|notifícanos|notifícame|notifíquenos|adviértenos|' +
      'adviérteme|infórmanos|infórmame|alerta|recuérdanos|recuérdame ?a ?todos|todas|todo_el_mundo ?que ' +
      'WORDS?',
      'envía|envíanos|envíame|enviar|envíe|manda|mándanos|mándame|mandar|mande ?a ?todos ?un|una|el|la ' +
      '?mensaje|aviso|nota WORDS?',
      'haznos|hazme|háganos saber WORDS? / mensaje|aviso|nota WORDS',
      'nos|me avises|avise|avisen|diga|digas|avisas|dices WORDS?'
    )
  },
  deeds: {
    onAt: [`${on} AT`],
    offAt: [],
    on: ways(
      `ADV ${on}`,
      `${on} / ?solo|sólo|solamente MODAL WORKS / que ${does} / que esté ${on} / queda|quedan|se_queda|sigue|estará ${on} / se ${onWish}`),
    off: ways(
      `ADV ${off}`,
      `${off} / MODALNOT WORKS / MODAL ENDS / no ${does}`,
      `queda|quedan|se_queda|se_quedan|sigue|siguen|debe_estar|deben_estar|estará ${off} / que no ${does}`,
      `que esté ${off} / no hace falta`),
    number: ways(
      'se? pone|ponen|baja|bajan|sube|suben|está|están|estará|quedará|queda al|a AMOUNT',
      'al|a|hasta_el|en AMOUNT / MODAL HOLDS / HOWMUCH')
  }
}

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

/** How much it is too much. */
const much = 'muy|demasiado|bastante|tan'

/** What Spanish understands beside what it writes: how people ask, and what they say of the day, of passers-by, of how things change. */
const heard: Heard = {
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
    'ACT SEP COMMAS / ACT BARES / ACT EXCEPT / ACT AFTER / CONDS SEP ?entonces ACT / ATFIRST ,? ?entonces ACT / ACT AT / ACT'
  ),
  except: ways(',? a_menos_que|salvo_que|excepto_que|a_no_ser_que COND / ,? salvo|excepto|menos si|cuando|mientras COND'),
  back: ways(
    'y apágalo|apágala|páralo|párala|ciérralo|ciérrala BARE / y apagado|apagada|apagar|parar BARE',
    ', ?y BARE apagado|apagada / , ?y apagado|apagada BARE / y BARE apágalo|apágala|apagar|apagado|apagada',
    ', ?y apagado|apagada|apágalo|apágala AT / , ?y AT apagado|apagada|apágalo|apágala',
    'y apagado|apagada|apágalo|apágala AT / y AT apagado|apagada|apágalo|apágala'),
  afterSigns: ways('FOR después_del|tras_el último movimiento'),
  signs: ways('con movimiento / al detectar ?un movimiento / al haber movimiento'),
  until: ways(',? hasta que COND / ,? hasta ?el|los|las TILLMUCH / ,? hasta que llegue|lleguen|alcance|alcancen|tenga|esté|haya ?a|al|el|los|a_los|en TILLMUCH'),
  at: ways('a|al|a_los|en|en_los AMOUNT / con AMOUNT'),
  provided: ways(',? pero|y solo|sólo|solamente si|cuando|mientras COND / ,? siempre|siempre_y_cuando COND'),
  after: ways('después de que COND / tras que COND / después de|tras COND'),
  elapsed: ways(
    'después de DURATION / tras DURATION / a los DURATION / al cabo de DURATION / pasados|pasado|pasada|pasadas DURATION'),
  moments: {
    dark: ways(
      '?solo|sólo de noche / ?solo|sólo por|durante la noche / ?solo|sólo a oscuras',
      '?solo|sólo del|desde_el anochecer|atardecer al|hasta_el amanecer / ?solo|sólo en la oscuridad / ?solo|sólo toda la noche / ?solo|sólo por las noches'),
    down: ways(
      '?solo|sólo desde la puesta de|del sol hasta la salida de|del sol / ?solo|sólo después|tras de? anochecer / ?solo|sólo después de la puesta de sol',
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
    '> DURATION',
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
      'solo|sólo|solamente queda|quede|quedan|queden|hay|haya ?un|el AMOUNT en SUBJ',
      'queda|quede|quedan|queden|hay|haya solo|sólo|solamente ?un|el AMOUNT en SUBJ / a SUBJ le queda|quede|quedan|queden ?solo|sólo|un|el AMOUNT'),
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
      '?a|en|del|de|el AMOUNT o menos'),
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
    'se ha|han|haya|hayan gastado|consumido|usado USED SPAN / USED SPAN',
    'pasa|pasan|pase|pasen|corre|corren|sale|salen USED SPAN',
    'gastamos|usamos|consumimos|gastemos|usemos|consumamos|hemos_gastado|hayamos_gastado|hemos_usado|hayamos_usado USED SPAN'),
  per: ['por|a_la|al|cada|en_un|en_una EACH'],
  each: {
    uses: ways(
      'SUBJ gasta|gaste|gastan|consume|consuma|consumen|usa|use USED PER / USED PER',
      'gastamos|usamos|consumimos|necesitamos|gastemos|usemos|consumamos|necesitemos USED PER',
      'se gasta|gastan|gaste|gasten|usa|usan|use|usen|consume|consumen|consuma|consuman USED PER'),
    loses: ways('SUBJ pierde|pierda|pierden USED PER / SUBJ pierde|pierda PER USED')
  },
  using: ways(
    'SUBJ NOT? gasta|gastan|gaste|gasten|consume|consumen|consuma|consuman|usa|use|necesita|necesite|' +
    'haya_gastado|ha_gastado|haya_consumido|ha_consumido|gastó|consumió|está_gastando|está_consumiendo|' +
    'esté_gastando|esté_consumiendo APART FORTIME?',
    'gastamos|usamos|consumimos|necesitamos|gastemos|usemos|consumamos|hemos_gastado|hayamos_gastado APART FORTIME?',
    'se gasta|gastan|gaste|gasten|usa|usan|use|usen|consume|consumen|consuma|consuman APART'),
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
      says: ways('hace|haga|hay|haya|tengo|tenga ?mucho|demasiado|bastante frío|fresco PLACE? / hiela|hiele / frío',
        `SUBJ está|esté ?${much} frío|fría `)
    },
    {
      about: 'temperature',
      how: 'above',
      says: ways('hace|haga|hay|haya|tengo|tenga ?mucho|demasiado|bastante calor PLACE? / calor', `SUBJ está|esté ?${much} caliente|caluroso|calurosa`)
    },
    {
      about: 'humidity',
      how: 'above',
      says: ways(
        'hay|haya|hace ?mucha|demasiada|bastante humedad PLACE? / está|esté ?muy|demasiado húmedo PLACE? / húmedo',
        `SUBJ está|esté ?${much} húmedo|húmeda`)
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
    },
    {
      about: 'illuminance',
      how: 'below',
      says: ways(`está|esté|sea|es ${much} oscuro PLACE? / SUBJ está|esté ${much} oscuro|oscura`)
    },
    {
      about: 'illuminance',
      how: 'above',
      says: ways(`hay|haya ${much}|mucha|demasiada luz PLACE? / SUBJ está|esté ${much} iluminado|iluminada|claro|clara`)
    },
    {
      about: 'level battery volume_storage',
      how: 'below',
      says: ways(
        `SUBJ está|esté ?casi|${much} vacío|vacía|bajo|baja|agotado|agotada|descargado|descargada / SUBJ ?casi|${much} vacío|vacía`,
        'SUBJ se está|esté acabando|agotando|vaciando / SUBJ se acaba|acabe|agota|agote|vacía|vacíe')
    },
    {
      about: 'level battery volume_storage',
      how: 'above',
      says: ways(`SUBJ está|esté ?casi|${much} lleno|llena / SUBJ ?casi|${much} lleno|llena`)
    }
  ],
  say: 'o_sea|es_decir|digamos',
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
    'alguien|gente|alguna_persona NEAR? FORTIME?',
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
        'PERSON abre|abra|ha_abierto|haya_abierto WHAT / PERSON deja|deje|ha_dejado|haya_dejado WHAT abierto|abierta'),
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
    water: noun('m', 'of', 'contador de agua', 'consumo de agua', 'consumo'),
    gas: noun('m', 'of', 'contador de gas', 'consumo de gas'),
    energy: noun('f', 'of', 'energía'),
    energy_storage: noun('f', 'of', 'energía guardada'),
    power: noun('f', 'of', 'potencia', 'consumo', 'consumo eléctrico', 'consumo de luz'),
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
  fills: { name: 'un nombre', number: 'un número', unit: 'una unidad', words: 'palabras entre comillas' },
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

  and: ['y', 'e', '&', 'pero'],
  or: ['o', 'u', 'o bien'],
  lists: 'tanto o_bien',
  forBreak: ['desde hace DURATION sin huecos', 'desde hace al menos DURATION', 'desde hace DURATION', 'durante DURATION', 'durante al menos DURATION', 'durante más de DURATION'],
  forCount: ['desde hace DURATION aun con huecos'],
  lately: ['en los últimos DURATION alguna vez', 'alguna vez en los últimos DURATION', 'en los últimos DURATION', 'en la última DURATION'],
  latelyNever: ['en los últimos DURATION'],
  average: ['la? media de los últimos DURATION REF_OF', 'el? promedio de los últimos DURATION REF_OF', 'REF media de DURATION', 'REF media de|en la? última|últimas DURATION', 'REF media de|en los últimos DURATION'],
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
    'SUBJ sube|suben|suba|suban|subiera|pasa|pase|supera|supere|esté|está ?de|del|por_encima_del|por_encima_de|el|los A ,? hasta que baje|bajen|baja|bajan|caiga|cae|esté ?de|del|por_debajo_del|por_debajo_de B'
  ),
  falls: ways(
    'SUBJ ha|han bajado por debajo de A y aún no ha|han subido por encima de B',
    'SUBJ baja|bajan por debajo de A hasta subir por encima de B',
    'SUBJ baja|bajan por debajo de A hasta que sube|suben por encima de B',
    'SUBJ baja|bajan|baje|bajen|bajara|cae|caiga|caigan|esté|está ?de|del|por_debajo_del|por_debajo_de A ,? hasta que suba|suban|sube|suben|pase|pasa|supere|llegue|esté ?de|del|por_encima_del|por_encima_de|al|el|los B'
  ),

  simple: ['SUBJ NOT? VERB TIME? PRED LATER?'],
  between: ['SUBJ NOT? VERB TIME? entre LOW y HIGH LATER?'],
  notWord: ['no'],
  neverWord: ['nunca'],
  verbs: { be: ['está|están', 'está|están', 'estuvo|estuvieron', 'es|son', 'estaba|estaban', 'ha|han estado', 'esté|estén', 'sea|sean', 'haya|hayan estado', 'es|son de'] },
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
    is: ways('exactamente en AMOUNT / exactamente al AMOUNT / exactamente a AMOUNT / exactamente AMOUNT / igual a AMOUNT / igual al AMOUNT')
  },
  heads: [],
  simplyIs: ['en AMOUNT', 'a AMOUNT', 'AMOUNT'],
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
  somebody: ['alguien', 'gente', 'alguna persona'],
  nobody: ['nadie'],
  near: ['cerca PULSE', 'junto PULSE'],
  sign: ['activo|activa|activos|activas'],
  sun: ['el? sol'],
  up: ['sobre el horizonte', 'en el cielo'],
  down: ['bajo el horizonte'],
  darkIt: ['fuera', 'afuera', 'fuera?'],
  dark: ['oscuro'],

  alone: { used: ['el? consumo en DURATION REF_OF'], simple: ['SUBJ NOT? VERB PRED TIME?'], forBreak: ['desde hace DURATION'], forCount: ['desde hace DURATION'] },

  heard,

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
