/** How people ask for something in Spanish. */
import { type Heard, ways } from '../../heard.ts'

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
  'deje|enciende|encender|encienda|abre|abrir|reduce|reducir'

export const asks: Pick<Heard, 'please' | 'openers' | 'modals' | 'works' | 'not' | 'nay' | 'asks' | 'deeds'> = {
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
    'a ver / me|nos'
  ),
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
    on: ways(
      `${onTold} por_favor ACTOR / ${onTold} ?usted ADV? ACTOR ADV?`,
      'pon|poner|ponga|poned|póngase en marcha ACTOR',
      'pon|poner|ponga|poned ACTOR ?en_marcha|a_funcionar|encendido|encendida',
      `pon|poner|ponga a funcionar ACTOR / ${keep} ACTOR ADV? ${on} ADV? / ${keep} ${on} ACTOR ADV?`,
      `deja|dejad|deje|haz|haced|hacer|haga que ACTOR ${does}`,
      'deja|dejar|deje|haz|hacer|haga|haced sonar|funcionar|brillar|girar ACTOR',
      `que ACTOR ADV? ?se? ?${onWish} / ?que se ${onWish} ADV? ACTOR / ?que ${does} ACTOR`,
      `?que ACTOR ?que ${does}`,
      `?que ACTOR esté|estén|quede|queden|siga|sigan|permanezca|estuviera|se_quede|se_mantenga ${on}`,
      `?que esté|estén|quede ${on} ACTOR / ?que ACTOR se ponga|pongan en marcha`,
      `?que ACTOR se ${onWish} / que ${onWish} ACTOR / no|nunca ${offNo} ACTOR`,
      'podría|puede|debe|debería ?por_favor WORKS ACTOR / encenderse|funcionar|sonar|abrirse ACTOR',
      'calienta|calentar|caliente|calentad|calentemos'
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
    on: ways(
      `${on} / ?solo|sólo|solamente MODAL WORKS / que ${does} / que esté ${on} / queda|quedan|se_queda|sigue|estará ${on} / se ${onWish}`),
    off: ways(
      `${off} / MODALNOT WORKS / MODAL ENDS / no ${does}`,
      `queda|quedan|se_queda|se_quedan|sigue|siguen|debe_estar|deben_estar|estará ${off} / que no ${does}`,
      `que esté ${off} / no hace falta`),
    number: ways(
      'se? pone|ponen|baja|bajan|sube|suben|está|están|estará|quedará|queda al|a AMOUNT',
      'al|a|hasta_el|en AMOUNT / MODAL HOLDS / FIRST')
  }
}
