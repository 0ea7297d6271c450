/**
 * Words of ingredient lines: what is counted besides measures, what only says how a thing is cut or how large it is, and what names no
 * amount. Lists of plain words, so that another language is another file like this one.
 */

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')))

/** Measures as cooks shorten them, which elsewhere mean something else. */
export const kitchenMeasures: ReadonlyMap<string, string> = new Map([
  ['t', 'tsp'],
  ['ts', 'tsp'],
  ['tea spoon', 'tsp'],
  ['tea spoons', 'tsp'],
  ['table spoon', 'tbsp'],
  ['table spoons', 'tbsp'],
  ['tb', 'tbsp'],
  ['tbl', 'tbsp'],
  ['tbls', 'tbsp'],
  ['tblsp', 'tbsp'],
  ['tbsps', 'tbsp'],
  ['c', 'cup'],
  ['lt', 'l'],
  ['ltr', 'l'],
  ['gms', 'g'],
  ['grs', 'g'],
  ['kgs', 'kg'],
  ['ozs', 'oz']
])

/** In the singular: “2 cans of tomatoes” are two cans. */
export const counted: ReadonlySet<string> = words(
  'bag bar batch block bottle bowl box branch bulb bunch can carton clove container cube dash dollop drop ear envelope',
  'gallon glass glug handful head jar knob leaf link loaf lump mug pack package packet pad part pat piece pinch pkg pkt',
  'pod pot pouch punnet rack rasher rib ring roll sachet scoop serving shake sheet shot sleeve slice smidgen splash',
  'sprig sprinkle spoon spoonful square squeeze squirt stalk stick strand strip tablet thumb tin touch tray tub tube twig twist wedge'
)

/** Shortened or written otherwise. */
export const countedAs: ReadonlyMap<string, string> = new Map([
  ['pkg', 'package'],
  ['pkt', 'packet'],
  ['spoonful', 'spoon'],
  ['pinches', 'pinch'],
  ['dashes', 'dash']
])

/** Behind a thing they count it: “4 garlic cloves”. */
export const countedBehind: ReadonlySet<string> = words('clove stalk sprig rib stick cube pod slice rasher strip head bulb bunch ear')

/** They hold so much of something: “1 can (400 g)”. */
export const containers: ReadonlySet<string> = words('bag block bottle bowl box bar can carton container cube envelope jar loaf pack package packet pkg pot pouch punnet sachet stick tin tray tub tube')

/** How large, how cut, how fresh: moved into the note. What makes another thing of it (dried, ground, smoked, whole) is none of these. */
export const manner: ReadonlySet<string> = words(
  'large small medium medium-sized medium-size mid-sized big little huge tiny heaped heaping level overfilled scant generous good good-quality ripe very',
  'finely roughly thinly thickly coarsely freshly lightly firmly loosely well packed chopped diced sliced minced cubed crushed peeled grated',
  'shredded melted softened beaten torn halved quartered julienned cored pitted seeded deseeded trimmed washed rinsed drained',
  'mashed pureed fresh warmed chilled luke lukewarm warm cold hot boiling uncooked quality organic optional thick thin long short sized size'
)

/** Their two words belong together: “warm water” is water, “hot sauce” is no sauce. */
export const keptTogether: ReadonlySet<string> = new Set([
  'hot sauce',
  'hot dog',
  'hot dogs',
  'hot pepper',
  'hot peppers',
  'hot chili',
  'hot chocolate',
  'hot paprika',
  'fresh cream',
  'little gem',
  'boiling potatoes',
  'cold cuts',
  'crushed tomatoes',
  'diced tomatoes',
  'pureed tomatoes',
  'shredded coconut',
  'long pepper',
  'short grain',
  'short ribs',
  'long grain',
  'medium grain',
  'thick cut',
  'crushed red'
])

/** They name no amount. */
export const vague: RegExp =
  /^(?:an?\s+)?(?:few|(?:little |good |teensy |tiny |small )?(?:bit|amount) of|little|lots of|lot of|some|several|couple of handfuls of|enough|plenty of|as much|as many|any kind of|any|your favou?rite)\s+(?:of\s+)?/i

/** Tails that say how much in words, or what for. */
export const tails: RegExp =
  /[\s,;–-]*\b(?:to taste|as needed|as required|if desired|if needed|if necessary|for (?:serving|garnish(?:ing)?|decoration|frying|dusting|greasing|the pan|brushing|rolling|topping|sprinkling|deep[- ]frying|drizzling)|or to taste|or as needed|or more|or so|plus (?:more|extra)\b.*|at room temperature|of (?:your )?choice|of any (?:kind|variety)|each)\s*\.?$/i

/** What follows them is said about the thing: “squash that is easy to peel”, “parsnip julienned”. */
export const aside: RegExp =
  /(?<=\p{L}\)?)\s+(?:for|that|which|weighing|as|according to|(?:finely |roughly |thinly |coarsely |freshly |cut )?(?:chopped|sliced|diced|minced|cubed|julienned|peeled|crushed|melted|grated|grounded|shredded|halved|quartered|drained|rinsed|washed|cut|divided|used)(?=\s*(?:$|[,.]|\s(?:in|into|and|or|to|bite|thin|thinly|small|very|with|for|on)\b)))(?:\b|$).*$/iu

/** Counts only with an “of”: two glass marbles are no glasses. */
export const countedOf: ReadonlySet<string> = words('bar ear glass link part ring roll square')

/** “chicken or vegetable stock” names two stocks, “butter or olive oil” no butter oil. */
export const modifiers: ReadonlySet<string> = words(
  'apple beef brown black canola cherry chicken cider coconut corn cream dark fish fresh green lamb lemon light lime malt mustard olive orange',
  'peanut pork pumpkin rapeseed raspberry red rice rye salted sesame spelt strawberry sunflower sweet unsalted vegetable white whole wholemeal wine yellow'
)
export const sharedHeads: ReadonlySet<string> = words(
  'beans bean bread broth butter cabbage cheese chips chocolate flour jam juice lentils milk mince oil onion onions paste peas pepper peppers potatoes',
  'powder rice sauce seeds stock sugar syrup tea vinegar wine yoghurt yogurt'
)
