/** How clauses nest and lists are made, alike in all languages: what is `nothing` here is what a language fills in. */
import { grammar, type Grammar } from 'ohm-js'
import { faceGrammar } from './base.ts'

const uses = ['act', 'reading', 'pulse'] as const

const blanks =
  'Whole Otherwise Unsure Least And Or List Lead Join NotThat HeldThat WithinThat SinceThat Rises Falls TimeBreak TimeCount TimeLately TimeBare NotSaid Shared Average Rate Used Simple ' +
  'ActOnly Swing At Till Start LoneOn LoneOff Room Using EachUses EachLoses Averaged Per ' +
  'Please Vague VagueOf Back Sign Place Opener Terse Bare VerbFirst Lower Modal ModalNot Works Ends Holds Until Conj Still Unless Except Provided After Elapsed Moment Lasts Leasts Clock Asked Lasting Between Heard ActPlain'

const refs = uses.flatMap((use) => {
  const name = use.charAt(0).toUpperCase() + use.slice(1)
  return [
    `Ref${name} = Ref${name}Plain | Ref${name}Led`,
    `Ref${name}Led = Lead+ Ref${name}Plain`,
    // “The light” alone, where one thing alone tells of it.
    `Ref${name}Plain = PointOf${name} | Thing${name}${use === 'reading' ? ' | AnyReading' : ''}`,
    use === 'reading' ? 'PointOfReading = PointJoined | PointBehind\n  PointBehind = ThingReading possessive? kind\n  PointJoined = WhichReading Join Lead* ThingReading' : `PointOf${name} = Which${name} Join Lead* Thing${name}`,
    `Which${name} = kind | ${use}Point | quoted`,
    `Thing${name} = ThingName${name} Tag?`,
    `ThingName${name} = ${use}Thing | quoted`
  ]
})

// Nesting goes through brackets alone, so how deep a text recurses is known before it is read.
const source = String.raw`
Clauses <: Face {
  Rule := opening? Openers Whole Thanks? Tail* closing* end
  opening (@mark) = "¿" | "¡"
  closing (@mark) = "." | "?" | "!"
  Openers = Opening*
  Opening = Opener ","?
  Thanks = ","? Please
  Tail = stop TailOf
  stop = ";" | "," | "."
  TailOf = Otherwise | Unsure | Least
  Conds = Cond Extra*
  Extra = Except | Provided | Moment | Until
  Act = Openers ActPlain AdvBehind? UntilBehind? Thanks?
  UntilBehind = Until AdvBehind?
  AdvBehind = Adv
  Adv = Adverb+
  Adverb = Moment | Sign | Leasts | Lasts | Clock | Elapsed | Bare
  Cond = CommaOr | Ors
  CommaOr = List? Item ("," Item)+ ","? Or Item
  Ors = List? Ands (","? Or List? Ands)*
  Ands = CommaAnd | AndChain
  CommaAnd = List? Item ("," Item)+ ","? And Item
  AndChain = List? Item (","? And Item)*
  Item = Group | Still | Shared | Wrapped | EitherOr | Leaf
  EitherOr = List Leaf ","? Or List? Leaf
  Leaf = WhenLeaf | LeafBare
  WhenLeaf = Moment LeafBare
  LeafBare = Turn | VagueOf | Between | Lasting | Simple | Heard | Terse | Vague
  sep (@mark) = ":" | "," | "–" | "→" | "=>"
  Bares = Bare Extra*
  Commas = Conds CommaItem*
  CommaItem = "," Conds
  Inner = Group | Leaf
  Group = "(" Cond ")"
  Wrapped = NotThat | NotSaid | HeldThat | WithinThat | SinceThat
  Turn = Rises | Falls
  Time = TimeCount | TimeBreak | TimeLately
  TimeHeld = TimeCount | TimeBreak
  Measure = Average | Used | Rate | RefReading
  kind (@kind) = nothing
  possessive (@mark) = "'s" | "’s"
  AnyReading = kind
  KindLed = Lead* AnyReading
  ${refs.join('\n  ')}
  ${blanks
    .split(' ')
    .map((name) => `${name} = nothing`)
    .join('\n  ')}
}`

let made: Grammar | undefined
export const clausesGrammar = (): Grammar => (made ??= grammar(source, { Face: faceGrammar() } as never))
