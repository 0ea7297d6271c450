/** English: needs, offers, stock, and the yes of both sides. */
export const flowWords = {
  'flow.quantity': 'how much, as in "3 loaves" or "1 1/2 kg"',
  'flow.place': 'where',
  'flow.until': 'until when, as in friday, "in 3 days" or 2027-08-31',
  'flow.note': 'a few words more',
  'flow.what': 'Say what it is about as well, as in `commune {kind} 3 loaves of bread`.',
  'flow.amount-twice': 'The words name an amount, and --quantity says “{given}”. Say it in one place.',
  'flow.mine': 'list your own only',
  'flow.over': 'list what is done, withdrawn or lapsed',
  'flow.text': 'list what has these words in it',
  'flow.limit': 'list this many at most',
  'flow.more': { one: 'and one more.', other: 'and {n} more.' },

  'need.about': 'say a need; without words, list the needs there are',
  'need.said': '{id}  A need: {what}.',
  'need.matches': {
    one: 'There is an offer that may fit. Say yes to it with `commune say-yes ID`:',
    other: 'There are {n} offers that may fit. Say yes to one with `commune say-yes ID`:'
  },
  'need.none': 'Nobody needs anything here.',
  'offer.about': 'say an offer; without words, list the offers there are',
  'offer.said': '{id}  An offer: {what}.',
  'offer.matches': {
    one: 'There is a need that it may meet. Say yes to it with `commune say-yes ID`:',
    other: 'There are {n} needs that it may meet. Say yes to one with `commune say-yes ID`:'
  },
  'offer.none': 'Nobody offers anything here.',

  'row.at': ', at {place}',
  'row.until': ', until {when}',
  'row.keeps': 'Keeps until {when}.',
  'row.over': '{over} more was taken than was there.',
  'row.answered': { one: 'One has said yes; {who} has not said it yet.', other: '{n} have said yes; {who} has not said it yet.' },
  'row.asked': {
    one: '{who} has said yes; the other side has not said it yet.',
    other: '{who} has said yes; the other side has not said it yet.'
  },
  'row.told': '{name}, written down here',
  'row.of': '{amount} of {thing}',
  'row.need': '{who} needs {what}.',
  'row.offer': '{who} offers {what}.',
  'row.need-you': 'You need {what}.',
  'row.offer-you': 'You offer {what}.',
  'row.commitment': '{what}, from {giver} to {receiver}.',

  'stock.about': 'say what is in stock; without words, list what is there, by place',
  'stock.until': 'it keeps until then',
  'stock.take': 'take --quantity from this portion',
  'stock.count': 'say that --quantity is there of this portion now',
  'stock.move': 'move this portion to another --place, or --to another device of yours',
  'stock.to': 'a device of yours, which then holds it',
  'stock.each': 'list each portion by itself, with who holds it',
  'stock.what': 'Say what it is as well, as in `commune stock 12 jars of honey`; or name a portion with --take, --count or --move.',
  'stock.how-much': 'Say how much, as in “12 jars of honey”, or with --quantity.',
  'stock.place-move': 'To say that it stands elsewhere, move it: --move ID --place PLACE.',
  'stock.now': '{id}  In stock: {what}.',
  'stock.said': '{id}  Said.',
  'stock.either': 'Say something new in stock, or do something with a portion that is there: one at a time.',
  'stock.nowhere': 'At no place that was named',
  'stock.none': 'Nothing is in stock here.',

  'yes.about': 'say yes to a need or an offer of somebody else, or to their answer to yours',
  'yes.with': 'the ware on the other side, when several have answered',
  'yes.quantity': 'say yes to so much of it',
  'handover.about': 'say that something was handed over; without an id, list what both have said yes to',
  'handover.quantity': 'how much was handed over',
  'handover.portion': 'the portion of your stock that it left',
  'handover.none': 'Nobody has said yes to anything with you yet.',
  'handover.done': 'Said.',
  'change.about': 'change a need, an offer or a portion of yours; an empty text takes a field back',
  'change.thing': 'what it is about',
  'withdraw.about': 'withdraw a need, an offer or a yes of yours'
} as const
