/** Turns of phrase by which a line says what it is, in order: the first that fits decides. English. */

export type GuessKind = 'need' | 'offer' | 'stock' | 'wish' | 'idea'

export interface Rule {
  readonly kind: GuessKind
  readonly pattern: RegExp
  readonly sure: 'plain' | 'likely'
  /** Where the thing stands; without it the thing is what the pattern caught, if anything. */
  readonly rest?: 'after' | 'before'
}

const we = '(?:we|i|they|the \\w+|our \\w+|my \\w+)\\s+'
const any = (...turns: readonly string[]): string => `(?:${turns.join('|')})`

const start = (kind: GuessKind, sure: Rule['sure'], ...parts: readonly string[]): Rule => ({
  kind,
  sure,
  pattern: new RegExp(`^${parts.join('')}`, 'i'),
  ...(kind !== 'idea' && kind !== 'wish' && { rest: 'after' })
})

const musing = any(
  'what if',
  'how about',
  'imagine',
  'idea:',
  'i wonder',
  'why not',
  'maybe we (?:could|should)',
  'we could',
  'should we',
  "(?:i|we)(?:'ve| have)(?: got)? (?:an?|no|another) idea"
)
const together = any(
  "let'?s",
  'let us',
  'shall we',
  'who wants to',
  'who would like to',
  "who'?s up for",
  'anyone up for',
  "i(?:'d| would) like us to",
  'i wish we'
)
const ourState = "(?:(?:we(?:'re| are)|i(?:'m| am)|it'?s)\\s+)?"
const almost = any('nearly', 'almost', 'about to be', 'about to run', 'running', 'getting', 'just')
const needing = any(
  'needs?',
  'could use',
  'could do with',
  'requires?',
  "(?:am|are|is|'m|'re) looking for",
  'would like',
  "'d like",
  'wants?'
)
const asking = any(
  'needed',
  'wanted',
  'looking for',
  'need',
  'seeking',
  'in need of',
  'please bring',
  'can (?:someone|somebody|anyone|anybody) (?:bring|lend|spare|give)(?: me| us)?',
  '(?:does )?any(?:one|body) (?:have|got)',
  'who has'
)
const willing = any('can', 'could', 'am happy to', 'are happy to', "'m happy to", 'would', 'will')
const giving = any('offer', 'lend', 'give(?: away)?', 'spare', 'share', 'bring')
const handing = any(
  'offering',
  'offer',
  'on offer',
  'giving away',
  'free to (?:a good home|take)',
  'up for grabs',
  'to give away',
  'to lend',
  'spare'
)
const freely = any(
  'to (?:lend|spare|share|give(?: away)?|borrow|offer)',
  'up for grabs',
  'going spare',
  'free to (?:take|use|borrow)',
  'for (?:anyone|whoever)(?: who)? (?:wants|needs)(?: it| them| some)?',
  '(?:is|are) free'
)
const having = any('have', 'has', "'ve got", 'have got', "'ve")

export const rules: readonly Rule[] = [
  start('idea', 'plain', musing, '\\b'),
  start('wish', 'plain', together, '\\b'),
  start('need', 'plain', ourState, almost, '\\s+', any('out', 'short', 'low'), '(?:\\s+(?:of|on))?\\s+'),
  start('need', 'plain', ourState, any('out of', 'short of', 'low on', 'lacking', 'missing'), '\\s+'),
  { kind: 'need', sure: 'plain', pattern: /^no\s+(?:more\s+)?(.+?)\s+left\b/i },
  start('need', 'plain', `(?:${we})?`, '(?:(?:still|also|really|urgently)\\s+)?', needing, '\\s+(?!to\\s)'),
  start('need', 'plain', asking, '\\s*:?\\s+'),
  start('offer', 'plain', `(?:${we})?`, willing, '\\s+', giving, '\\s+'),
  start('offer', 'plain', handing, '\\s*:?\\s+'),
  { kind: 'offer', sure: 'plain', rest: 'before', pattern: new RegExp(`\\s+(?:(?:is|are)\\s+)?${freely}[.!]?$`, 'i') },
  start('stock', 'plain', any('in stock', 'stock', 'on the shelf', "there (?:is|are|'s)"), '\\s*:?\\s+'),
  start('stock', 'likely', we, having, '\\s+(?:got\\s+)?(?=.*(?:\\b(?:on|in|at)\\s+the\\b|\\bleft(?: over)?[.!]?$))'),
  start('offer', 'likely', we, having, '\\s+(?:got\\s+)?')
]
