/**
 * The small sign before a row of the list, and on what rides a current: chosen by name or from the words of a thing.
 * A sign holds no meaning that the sentence beside it does not say, so a wrong guess does no harm; unknown things are a
 * tied bundle.
 */
import type { Markup } from '../ink/markup.ts'
import * as food from './food.ts'
import * as signs from './signs.ts'
import * as tools from './tools.ts'
import { stemmed } from './stems.ts'

/** The signs by name. */
export const glyphs = {
  loaf: food.loaf, hollowLoaf: food.hollowLoaf, hollowLoafOnWhite: food.hollowLoafOnWhite, bean: food.bean, drop: food.drop,
  sack: food.sack, egg: food.egg, jug: food.jug,
  apple: food.apple, root: food.root, jar: food.jar, bottle: food.bottle, bowl: food.bowl, cheese: food.cheese, fish: food.fish,
  nuts: food.nuts,
  spade: tools.spade, hammer: tools.hammer, saw: tools.saw, ladder: tools.ladder, key: tools.key, lamp: tools.lamp(true),
  lampAtRest: tools.lamp(false), tap: tools.tap, bed: tools.bed, pot: tools.pot, log: tools.log, cart: tools.cart,
  cycle: tools.cycle, cloth: tools.cloth, thread: tools.thread, machine: tools.machine, eye: tools.eye, phone: tools.phone,
  remedy: tools.remedy, horn: tools.horn, barrel: tools.vessel,
  hand: signs.hand, ice: signs.ice, twigs: signs.twigs, flame: signs.flameSign, home: signs.home, copies: signs.copies,
  page: signs.page, seed: signs.seed, leaf: signs.leaf, flower: signs.flower, book: signs.book, person: signs.person,
  knot: signs.knot, rope: signs.rope, hill: signs.hill, gate: signs.gate, sun: signs.sun, moon: signs.moon, rain: signs.rain,
  ear: signs.ear, current: signs.scales, compost: signs.compost, bundle: signs.bundle
} as const satisfies Record<string, Markup>

export type GlyphName = keyof typeof glyphs

/** Half the side of the box a sign is drawn in. */
export const glyphHalf = 15

const stems: readonly (readonly [GlyphName, string])[] = [
  ['root', 'potato carrot beet turnip radish onion kartoffel karotte moehre zwiebel rübe ruebe patate carotte papa zanahoria'],
  ['loaf', 'bread loaf loaves bake baking dough bun roll brot brötchen laib backen pain pan'],
  ['bean', 'bean pea lentil chickpea bohne erbse linse haricot judía frijol'],
  [
    'sack',
    'flour grain rye wheat oats rice salt sugar barley cereal mehl korn roggen weizen reis salz zucker farine sel riz ' +
    'harina sal arroz'
  ],
  ['egg', 'egg hen ei eier oeuf huevo'],
  ['jug', 'milk cream yoghurt yogurt juice oat-milk milch sahne saft lait leche jugo'],
  ['cheese', 'cheese butter käse kaese fromage queso'],
  [
    'apple',
    'apple pear plum cherry berry fruit peach quince apfel birne pflaume kirsche beere obst pomme poire manzana pera fruta'
  ],
  ['jar', 'jam jar honey preserve pickle marmelade honig glas confiture miel mermelada'],
  ['bottle', 'oil wine beer vinegar cider bottle öl wein bier essig flasche huile vin bière aceite vino cerveza'],
  ['bowl', 'soup stew meal lunch dinner supper breakfast food cook suppe essen mahlzeit kochen repas soupe comida sopa cena'],
  ['fish', 'fish trout carp fisch poisson pescado'],
  ['nuts', 'nut walnut hazel chestnut nuss nüsse kastanie noix nuez castaña'],
  ['drop', 'water moisture damp irrigation wasser eau agua'],
  ['barrel', 'barrel tank cistern tonne fass zisterne tonneau barril'],
  ['tap', 'tap valve faucet pump hahn ventil pumpe robinet grifo'],
  ['spade', 'spade shovel fork hoe rake dig garden spaten schaufel gabel hacke rechen graben bêche pelle pala'],
  ['saw', 'saw plane säge saege scie sierra'],
  ['hammer', 'hammer nail drill repair mend fix tool wrench screw werkzeug bohrer reparieren marteau outil martillo herramienta'],
  ['ladder', 'ladder scaffold leiter échelle escalera'],
  ['key', 'key lock schlüssel clef clé llave'],
  ['lamp', 'lamp light lantern bulb lampe licht lumière lámpara luz'],
  ['bed', 'bed guest sleep mattress room bett gast schlafen lit cama huésped'],
  ['pot', 'pot pan kettle stove oven topf kessel herd ofen four olla horno'],
  ['log', 'wood log plank timber board firewood holz brett bois madera leña'],
  ['cart', 'cart carry barrow trailer van car transport lift karren wagen auto tragen charrette carro'],
  ['cycle', 'bicycle bike cycle fahrrad rad vélo bicicleta'],
  ['cloth', 'cloth shirt coat clothes laundry blanket sheet towel kleid hemd wäsche decke vêtement ropa manta'],
  ['thread', 'thread wool yarn sew knit weave faden wolle garn nähen stricken laine lana hilo'],
  ['phone', 'phone laptop tablet computer telephone handy telefon téléphone teléfono'],
  ['remedy', 'medicine pill bandage remedy medizin arznei médicament medicina'],
  ['horn', 'music song sing dance play musik lied singen tanz musique chanson música canción'],
  ['book', 'book read library lesson teach learn buch lesen lernen bibliothek livre libro leer'],
  ['compost', 'compost manure mulch dung kompost mist fumier abono'],
  ['seed', 'seed seedling sow saat samen säen graine semilla'],
  ['flower', 'flower rose blume blüte fleur flor'],
  [
    'leaf',
    'leaf plant herb salad lettuce cabbage kale spinach tree pflanze kraut salat kohl blatt baum plante salade planta ' +
    'hierba lechuga'
  ],
  ['rope', 'rope agreement promise pledge seil abmachung accord cuerda acuerdo'],
  ['page', 'page idea letter note text plan paper seite idee brief zettel idée lettre página carta'],
  ['flame', 'fire gathering feast party feuer fest fête fuego fiesta'],
  ['hand', 'hand help work care clean hilfe hilf arbeit putzen aide travail ayuda trabajo'],
  ['rain', 'rain weather regen wetter pluie lluvia'],
  ['sun', 'sun solar power electricity energy battery sonne strom energie soleil sol energía'],
  ['home', 'home house flat kitchen haus wohnung küche maison casa'],
  ['gate', 'gate door invite invitation join tor tür einladung porte puerta'],
  ['hill', 'horizon measure hill hügel colline colina'],
  ['ear', 'sensor microphone hear noise hören lärm'],
  ['eye', 'camera see measure-light auge'],
  ['machine', 'machine robot printer engine maschine drucker machine máquina'],
  ['knot', 'program weaver watcher forecaster agent programm'],
  ['person', 'person people neighbour child mensch kind nachbar voisin vecino']
]

const nameFor = stemmed(stems)

/** The sign for a thing's words, in English and a little German, French and Spanish; a bundle where nothing fits. */
export const glyphFor = (words: string): GlyphName => nameFor(words) ?? 'bundle'
